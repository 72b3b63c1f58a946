"""Where Postfix hands over what full mailboxes have no room for: open as long as the worker lives.

Without it Postfix keeps such mail itself, and tries again.
"""

from contextlib import AbstractContextManager

from django.conf import settings
from django.db import connection

from preau.engines.postfix.handing import Handed, listening
from preau.grace.actions import holding


def waiting_room() -> AbstractContextManager[None]:
    return listening(settings.PORTS.waiting, take)


def take(handed: Handed) -> str:
    """Each message comes in a thread of its own, with a connection of its own to the database."""
    try:
        return holding.take(handed)
    finally:
        connection.close()
