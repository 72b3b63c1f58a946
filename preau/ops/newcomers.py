"""The demonstration's staff files and newcomers: made once, their slips renewed at each start."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from preau.academies import rules
from preau.academies.academy import Academy
from preau.academies.registry import academies
from preau.identity.actions import opening
from preau.identity.actions.handing_over import make_slips
from preau.identity.arrivals import WAITING, good_slip
from preau.identity.models import Account, Address, Mailbox, Person, Post, SecondAddress
from preau.identity.numens import numen_hash
from preau.identity.slips import code_of
from preau.ops.demo.arrivals import Newcomer, StaffFile, newcomers, staff_file
from preau.ops.demo.cast import Member, cast


@transaction.atomic
def bring_newcomers() -> None:
    """What is there already is left as it is."""
    for academy in academies().all:
        members = [one for one in cast(academy.slug) if not one.is_functional]
        for member in members:
            complete(member)
        head = Account.objects.get(login=next(one.login for one in members if one.part == "head"))
        for newcomer in newcomers(academy.slug):
            announce(academy, newcomer, head)


def complete(member: Member) -> None:
    """Number, birth date and second address of somebody who has an account."""
    person = Person.objects.filter(accounts__login=member.login, numen_hash=None).first()
    if person is not None:
        file = staff_file(member)
        _fill(person, file)
        SecondAddress.objects.get_or_create(
            person=person, defaults={"address": file.home, "proved_at": timezone.now()}
        )


def announce(academy: Academy, newcomer: Newcomer, head: Account) -> None:
    hashed = numen_hash(newcomer.file.numen)
    account = Account.objects.filter(academy=academy.slug, person__numen_hash=hashed).first()
    account = account or _open(academy, newcomer)
    if newcomer.way != "mail" and account.state in WAITING and good_slip(account) is None:
        make_slips([account], by=head, uai=newcomer.school.uai)


def told() -> list[dict[str, Any]]:
    """Who can still be activated, and with what; for the table of a start, and for tools."""
    return [
        _told(newcomer, account)
        for academy in academies().all
        for newcomer in newcomers(academy.slug)
        for account in Account.objects.filter(
            academy=academy.slug,
            person__numen_hash=numen_hash(newcomer.file.numen),
            state__in=WAITING,
        )
    ]


def _told(newcomer: Newcomer, account: Account) -> dict[str, Any]:
    slip = good_slip(account)
    return {
        "academy": newcomer.academy,
        "name": account.name,
        "login": account.login,
        "numen": newcomer.file.numen.spaced,
        "birth": newcomer.file.born.isoformat(),
        "way": newcomer.way,
        "slip": code_of(slip) if slip is not None else "",
        "second_address": newcomer.file.home if newcomer.way == "mail" else "",
    }


def _open(academy: Academy, newcomer: Newcomer) -> Account:
    given, family = newcomer.given, newcomer.family
    expected = newcomer.way == "expected"
    person = Person.objects.create(given_name=given, family_name=family)
    _fill(person, newcomer.file)
    Post.objects.create(
        person=person,
        academy=academy.slug,
        function=newcomer.function,
        school_name=newcomer.school.name,
        uai=newcomer.school.uai,
    )
    if newcomer.way == "mail":
        SecondAddress.objects.create(person=person, address=newcomer.file.home)
    return opening.open_account(
        academy=academy.slug,
        identifier=rules.identifier_for(academy, given, family, _is_taken(academy)),
        domain=academy.domain,
        address=rules.address_for(academy, given, family, _is_known),
        given_name=given,
        family_name=family,
        password_hash="",
        quota_bytes=academy.quotas.bytes_for(Mailbox.Kind.PERSON),
        person=person,
        state=Account.State.EXPECTED if expected else Account.State.TO_ACTIVATE,
        is_demo=True,
    )


def _fill(person: Person, file: StaffFile) -> None:
    person.numen_hash = numen_hash(file.numen)
    person.birth_date, person.category = file.born, file.category
    person.save(update_fields=["numen_hash", "birth_date", "category"])


def _is_taken(academy: Academy) -> rules.Taken:
    return lambda name: _is_known(f"{name}@{academy.domain}")


def _is_known(address: str) -> bool:
    return Address.objects.filter(address=address).exists()
