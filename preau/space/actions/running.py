"""Errands that are due, each claimed once and done in a thread of its own: letters leave meanwhile.

A claim that a dead worker left lapses; every errand can be begun again from where it is.
"""

import logging
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from threading import BoundedSemaphore, Thread

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.engines.errors import Busy, EngineAway, EngineError
from preau.identity.addressing import addressing
from preau.kit.claims import due
from preau.kit.errors import RoomError
from preau.mail import access
from preau.mail.access import Desk
from preau.space.actions import bringing, cleaning, counting, filing_by_year, packing
from preau.space.actions.watching import Stopped, Watch
from preau.space.models import Errand
from preau.space.queries import ON_THE_WAY

logger = logging.getLogger(__name__)

State, Kind = Errand.State, Errand.Kind
AGAIN = timedelta(seconds=15)
AT_ONCE = 2
PATIENCE = timedelta(hours=12)

Work = Callable[[Desk, Errand, Watch], None]
WORKS: dict[str, Work] = {
    Kind.SURVEY: counting.survey,
    Kind.CLEAN: cleaning.clean,
    Kind.FILE: filing_by_year.file,
    Kind.PACK: packing.pack,
    Kind.BRING: bringing.bring,
}
_free = BoundedSemaphore(AT_ONCE)


def begin_due() -> int:
    """As many as may run beside one another; how many were begun."""
    count = 0
    while _free.acquire(blocking=False) and _begin_next():
        count += 1
    return count


def _begin_next() -> bool:
    """In the place just taken, which is given back where nothing was begun in it."""
    with ExitStack() as place:
        place.callback(_free.release)
        errand = claim_next(timezone.now())
        if errand is None:
            return False
        Thread(target=_run_apart, args=(errand,), daemon=True).start()
        place.pop_all()
    return True


def claim_next(now: datetime) -> Errand | None:
    """The first that is due and nobody's; two workers never do the same."""
    waiting = due(Errand.objects.filter(state__in=ON_THE_WAY), now)
    for number, state in waiting.values_list("pk", "state")[:20]:
        begun = State.COUNTING if state == State.COUNTING else State.RUNNING
        if waiting.filter(pk=number, state=state).update(state=begun, claimed_at=now):
            return Errand.objects.select_related("account__preference", "mailbox").get(pk=number)
    return None


def _run_apart(errand: Errand) -> None:
    try:
        run(errand)
    finally:
        connection.close()
        _free.release()


def run(errand: Errand) -> None:
    """One that is claimed, to its end or as far as it goes now."""
    with addressing(errand.account):
        try:
            _work(errand)
        except Stopped:
            packing.forget_file(errand)
        except (EngineAway, Busy) as error:
            logger.warning("An errand waits: %s", type(error).__name__)
            _try_later(errand)
        except (EngineError, RoomError) as error:
            _fail(errand, str(error))
        except Exception as error:  # noqa: BLE001 -- the thread's end: nobody is above it
            # The text of an unexpected error may hold what somebody wrote.
            logger.error("An errand failed: %s", type(error).__name__)  # noqa: TRY400
            _fail(errand, _("The fault is ours. Nothing more was changed."))


def _work(errand: Errand) -> None:
    begun = time.monotonic()
    work = counting.count if errand.state == State.COUNTING else WORKS[errand.kind]
    with access.desk(errand.account, errand.mailbox.slug) as desk:
        work(desk, errand, Watch(errand))
    logger.info("%s of errand %d: %.1f s", errand.kind, errand.pk, time.monotonic() - begun)


def _try_later(errand: Errand) -> None:
    now = timezone.now()
    if now - errand.made_at > PATIENCE:
        _fail(errand, _("The mail server did not answer for too long."))
        return
    mine = Errand.objects.filter(pk=errand.pk, state__in=(State.COUNTING, State.RUNNING))
    mine.update(claimed_at=None, due_at=now + AGAIN)


def _fail(errand: Errand, sentence: str) -> None:
    if "until" not in errand.detail:
        packing.forget_file(errand)
    mine = Errand.objects.filter(pk=errand.pk, state__in=(State.COUNTING, State.RUNNING))
    mine.update(state=State.FAILED, sentence=sentence, ended_at=timezone.now())
