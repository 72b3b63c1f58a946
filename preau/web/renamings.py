"""What Dovecot's events say of folders that have another name, passed on in a thread of pages."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import DatabaseError

from preau.engines.errors import EngineError
from preau.filters.actions.following import hear_renamed
from preau.kit.errors import RoomError

logger = logging.getLogger(__name__)


def work_of(told: dict[str, Any]) -> Callable[[], None] | None:
    """The rules that name the folder follow it; None for nearly every event."""
    if any(event["event"] == "MailboxRename" for event in told["events"]):
        return partial(_follow, str(told["user"]))
    return None


def _follow(login: str) -> None:
    """The page of filters looks again, should this fail."""
    try:
        hear_renamed(login)
    except (DatabaseError, EngineError, RoomError) as error:
        logger.warning("Rules could not follow a folder: %s", type(error).__name__)
