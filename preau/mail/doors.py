"""The engines' doors this process uses, opened once."""

from functools import cache

from django.conf import settings

from preau.engines.dovecot.mailstore import Door, Mailstore
from preau.engines.dovecot.scripts import Scripts
from preau.engines.dovecot.shape import MASTER
from preau.engines.words.finding import Words
from preau.engines.words.programs import WordsShape
from preau.identity.doors import announce, relay, unsigned

__all__ = ["mailstore", "relay", "scripts", "tell", "unsigned", "words"]


_name = MASTER


def come_in_as(name: str) -> None:
    """Before the first mailbox is opened by this process."""
    global _name
    _name = name
    mailstore.cache_clear()


@cache
def mailstore() -> Mailstore:
    secret = settings.PLACES.secret("dovecot-master")
    return Mailstore(Door(port=settings.PORTS.imap, secret=secret, master=_name))


@cache
def scripts() -> Scripts:
    secret = settings.PLACES.secret("dovecot-master")
    return Scripts(Door(port=settings.PORTS.scripts, secret=secret))


@cache
def words() -> Words:
    return Words(WordsShape(settings.PLACES).socket)


def tell(login: str, kind: str, data: dict[str, object]) -> None:
    """Say to the open pages of a box what happened; without Redis they find out by themselves."""
    announce(login, kind, {"box": login.partition("@")[0], **data})
