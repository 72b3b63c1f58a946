"""One person at a time, as a staff system that speaks SCIM tells them."""

from django.db import transaction

from preau.academies.academy import Academy
from preau.identity.models import Account, Person
from preau.kit.errors import RoomError
from preau.people.actions import list_accounts
from preau.staff.actions.applying import open_all
from preau.staff.actions.changing import make_change, save_posts
from preau.staff.comparing import compare, open_elsewhere
from preau.staff.models import StaffLink
from preau.staff.names import FreeNames
from preau.staff.planning import Opening, check_same, people_known
from preau.staff.records import StaffRecord


class Taken(RoomError):
    """The identifier or the NUMEN has an account in this académie already."""


@transaction.atomic
def open_one(academy: Academy, record: StaffRecord, *, external_id: str = "") -> Account:
    """Raises Taken, WrongPerson, Unnameable.

    Who comes from another académie leaves it only when the birth date agrees as well: a NUMEN alone
    proves nothing. Who had an account here, and left, has it again.
    """
    person = people_known([record]).get(record.numen_hash)
    known = None if person is None else _known_here(person, academy, record)
    if person is not None and known is not None:
        change_one(academy, known, record, external_id=external_id, by="scim")
        return known
    names = FreeNames(academy)
    if record.identifier and not names.is_free(record.identifier):
        raise Taken(f"The identifier {record.identifier} is taken.")
    made = names.name(record.given_name, record.family_name, record.identifier)
    elsewhere = open_elsewhere(person, academy.slug) if person and _agrees(person, record) else ()
    account = open_all(academy, [Opening(record, made, person, elsewhere)])[0]
    link(account, external_id)
    list_accounts([account.pk])
    return account


def _known_here(person: Person, academy: Academy, record: StaffRecord) -> Account | None:
    check_same(person, record)
    known = next((one for one in person.accounts.all() if one.academy == academy.slug), None)
    if known is not None and known.state != Account.State.LEFT:
        raise Taken("This NUMEN has an account in this académie already.")
    return known


def _agrees(person: Person, record: StaffRecord) -> bool:
    return person.birth_date is not None and person.birth_date == record.birth_date


@transaction.atomic
def change_one(
    academy: Academy, account: Account, record: StaffRecord, *, external_id: str, by: str
) -> bool:
    """Whether anything changed. Raises WrongPerson for the NUMEN of somebody else."""
    person = Person.objects.prefetch_related("posts", "accounts").get(pk=account.person_id)
    if record.numen_hash and person.numen_hash not in (None, record.numen_hash):
        raise Taken("This account has another NUMEN, which is for life.")
    if record.numen_hash and person.numen_hash is None and people_known([record]):
        raise Taken("This NUMEN is somebody else’s.")
    change = compare(academy, record, person, account, FreeNames(academy))
    has_moved = link(account, external_id)
    if not change.told:
        return has_moved
    make_change(academy, change, by=by)
    save_posts(change.posts)
    list_accounts([account.pk])
    return True


def link(account: Account, external_id: str) -> bool:
    """Note what the staff system calls it; whether that is new."""
    known = StaffLink.objects.filter(account=account).first()
    if (known.external_id if known else "") == external_id:
        return False
    if external_id:
        StaffLink.objects.update_or_create(account=account, defaults={"external_id": external_id})
    else:
        StaffLink.objects.filter(account=account).delete()
    return True
