"""What was planned, written: a part at a time, all of it or nothing."""

from django.db import transaction

from preau.academies.academy import Academy
from preau.identity.models import (
    Account,
    Address,
    Mailbox,
    Membership,
    Person,
    Post,
    Preference,
    SecondAddress,
)
from preau.people.actions import list_accounts
from preau.staff.actions.changing import make_change, save_posts
from preau.staff.actions.leaving import move_out
from preau.staff.actions.rights import is_head, settle
from preau.staff.comparing import post_of
from preau.staff.planning import Opening, Part
from preau.staff.records import StaffRecord, Told


@transaction.atomic
def write(academy: Academy, part: Part, *, by: str) -> None:
    opened = open_all(academy, part.openings)
    for change in part.changes:
        make_change(academy, change, by=by)
    save_posts([post for change in part.changes for post in change.posts])
    changed = [change.account.pk for change in part.changes]
    list_accounts([*(one.pk for one in opened), *changed])


def open_all(academy: Academy, openings: list[Opening]) -> list[Account]:
    """Accounts, boxes, addresses, posts: one statement for each kind of row."""
    people = _people(openings)
    accounts = Account.objects.bulk_create(
        _account(academy, one, person) for one, person in zip(openings, people, strict=True)
    )
    _open_boxes(academy, accounts)
    Preference.objects.bulk_create(Preference(account=one) for one in accounts)
    records = [one.record for one in openings]
    _note_second_addresses(people, records)
    _begin_posts(academy, people, records)
    for one, account in zip(openings, accounts, strict=True):
        for old in one.comes_from:
            move_out(old, account, one.record)
    return accounts


def _people(openings: list[Opening]) -> list[Person]:
    new = [one for one in openings if one.person is None]
    made = iter(
        Person.objects.bulk_create(
            Person(
                numen_hash=one.record.numen_hash or None,
                given_name=one.record.given_name,
                family_name=one.record.family_name,
                birth_date=one.record.birth_date,
                category=one.record.category,
            )
            for one in new
        )
    )
    return [one.person or next(made) for one in openings]


def _account(academy: Academy, one: Opening, person: Person) -> Account:
    record, names = one.record, one.names
    return Account(
        person=person,
        academy=academy.slug,
        identifier=names.identifier,
        login=f"{names.identifier}@{academy.domain}",
        address=names.address,
        given_name=record.given_name,
        family_name=record.family_name,
        state=first_state(record),
    )


def first_state(record: StaffRecord) -> str:
    """In a staff file one is processed already, unless the file says otherwise (I-07)."""
    told = {Told.EXPECTED: Account.State.EXPECTED, Told.SUSPENDED: Account.State.SUSPENDED}
    return told.get(record.told, Account.State.TO_ACTIVATE)


def _open_boxes(academy: Academy, accounts: list[Account]) -> None:
    quota = academy.quotas.bytes_for(Mailbox.Kind.PERSON)
    boxes = Mailbox.objects.bulk_create(
        Mailbox(
            academy=academy.slug,
            login=one.login,
            address=one.address,
            name=one.name,
            quota_bytes=quota,
        )
        for one in accounts
    )
    Address.objects.bulk_create(
        Address(address=own, mailbox=box)
        for box in boxes
        for own in dict.fromkeys((box.login, box.address))
    )
    Membership.objects.bulk_create(
        Membership(account=account, mailbox=box, is_owner=True)
        for account, box in zip(accounts, boxes, strict=True)
    )


def _note_second_addresses(people: list[Person], records: list[StaffRecord]) -> None:
    """One that is known stays: its owner may have proved it."""
    known = set(SecondAddress.objects.filter(person__in=people).values_list("person_id", flat=True))
    SecondAddress.objects.bulk_create(
        SecondAddress(person=person, address=record.second_address)
        for person, record in zip(people, records, strict=True)
        if record.second_address and person.pk not in known
    )


def _begin_posts(academy: Academy, people: list[Person], records: list[StaffRecord]) -> None:
    posts = [
        post_of(one, person, academy.slug)
        for person, record in zip(people, records, strict=True)
        for one in record.posts
    ]
    settle(post for post in posts if is_head(post))
    for post in posts:
        post.in_force = post.is_current
    Post.objects.bulk_create(posts)
