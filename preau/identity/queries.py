"""Who is who: accounts by what they type, boxes they may open."""

from django.db.models import QuerySet

from preau.identity.models import (
    Account,
    Address,
    Mailbox,
    Membership,
    PushSubscription,
    Role,
)
from preau.identity.throttle import ACCEPTED, disguise
from preau.journal.models import Entry
from preau.journal.queries import Whose
from preau.kit.prepared import Prepared


def account_named(name: str, academy: str) -> Account | None:
    """By identifier or any own address, as typed: spaces and case do not count (E-01)."""
    typed = "".join(name.split()).casefold()
    active = Account.objects.filter(academy=academy, state=Account.State.ACTIVE)
    if "@" not in typed:
        return active.filter(identifier=typed).first()
    login = (
        Address.objects.filter(address=typed, mailbox__kind=Mailbox.Kind.PERSON)
        .values_list("mailbox__login", flat=True)
        .first()
    )
    return active.filter(login=login or typed).first()


def account_reached_by(name: str) -> Account | None:
    """By login or any own address, whatever the académie and the state: for operators and engines,
    who know neither."""
    typed = name.strip().casefold()
    by_login = Account.objects.filter(login=typed).first()
    if by_login is not None:
        return by_login
    logins = Address.objects.filter(address=typed).values("mailbox__login")
    return Account.objects.filter(login__in=logins).first()


def memberships(account: Account) -> list[Membership]:
    """The boxes a person may open, their own first."""
    return _memberships_of(account.pk)


_memberships_of = Prepared(
    lambda number: (
        Membership.objects.filter(account=number, mailbox__is_active=True)
        .select_related("mailbox")
        .order_by("-is_owner", "mailbox__name")
    ),
    place=-1,
)


def writable_boxes(account: Account) -> list[Mailbox]:
    """One's own box first, then those in whose name one writes."""
    boxes = Mailbox.objects.filter(
        memberships__account=account, memberships__may_send=True, is_active=True, receives=True
    )
    return sorted(boxes, key=lambda box: (box.is_functional, box.name))


def told_browsers(account: Account) -> "QuerySet[PushSubscription]":
    """Those they chose to be alerted in, and that nothing has ended."""
    return account.pushed_to.filter(left_at=None)


def role_kinds(account: Account) -> frozenset[str]:
    """What this person may do for others: none for nearly everybody, and every page asks."""
    return frozenset(role.kind for role in _roles_of(account.pk))


_roles_of = Prepared(lambda number: Role.objects.filter(account=number), place=-1)


def mailbox_named(name: str) -> Mailbox | None:
    """By login or any address that reaches it, whatever the académie: for operators."""
    typed = name.strip().casefold()
    by_login = Mailbox.objects.filter(login=typed).first()
    return by_login or Mailbox.objects.filter(addresses__address=typed).first()


def recent_sign_ins(account: Account, most: int = 10) -> list[Entry]:
    """The last times somebody came in by this account, newest first (X-10, X-11)."""
    came = Entry.objects.filter(verb=ACCEPTED, academy=account.academy, actor=account.login)
    return list(came.order_by("-at")[:most])


def in_journal(account: Account) -> Whose:
    """By what the journal knows this account, as itself and as whoever tried its names."""
    own = Address.objects.filter(mailbox__login=account.login).values_list("address", flat=True)
    names = {account.identifier, account.login, account.address, *own}
    return Whose(account.login, account.academy, tuple(sorted(disguise(name) for name in names)))
