"""A mail program hands over a letter to leave later (FUTURERELEASE, RFC 4865)."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from preau.academies.registry import academies
from preau.engines.kept import synchronise
from preau.engines.postfix.submit import Envelope
from preau.formats import walltime
from preau.formats.mime.compose import new_message_id
from preau.formats.mime.headers import Headers, message_ids, parse_headers
from preau.identity.models import Account, Mailbox
from preau.identity.queries import account_reached_by
from preau.journal.actions import record
from preau.kit.errors import NotAllowed, WrongInput
from preau.mail import when
from preau.mail.models import Draft, ReadyMade

MOST_WAITING = 200


def refuse_unfit(name: str, due: datetime, now: datetime) -> Account:
    """Who signed in under this name, and may have a letter held until `due`. Raises NotAllowed,
    WrongInput; the sentences are for a program, in ASCII."""
    account = account_reached_by(name)
    if account is None or account.state != Account.State.ACTIVE:
        raise NotAllowed("Nothing is held for this account")
    academy = academies().by_slug(account.academy)
    most = timedelta(days=academy.limits.held_days if academy else 0)
    if due > now + most:
        raise WrongInput(f"Not for longer than {most.days} days")
    if ReadyMade.objects.filter(draft__author=account).count() >= MOST_WAITING:
        raise NotAllowed("Too many messages are waiting already")
    return account


def hold(
    name: str, envelope: Envelope, octets: bytes, due: datetime, *, network: str = ""
) -> Draft:
    """On the disk for good when it returns. Raises as above."""
    account = refuse_unfit(name, due, timezone.now())
    digest, headers = _digest(envelope, octets), parse_headers(octets)
    if again := _already(account, digest, headers):
        return again
    mailbox = Mailbox.objects.get(login=account.login)
    ready = _stored(envelope, octets, digest)
    try:
        draft = _row(account, mailbox, ready, headers, due)
    except BaseException:
        ready.file.delete(save=False)
        raise
    record("hold", by=account.login, academy=account.academy, network=network)
    return draft


def _digest(envelope: Envelope, octets: bytes) -> str:
    return sha256(json.dumps(asdict(envelope)).encode() + b"\0" + octets).hexdigest()


def _already(account: Account, digest: str, headers: Headers) -> Draft | None:
    """The same letter under the same name waits: our answer was lost on the way."""
    if not headers.get("Message-ID"):
        return None
    waiting = Draft.objects.filter(author=account, state=Draft.State.SCHEDULED)
    return waiting.filter(ready_made__digest=digest).first()


def _stored(envelope: Envelope, octets: bytes, digest: str) -> ReadyMade:
    ready = ReadyMade(
        sender=envelope.sender,
        parameters=list(envelope.parameters),
        recipients=[[one.address, list(one.parameters)] for one in envelope.recipients],
        digest=digest,
    )
    ready.file.save(f"{digest[:16]}.eml", ContentFile(octets), save=False)
    for one in _down_to(Path(ready.file.path)):
        synchronise(one)
    return ready


def _down_to(path: Path) -> list[Path]:
    """Itself, and each folder that may be as new: those of a day are made with its first letter."""
    top = default_storage.path("")
    return [path, *(folder for folder in path.parents if folder.is_relative_to(top))]


def _row(
    account: Account, mailbox: Mailbox, ready: ReadyMade, headers: Headers, due: datetime
) -> Draft:
    """Another letter may have the same Message-ID: ours is then only for us."""
    own = new_message_id(mailbox.login.partition("@")[2])
    known = next(iter(message_ids(headers.get("Message-ID"))), own)[:255]
    try:
        return _created(account, mailbox, ready, headers, due, known)
    except IntegrityError:
        return _created(account, mailbox, ready, headers, due, own)


def _created(
    account: Account,
    mailbox: Mailbox,
    ready: ReadyMade,
    headers: Headers,
    due: datetime,
    ident: str,
) -> Draft:
    at = walltime.at(due, when.here())
    with transaction.atomic():
        draft = Draft.objects.create(
            mailbox=mailbox,
            author=account,
            subject=" ".join(headers.text("Subject").replace("\0", "").split())[:900],
            message_id=ident,
            state=Draft.State.SCHEDULED,
            due_at=due,
            due_wall=at.text,
            due_zone=at.zone,
            changed_at=timezone.now(),
        )
        ready.draft = draft
        ready.save()
    return draft


def forget_strays(now: datetime | None = None) -> int:
    """Files of letters whose row is gone with an account, or was never written for a power cut."""
    before = (now or timezone.now()) - timedelta(days=1)
    known = set(ReadyMade.objects.values_list("file", flat=True))
    strays = [
        name
        for name in _stored_names("ready")
        if name not in known and default_storage.get_modified_time(name) < before
    ]
    for name in strays:
        default_storage.delete(name)
    return len(strays)


def _stored_names(folder: str) -> Iterator[str]:
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for one in folders:
        yield from _stored_names(f"{folder}/{one}")
