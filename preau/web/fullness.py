"""What Dovecot's events say of how full a box is, passed on in a thread of pages."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import DatabaseError

from preau.grace.actions.weighing import hear_crossing, hear_expunged

logger = logging.getLogger(__name__)

LEAVES = frozenset({"MessageExpunge", "MailboxDelete"})


def work_of(told: dict[str, Any]) -> Callable[[], None] | None:
    """What is to be noted, or None for nearly every event."""
    if told.get("crossed"):
        return partial(_note, hear_crossing, str(told["user"]))
    if any(event["event"] in LEAVES for event in told["events"]):
        return partial(_note, hear_expunged, str(told["user"]))
    return None


def _note(hear: Callable[[str], None], login: str) -> None:
    try:
        hear(login)
    except DatabaseError as error:
        logger.warning("A box's fullness could not be noted: %s", type(error).__name__)
