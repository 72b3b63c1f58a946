"""One person of a staff source who is known already: what differs is written."""

from django.db import transaction

from preau.academies.academy import Academy
from preau.identity.actions import sessions
from preau.identity.actions.proving import withdraw
from preau.identity.models import Account, Address, Mailbox, Post, SecondAddress
from preau.journal.actions import record
from preau.staff.actions.leaving import leave, move_out, withdraw_proposal
from preau.staff.actions.rights import settle
from preau.staff.comparing import Change

TOLD = ["function", "school_name", "uai", "starts_on", "ends_on"]


def make_change(academy: Academy, change: Change, *, by: str) -> None:
    """All but the posts, which the caller saves for many at once, in its transaction."""
    account = change.account
    if change.leaves:
        leave(account, by=by)
        return
    if change.reopens:
        reopen(account)
    for old in change.comes_from:
        move_out(old, account, change.record)
    if change.stays:
        withdraw_proposal(account)
    _note_person(change)
    _rename(change)
    if change.state:
        _put_state(account, change.state)
    record("staff.changed", by=by, academy=academy.slug, subject=account.login)


def _note_person(change: Change) -> None:
    person, told = change.person, change.record
    person.given_name, person.family_name = told.given_name, told.family_name
    if told.birth_date or told.is_whole:
        person.birth_date = told.birth_date
    if told.category or told.is_whole:
        person.category = told.category
    person.numen_hash = person.numen_hash or told.numen_hash or None
    person.save()
    if change.second_address:
        SecondAddress.objects.update_or_create(
            person=person,
            defaults={"address": change.second_address, "proved_at": None, "failed_at": None},
        )


def _rename(change: Change) -> None:
    """A new address beside the old one, which reaches the same box for life."""
    account, told = change.account, change.record
    before = account.name
    account.given_name, account.family_name = told.given_name, told.family_name
    if account.name == before and not change.address:
        return
    box = Mailbox.objects.get(login=account.login)
    box.name = account.name
    if change.address:
        account.address = box.address = change.address
        Address.objects.create(address=change.address, mailbox=box)
    box.save(update_fields=["name", "address"])
    account.save(update_fields=["given_name", "family_name", "address"])


def _put_state(account: Account, state: str) -> None:
    """Who is suspended loses open mail programs as well: see identity/triggers.py."""
    account.state = state
    account.save(update_fields=["state"])
    if state == Account.State.SUSPENDED:
        withdraw(account)
        transaction.on_commit(lambda: sessions.close_all(account))


def reopen(account: Account) -> None:
    """Who comes back has the same identifier, addresses and box; they prove who they are again."""
    box = Mailbox.objects.get(login=account.login)
    box.relocations.all().delete()
    box.is_active = box.receives = True
    box.name = account.name
    box.save(update_fields=["is_active", "receives", "name"])
    box.memberships.exclude(account=account).delete()
    account.activated_at = None
    account.save(update_fields=["activated_at"])


def save_posts(posts: list[Post]) -> None:
    """All of them first: what one cuts, another may still give. The caller lists people anew."""
    Post.objects.bulk_create(post for post in posts if post.pk is None)
    Post.objects.bulk_update(posts, TOLD)
    Post.objects.bulk_update(settle(posts), ["in_force"])
