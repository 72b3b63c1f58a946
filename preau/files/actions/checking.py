"""The antivirus looks at each new content, before any link gives it to anybody.

Claimed like every due row, and looked at apart: a large file takes a while, and letters leave
meanwhile.
"""

import logging
from datetime import datetime, timedelta
from threading import Thread

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from preau.engines.errors import EngineAway
from preau.files import store
from preau.files.doors import scanner
from preau.files.models import Content

logger = logging.getLogger(__name__)

# As long as clamd may take, and some.
CLAIM_LASTS = timedelta(minutes=5)
AGAIN = timedelta(seconds=30)
FOUND = {
    "clean": Content.State.CLEAN,
    "infected": Content.State.INFECTED,
    "too_large": Content.State.UNCHECKED,
}
_running: list[Thread] = []


def check_waiting() -> None:
    """Looks at what is due in one thread, unless one is at it already."""
    if any(thread.is_alive() for thread in _running) or not _due(timezone.now()).exists():
        return
    _running[:] = [Thread(target=_check_all, daemon=True)]
    _running[0].start()


def _due(now: datetime) -> "QuerySet[Content]":
    return Content.objects.filter(state=Content.State.WAITING, check_at__lte=now)


def _check_all() -> None:
    try:
        check_due()
    finally:
        connection.close()


def check_due(now: datetime | None = None) -> int:
    """Looks at all that waits; returns at how many. What clamd did not answer waits on."""
    moment, count = now or timezone.now(), 0
    for content in _due(moment).order_by("check_at"):
        claimed = _due(moment).filter(pk=content.pk).update(check_at=moment + CLAIM_LASTS)
        count += claimed and _check(content)
    return count


def _check(content: Content) -> int:
    mine = Content.objects.filter(pk=content.pk)
    try:
        with store.content_path(content.sha256).open("rb") as file:
            found = FOUND[scanner().scan(file)]
    except (EngineAway, FileNotFoundError) as error:
        logger.warning("A file waits for the antivirus: %s", type(error).__name__)
        mine.update(check_at=timezone.now() + AGAIN)
        return 0
    return mine.update(state=found, check_at=None)
