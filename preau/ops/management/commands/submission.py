"""`preau submission`: the door before Postfix for people's own mail programs; see decision 0033."""

import asyncio
import ssl
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand
from django.db import close_old_connections, connection

from preau.academies.registry import academies
from preau.engines.errors import EngineAway, MailRefused
from preau.engines.postfix.submit import Envelope, Recipient
from preau.engines.rspamd.judging import Brought, judge
from preau.engines.submission.door import Entrance, serve
from preau.engines.submission.holding import Held
from preau.engines.submission.keeper import Keeper, entrances
from preau.engines.submission.manner import LATER, Manner
from preau.kit.errors import NotAllowed, WrongInput
from preau.mail.actions import holding
from preau.ops.installation import largest_message

# Clients that each have a process of Postfix (conf/door.cf gives it ten more).
MOST_LINES = 190
LOOKED_AT_AT_ONCE = 2


class Command(BaseCommand):
    help = "Serves people's mail programs on the ports of sending; started by `preau run`."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("certificate", type=Path)
        parser.add_argument("key", type=Path)
        parser.add_argument("user", help="account to become, empty for none")

    def handle(self, *_args: Any, **given: Any) -> None:
        ports = settings.PORTS
        doors = entrances(settings.LISTEN, ports.submission, ports.submissions)
        Keeper(doors, given["certificate"], given["key"], given["user"], open_doors).keep()


def open_doors(doors: Sequence[Entrance], tls: ssl.SSLContext) -> None:
    serve(doors, manner(), tls)


def manner() -> Manner:
    return Manner(
        host=settings.MAIL_HOST,
        postfix_port=settings.PORTS.sending,
        most=timedelta(days=max(academy.limits.held_days for academy in academies().all)),
        most_octets=largest_message(),
        may=may,
        keep=keep,
        at_once=asyncio.Semaphore(LOOKED_AT_AT_ONCE),
        lines=asyncio.Semaphore(MOST_LINES),
    )


async def may(login: str, due: datetime) -> str:
    return await asyncio.to_thread(refusal, login, due)


async def keep(held: Held, octets: bytes) -> str:
    return await asyncio.to_thread(kept, held, octets)


def refusal(login: str, due: datetime) -> str:
    close_old_connections()
    try:
        holding.refuse_unfit(login, due, datetime.now(UTC))
    except WrongInput as error:
        return f"501 5.5.4 {error}"
    except NotAllowed as error:
        return f"550 5.7.1 {error}"
    return ""


def kept(held: Held, octets: bytes) -> str:
    """An answer of 250 is for good: the database too is on the disk then."""
    close_old_connections()
    envelope = Envelope(
        held.sender.address,
        tuple(Recipient(one.address, one.parameters) for one in held.recipients),
        held.sender.parameters,
    )
    try:
        _judge(held, envelope, octets)
        with_certainty()
        draft = holding.hold(held.login, envelope, octets, held.due, network=held.network)
    except MailRefused as error:
        return f"554 5.7.1 {error}"
    except EngineAway:
        return LATER
    except WrongInput as error:
        return f"501 5.5.4 {error}"
    except NotAllowed as error:
        return f"550 5.7.1 {error}"
    return f"250 2.0.0 Ok: held until {draft.due_at:%Y-%m-%dT%H:%M:%SZ}"


def with_certainty() -> None:
    """SQLite otherwise writes the last changes down a moment after (WAL, synchronous=NORMAL)."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")


def _judge(held: Held, envelope: Envelope, octets: bytes) -> None:
    brought = Brought(
        login=held.login,
        network=held.network,
        sender=envelope.sender,
        recipients=[one.address for one in envelope.recipients],
    )
    judge(settings.PORTS.rspamd_controller, settings.PLACES.secret("rspamd"), octets, brought)
