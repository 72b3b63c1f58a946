"""A mailbox is made before letters and programs come to it."""

from contextlib import suppress
from functools import partial

from django.db import transaction

from preau.engines.errors import EngineAway
from preau.identity.doors import doveadm


def prepare(login: str) -> None:
    """Once what stands of the mailbox is kept: Dovecot reads it there.

    It makes missing folders by itself. But where a first letter and a first program come at the
    same moment, each waits for the other's locks, Dovecot 2.3 kills one of them, and a letter comes
    a minute late. While Dovecot is away nothing is made, and nothing is lost.
    """
    transaction.on_commit(partial(_make_folders, login))


def _make_folders(login: str) -> None:
    with suppress(EngineAway):
        doveadm().make_folders(login)
