"""A mutation: the person stays the same, with an account and an address in the other académie."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from preau.academies.academy import Academy
from preau.identity.models import Account
from preau.kit.errors import RoomError
from preau.people.actions import list_accounts
from preau.staff.actions.applying import open_all
from preau.staff.actions.changing import reopen, save_posts
from preau.staff.actions.leaving import leave, move_out
from preau.staff.comparing import post_of
from preau.staff.names import FreeNames
from preau.staff.planning import Opening
from preau.staff.records import PostRecord, StaffRecord


class AlreadyThere(RoomError):
    """The person has an open account in the académie they would move to, or has left this one."""


@transaction.atomic
def move(old: Account, academy: Academy, post: PostRecord, *, by: str) -> Account:
    """The new account; the old one closes at once, or the day before the post begins.

    Raises AlreadyThere.
    """
    if old.state == Account.State.LEFT:
        raise AlreadyThere(f"{old.login} has left already.")
    told = _record(old, post)
    new = _account_in(academy, old, told)
    yesterday = timezone.localdate() - timedelta(days=1)
    if move_out(old, new, told).last_day <= yesterday:
        leave(old, by=by, moves_to=new)
    list_accounts([new.pk])
    return new


def _record(old: Account, post: PostRecord) -> StaffRecord:
    posts = (post,) if post.function or post.uai or post.school_name else ()
    return StaffRecord(
        place="",
        numen_hash=old.person.numen_hash or "",
        given_name=old.given_name,
        family_name=old.family_name,
        posts=posts,
    )


def _account_in(academy: Academy, old: Account, told: StaffRecord) -> Account:
    known = Account.objects.filter(person=old.person_id, academy=academy.slug).first()
    if known is None:
        made = FreeNames(academy).name(told.given_name, told.family_name)
        return open_all(academy, [Opening(told, made, old.person)])[0]
    if known.state != Account.State.LEFT:
        raise AlreadyThere(f"{old.name} has an account in {academy.name} already: {known.login}.")
    known.state = Account.State.TO_ACTIVATE
    known.save(update_fields=["state"])
    reopen(known)
    save_posts([post_of(one, known.person, academy.slug) for one in told.posts])
    return known
