"""Accounts as SCIM shows them, and what a staff system said made into a record."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.utils import timezone
from scim2_models import Meta

from preau.academies.academy import Academy
from preau.formats import uai
from preau.formats.numen import of_staff_file
from preau.identity.models import Account, Mailbox
from preau.identity.models import Membership as Works
from preau.identity.models import Post as Held
from preau.identity.numens import numen_hash
from preau.kit.errors import NotFound
from preau.staff import values
from preau.staff.reading import cased
from preau.staff.records import PostRecord, StaffRecord, Told
from preau.web.scim.resources import Email, Membership, Name, Post, StaffMember, StaffUser

CLOSED = (Account.State.SUSPENDED, Account.State.LEFT)


def accounts_of(academy: str) -> "QuerySet[Account]":
    """All that have not left: to SCIM, those are deleted."""
    found = Account.objects.filter(academy=academy).exclude(state=Account.State.LEFT)
    return found.select_related("person", "staff_link").prefetch_related("person__posts")


def account_of(academy: str, ident: str) -> Account:
    """Raises NotFound, also for an account of another académie."""
    found = accounts_of(academy).filter(pk=ident).first() if ident.isdecimal() else None
    if found is None:
        raise NotFound
    return found


def users(accounts: Sequence[Account], base: str) -> list[StaffUser]:
    """What is asked of many is asked once."""
    emails = _addresses(accounts)
    boxes = _boxes(accounts)
    return [_user(one, emails.get(one.login, []), boxes.get(one.pk, []), base) for one in accounts]


def _user(account: Account, emails: list[str], groups: list[Mailbox], base: str) -> StaffUser:
    link = getattr(account, "staff_link", None)
    made = StaffUser(
        id=str(account.pk),
        external_id=link.external_id if link else None,
        user_name=account.identifier,
        name=Name(family_name=account.family_name, given_name=account.given_name),
        display_name=account.name,
        active=account.state not in CLOSED,
        emails=[Email(value=one, primary=one == account.address) for one in emails],
        groups=[Membership(value=str(one.pk), display=one.name) for one in groups] or None,
        meta=Meta(resource_type="User", location=f"{base}/Users/{account.pk}"),
    )
    made[StaffMember] = _member(account)
    return made


def _member(account: Account) -> StaffMember:
    person = account.person
    return StaffMember(
        birth_date=person.birth_date.isoformat() if person.birth_date else None,
        category=person.category or None,
        state=account.state,
        posts=[_post(one) for one in lasting(person.posts.all(), account.academy)] or None,
    )


def lasting(posts: Iterable[Held], academy: str) -> list[Held]:
    today = timezone.localdate()
    mine = (one for one in posts if one.academy == academy)
    return sorted(
        (one for one in mine if one.ends_on is None or one.ends_on >= today), key=lambda one: one.pk
    )


def _post(one: Held) -> Post:
    return Post(
        function=one.function or None,
        uai=one.uai or None,
        school_name=one.school_name or None,
        starts_on=one.starts_on.isoformat() if one.starts_on else None,
        ends_on=one.ends_on.isoformat() if one.ends_on else None,
    )


def _addresses(accounts: Sequence[Account]) -> dict[str, list[str]]:
    """By login: the primary address first, then those for life."""
    logins = [one.login for one in accounts]
    rows = Mailbox.objects.filter(login__in=logins).values_list(
        "login", "address", "addresses__address"
    )
    found: dict[str, list[str]] = {}
    for login, primary, address in rows.order_by("login", "addresses__address"):
        known = found.setdefault(login, [primary])
        if address and address not in known:
            known.append(address)
    return found


def _boxes(accounts: Sequence[Account]) -> dict[int, list[Mailbox]]:
    works = Works.objects.filter(account__in=accounts, mailbox__is_active=True)
    found: dict[int, list[Mailbox]] = {}
    for one in works.exclude(mailbox__kind=Mailbox.Kind.PERSON).select_related("mailbox"):
        found.setdefault(one.account_id, []).append(one.mailbox)
    return found


def record_of(
    user: StaffUser,
    academy: Academy,
    account: Account | None = None,
) -> StaffRecord:
    """Raises WrongCell, WrongUai, WrongNumen. `account` is whom it changes, if anybody."""
    member = user[StaffMember] or StaffMember()
    posts = tuple(post_record(one) for one in member.posts or [])
    name = user.name or Name()
    if not name.given_name or not name.family_name:
        raise values.WrongCell("name.givenName and name.familyName are needed.")
    return StaffRecord(
        place="scim",
        numen_hash=numen_hash(of_staff_file(member.numen)) if member.numen else "",
        given_name=cased(name.given_name)[:100],
        family_name=cased(name.family_name)[:100],
        birth_date=values.day(member.birth_date or "", "birth date"),
        category=values.category(member.category or ""),
        second_address=values.second_address(member.second_address or "", academy),
        identifier=identifier_wished(user.user_name or ""),
        told=told_of(user.active, account),
        posts=posts,
        is_whole=account is not None and user[StaffMember] is not None,
    )


def identifier_wished(user_name: str) -> str:
    """What cannot be an identifier (an address, capitals, spaces) leaves it to the rule."""
    return user_name if values.IDENTIFIER.fullmatch(user_name) else ""


def told_of(active: bool | None, account: Account | None) -> Told:  # noqa: FBT001 -- SCIM's own three values
    if active is False:
        return Told.SUSPENDED
    if active and account is not None and account.state == Account.State.SUSPENDED:
        return Told.READY
    return Told.NOTHING


def post_record(one: Post) -> PostRecord:
    made = PostRecord(
        function=(one.function or "").strip()[:120],
        uai=str(uai.parse(one.uai)) if one.uai else "",
        school_name=(one.school_name or "").strip()[:200],
        starts_on=values.day(one.starts_on or "", "first day"),
        ends_on=values.day(one.ends_on or "", "last day"),
    )
    if made.starts_on and made.ends_on and made.ends_on < made.starts_on:
        raise values.WrongCell("the last day is before the first.")
    return made
