"""What Dovecot's events say of letters and messages that wait for their time."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import DatabaseError

from preau.engines.dovecot.types import OURS
from preau.mail.actions.watching import note_change

logger = logging.getLogger(__name__)

CHANGES = {
    "scheduled": frozenset(
        {"MessageNew", "MessageAppend", "MessageExpunge", "FlagsSet", "MailboxDelete"}
        | {"MailboxRename"}
    ),
    "snoozed": frozenset({"MessageNew", "MessageAppend"}),
}


def work_of(told: dict[str, Any]) -> Callable[[], None] | None:
    """What is to be noted, or None for nearly every event."""
    for event in told["events"]:
        folder = event.get("old") or event["mailbox"]
        if event["event"] in CHANGES.get(OURS.get(folder, ""), ()):
            return partial(_note, str(told["user"]))
    return None


def _note(login: str) -> None:
    try:
        note_change(login)
    except DatabaseError as error:
        logger.warning("A change of what waits could not be noted: %s", type(error).__name__)
