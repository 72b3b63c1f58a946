"""One person of a staff source beside the same person here: what differs."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from preau.academies.academy import Academy
from preau.formats import names as forms
from preau.identity.models import Account, Person, Post
from preau.staff.models import Departure
from preau.staff.names import FreeNames
from preau.staff.records import PostRecord, StaffRecord, Told


@dataclass
class Change:
    """`told` names what changes, for the report; empty when nothing does.

    Rows in `posts` hold the new values, unsaved; one without a key is new.
    """

    record: StaffRecord
    person: Person
    account: Account
    told: list[str] = field(default_factory=list)
    address: str = ""
    state: str = ""
    reopens: bool = False
    leaves: bool = False
    stays: bool = False
    comes_from: tuple[Account, ...] = ()
    second_address: str = ""
    posts: list[Post] = field(default_factory=list)


def compare(
    academy: Academy, record: StaffRecord, person: Person, account: Account, names: FreeNames
) -> Change:
    made = Change(record, person, account)
    _compare_state(made)
    if made.leaves or (account.state == Account.State.LEFT and not made.reopens):
        return made
    _compare_names(made, names)
    _compare_person(made)
    _compare_posts(made, academy.slug)
    return made


def _compare_state(made: Change) -> None:
    now, told = made.account.state, made.record.told
    departure: Departure | None = getattr(made.account, "departure", None)
    if told is Told.LEFT:
        made.leaves = now != Account.State.LEFT
    elif now == Account.State.LEFT:
        made.reopens, made.state = True, Account.State.TO_ACTIVATE
        made.comes_from = open_elsewhere(made.person, made.account.academy)
    elif departure is not None and departure.is_proposal:
        made.stays = True
    if not made.state:
        made.state = next_state(made.account, told)
    said = (
        (made.leaves, "leaves"),
        (made.reopens, "comes back"),
        (made.stays, "stays after all"),
        (bool(made.state) and not made.reopens, f"state: {made.state}"),
    )
    made.told += [words for is_so, words in said if is_so]


def open_elsewhere(person: Person, academy: str) -> tuple[Account, ...]:
    return tuple(
        one
        for one in person.accounts.all()
        if one.academy != academy and one.state != Account.State.LEFT
    )


def next_state(account: Account, told: Told) -> str:
    """Empty when it stays. Whoever was told ready before has nothing to do again."""
    state = Account.State
    now = account.state
    if told is Told.SUSPENDED and now in (state.TO_ACTIVATE, state.ACTIVE):
        return state.SUSPENDED
    if told is Told.READY and now == state.EXPECTED:
        return state.TO_ACTIVATE
    if told is Told.READY and now == state.SUSPENDED:
        return state.ACTIVE if account.activated_at or account.password else state.TO_ACTIVATE
    return ""


def _compare_names(made: Change, names: FreeNames) -> None:
    record, account = made.record, made.account
    told, known = _name(record), _name(account)
    if told == known:
        return
    made.told.append(f"name: {record.name}")
    if tuple(map(forms.hyphened, told)) != tuple(map(forms.hyphened, known)):
        made.address = names.address(*told)
        made.told.append(f"address: {made.address}")


def _name(one: StaffRecord | Account) -> tuple[str, str]:
    return one.given_name, one.family_name


def _compare_person(made: Change) -> None:
    record, person = made.record, made.person
    if record.numen_hash and not person.numen_hash:
        made.told.append("NUMEN")
    if (record.birth_date or record.is_whole) and record.birth_date != person.birth_date:
        made.told.append("birth date")
    if (record.category or record.is_whole) and record.category != person.category:
        made.told.append(f"category: {record.category}")
    known = getattr(person, "second_address", None)
    kept = known is not None and (known.is_proved or known.address == record.second_address)
    if record.second_address and not kept:
        made.second_address = record.second_address
        made.told.append("second address")


def _compare_posts(made: Change, academy: str) -> None:
    """The source names all the posts of whom it names; without any, it says nothing of them."""
    if not made.record.posts and not made.record.is_whole:
        return
    known = {
        key_of(post): post
        for post in sorted(made.person.posts.all(), key=lambda post: post.pk)
        if post.academy == academy
    }
    for one in made.record.posts:
        _compare_post(made, academy, one, known.pop(one.key, None))
    yesterday = timezone.localdate() - timedelta(days=1)
    for post in known.values():
        if post.ends_on is None or post.ends_on > yesterday:
            post.ends_on = yesterday
            made.posts.append(post)
            made.told.append(f"ends: {post}")


def _compare_post(made: Change, academy: str, one: PostRecord, known: Post | None) -> None:
    if known is None:
        post = post_of(one, made.person, academy)
        made.posts.append(post)
        made.told.append(f"begins: {post}")
        return
    starts_on = one.starts_on or known.starts_on
    told = (one.function, one.school_name or known.school_name, one.uai, starts_on, one.ends_on)
    if told != (known.function, known.school_name, known.uai, known.starts_on, known.ends_on):
        known.function, known.school_name, known.uai, known.starts_on, known.ends_on = told
        made.posts.append(known)
        made.told.append(f"dates or words: {known}")


def post_of(one: PostRecord, person: Person, academy: str) -> Post:
    return Post(
        person=person,
        academy=academy,
        function=one.function,
        school_name=one.school_name,
        uai=one.uai,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
    )


def key_of(post: Post) -> tuple[str, str]:
    return (post.function.casefold(), post.uai or post.school_name.casefold())
