"""The demo's people and their mail, once: accounts, history imported, today's mail sent."""

import contextlib
import secrets
import smtplib
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from preau.academies.registry import Academy, academies
from preau.engines.dovecot.box import Arrival, Box
from preau.engines.errors import Conflict, Missing
from preau.identity.actions import opening
from preau.identity.actions.telling import desk_of
from preau.identity.models import Account, Mailbox, Post, Role
from preau.mail.doors import mailstore
from preau.ops import keys
from preau.ops.demo.cast import Member, cast
from preau.ops.demo.letters import mailbox_of, todays_arrivals
from preau.ops.installation import Installation
from preau.people.actions.listing import relist

Say = Callable[[str], None]


def seed(made: Installation, say: Say) -> None:
    """Nothing is done twice: a part that is there is passed over, also after a start cut short."""
    known = {one["login"]: one for one in keys.demo_accounts(made.places)}
    filled = keys.filled(made.places)
    if filled is None:
        filled = addresses_of(known)
        keys.keep_filled(made.places, filled)
    for academy in academies().all:
        members = cast(academy.slug)
        if not is_open(members, known):
            say(f"Opening the accounts of {academy.name}")
            for account in open_accounts(academy, members):
                known[account["login"]] = account
            keys.keep_demo_accounts(made.places, list(known.values()))
        waiting = [member for member in members if member.address not in filled]
        for number, member in enumerate(waiting, start=1):
            say(f"  mail of {member.name or member.address} ({number}/{len(waiting)})")
            bring_mail(made, academy, member)
            filled.add(member.address)
            keys.keep_filled(made.places, filled)


def addresses_of(known: Container[str]) -> set[str]:
    """Everybody of the académies that a start before this one made whole."""
    casts = [cast(academy.slug) for academy in academies().all]
    return {one.address for members in casts if is_open(members, known) for one in members}


def is_open(members: Iterable[Member], known: Container[str]) -> bool:
    return all(member.login in known for member in members if not member.is_functional)


def bring_mail(made: Installation, academy: Academy, member: Member) -> None:
    now = timezone.now()
    fill(academy, member, now)
    deliver(made, member, now)


@transaction.atomic
def open_accounts(academy: Academy, members: tuple[Member, ...]) -> list[dict[str, Any]]:
    """One hash for all: everybody in the demo has the same password, and says so."""
    hashed = opening.hash_password(members[0].password)
    people = [member for member in members if not member.is_functional]
    told = [open_person(academy, member, hashed) for member in people]
    for member in members:
        if member.is_functional:
            open_box(academy, member, people)
    let_desk_in(academy, members)
    relist(academy.slug)
    return told


def open_person(academy: Academy, member: Member, hashed: str) -> dict[str, Any]:
    account = opening.open_account(
        academy=academy.slug,
        identifier=member.identifier,
        domain=member.domain,
        address=member.address,
        given_name=member.given,
        family_name=member.family,
        password_hash=hashed,
        quota_bytes=academy.quotas.bytes_for(Mailbox.Kind.PERSON),
        is_demo=True,
    )
    school = member.school
    Post.objects.create(
        person=account.person,
        academy=academy.slug,
        function=member.function,
        school_name=school.name,
        uai=school.uai,
    )
    for kind, uai in roles_of(member):
        opening.give_role(account, kind, uai)
    token = "-".join(secrets.token_hex(2) for _ in range(8))
    opening.add_device(account, "Thunderbird", token)
    return {
        "academy": academy.slug,
        "role": member.role,
        "duties": [kind for kind, _uai in roles_of(member)],
        "login": member.login,
        "address": member.address,
        "password": member.password,
        "device_password": token,
        "is_main": member.is_main,
    }


def roles_of(member: Member) -> Iterator[tuple[str, str]]:
    """The head answers for the school, the office for staff files, the support for everybody."""
    match member.part:
        case "head":
            yield Role.Kind.HEAD, member.school.uai
        case "office":
            yield Role.Kind.MANAGER, ""
        case "support":
            yield Role.Kind.DESK, ""
            yield Role.Kind.ADMINISTRATOR, ""


def open_box(academy: Academy, member: Member, people: list[Member]) -> None:
    box = opening.open_functional_box(
        academy=academy.slug,
        address=member.address,
        name=member.family or member.given or member.address,
        quota_bytes=academy.quotas.bytes_for(Mailbox.Kind.SCHOOL),
    )
    for one in people:
        if member.address in one.works_in:
            opening.let_in(Account.objects.get(login=one.login), box)


def let_desk_in(academy: Academy, members: tuple[Member, ...]) -> None:
    desk = Mailbox.objects.get(login=desk_of(academy).addr_spec)
    for member in members:
        if member.part == "support":
            opening.let_in(Account.objects.get(login=member.login), desk)


def fill(academy: Academy, member: Member, now: datetime) -> None:
    kind = Mailbox.Kind.SCHOOL if member.is_functional else Mailbox.Kind.PERSON
    quota = academy.quotas.bytes_for(kind)
    with mailstore().open(member.login) as box:
        by_folder: dict[str, list[Arrival]] = defaultdict(list)
        for letter in mailbox_of(member, now, quota_bytes=quota):
            by_folder[letter.folder].append((letter.raw, letter.flags, letter.date))
        known = {folder.name: folder.messages for folder in box.folders()}
        for folder, letters in by_folder.items():
            if known.get(folder):
                continue
            if folder not in known:
                make_folder(box, folder)
            box.append_all(folder, sorted(letters, key=lambda letter: letter[2] or now))


def make_folder(box: Box, name: str) -> None:
    with contextlib.suppress(Conflict, Missing):
        box.create_folder(name)


def deliver(made: Installation, member: Member, now: datetime) -> None:
    """Today's mail goes the way of all mail: SMTP, spam and virus filters, LMTP, Sieve."""
    arrivals = todays_arrivals(member, now)
    if not arrivals:
        return
    with smtplib.SMTP("127.0.0.1", made.ports.smtp, local_hostname="demo.example.org") as line:
        for sender, raw in arrivals:
            line.sendmail(sender, [member.address], raw)
