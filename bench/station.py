"""A private installation, made by the same code as `preau run`, with one full mailbox."""

import contextlib
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from bench import corpus
from preau.academies.registry import academies
from preau.engines import ports as choosing
from preau.engines.dovecot.box import Box
from preau.engines.errors import Busy, Conflict
from preau.engines.places import Ports
from preau.engines.supervisor import clear, launch
from preau.identity.actions import opening
from preau.identity.models import Account, Preference
from preau.mail.doors import mailstore
from preau.ops.assets import build_assets
from preau.ops.desks import open_desks
from preau.ops.domains import name_domains
from preau.ops.installation import hand_over, installation

ACADEMY = "poitiers"
IDENTIFIER = "cfontaine"
PASSWORD = "essai-de-mesure-2026"
QUOTA = 64 * 1024**3
AT_ONCE = 100
# A run that was stopped half-way may have left some messages elsewhere.
ALMOST = 0.95
INDEXING_TAKES = 7200.0
# Ten folders beside INBOX; one holds a thousand, to be compared with the full one.
SMALL = "Mesures/Mille"
FOLDERS = {
    "Sent": 900,
    "Archive": 900,
    "Trash": 150,
    "Junk": 150,
    "Classes/3e D": 300,
    "Classes/Tle 4": 300,
    "Réunions/Conseils": 150,
    "Formation": 100,
    "Élèves & familles": 150,
    SMALL: 1000,
}


@dataclass(frozen=True)
class Station:
    """Where the installation answers, and who is measured in it."""

    ports: Ports
    host: str
    login: str
    address: str
    messages: int


@contextmanager
def station(messages: int, first_port: int, *, indexed: bool = True) -> Iterator[Station]:
    """Started, filled and `indexed` for search; stopped at the end, whatever happens."""
    with started(first_port):
        made_ready = prepared(messages)
        if indexed:
            wait_for_index(made_ready.login)
        yield made_ready


@contextmanager
def started(first_port: int) -> Iterator[Ports]:
    """Everything runs, and holds nobody yet."""
    os.umask(0o022)
    clear(settings.PLACES)
    wished = Ports(
        **{name: port + first_port - Ports().web for name, port in asdict(Ports()).items()}
    )
    settings.PORTS, _taken = choosing.choose(wished, settings.PLACES)
    made = installation(settings.PORTS)
    hand_over(made)
    call_command("migrate", verbosity=0, interactive=False)
    name_domains()
    open_desks()
    build_assets()
    made.render()
    hand_over(made)
    say("Starting the engines")
    with launch(made.places, made.programs()) as engines:
        engines.wait_ready(180.0)
        yield settings.PORTS
        connection.close()
        mailstore().close()


def prepared(messages: int) -> Station:
    academy = academies().by_slug(ACADEMY)
    if academy is None:
        raise LookupError(ACADEMY)
    account = the_account(academy.domain)
    fill(account.login, messages)
    host = f"{academy.demo_host}:{settings.PORTS.web}"
    return Station(settings.PORTS, host, account.login, account.address, messages)


def the_account(domain: str) -> Account:
    """Letters leave at once, so that the time until they arrive is not the time to think."""
    known = Account.objects.filter(identifier=IDENTIFIER).first()
    if known is not None:
        return known
    account = opening.open_account(
        academy=ACADEMY,
        identifier=IDENTIFIER,
        domain=domain,
        address=f"claire.fontaine@{domain}",
        given_name="Claire",
        family_name="Fontaine",
        password_hash=opening.hash_password(PASSWORD),
        quota_bytes=QUOTA,
        is_demo=True,
    )
    Preference.objects.filter(account=account).update(undo_seconds=0)
    return account


def fill(login: str, messages: int) -> None:
    """Nothing is stored twice: a folder that has its messages is passed over."""
    with mailstore().open(login) as box:
        known = {folder.name: folder.messages for folder in box.folders()}
        for name, count in {**FOLDERS, "INBOX": messages}.items():
            if known.get(name, 0) >= count * ALMOST:
                continue
            if name not in known:
                with contextlib.suppress(Conflict):
                    box.create_folder(name)
            store(box, name, count, login)


def store(box: Box, name: str, count: int, owner: str) -> None:
    began = time.monotonic()
    waiting = []
    for number, letter in enumerate(corpus.letters(name, count, owner), start=1):
        waiting.append((letter.raw, letter.flags, letter.at))
        if len(waiting) == AT_ONCE:
            box.append_all(name, waiting)
            waiting = []
            if number % 5000 == 0:
                say(f"  {name}: {number:,} of {count:,}")
    box.append_all(name, waiting)
    say(f"  {name}: {count:,} messages in {time.monotonic() - began:.0f} s")


def wait_for_index(login: str) -> None:
    """Messages are indexed as they come; a search is refused for as long as it would miss some."""
    began = time.monotonic()
    for name in ("INBOX", *FOLDERS):
        while not is_indexed(login, name):
            if time.monotonic() - began > INDEXING_TAKES:
                raise TimeoutError(f"{name} is not indexed after {INDEXING_TAKES:.0f} s.")
    say(f"  indexed for search {time.monotonic() - began:.0f} s later")


def is_indexed(login: str, folder: str) -> bool:
    """Dovecot itself waits for a minute before it says no."""
    with mailstore().open(login) as box:
        box.select(folder)
        try:
            box.uids_matching([b'BODY "xyzzy"'])
        except Busy:
            return False
    return True


def web_process() -> int:
    """The process id of the web tier's first process, as the supervisor wrote it."""
    record = json.loads((settings.PLACES.data / "run" / "state.json").read_text())
    return next(int(one["pid"]) for one in record["programs"] if one["name"] == "web")


def say(sentence: str) -> None:
    print(sentence, flush=True)
