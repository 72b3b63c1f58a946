"""When people are at work, by the holidays of their zone, public holidays and their own week."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from preau.academies.registry import academies
from preau.identity.actions.opening import open_account
from preau.identity.models import Account
from preau.mail import slots
from preau.mail.models import Draft
from preau.schooltime.actions.weeks import set_week
from preau.schooltime.queries import rhythm_of
from preau.schooltime.slots import is_at_work
from preau.schooltime.week import Week

pytestmark = pytest.mark.django_db
ZONES = {"poitiers": "A", "amiens": "B", "paris": "C"}


def hire(academy: str, identifier: str) -> Account:
    return open_account(
        academy=academy,
        identifier=identifier,
        domain=f"ac-{academy}.fr",
        address=f"{identifier}@ac-{academy}.fr",
        given_name="Alix",
        family_name=identifier,
        password_hash="!",
        quota_bytes=1,
    )


def to_three_zones() -> Draft:
    people = [hire(academy, f"alix-{academy}") for academy in ZONES]
    author = people[0]
    return Draft(
        mailbox=author.memberships.get().mailbox,
        author=author,
        to=", ".join(one.address for one in people[1:]),
        cc=f"{author.address}, irene@lointain.example",
    )


def paris(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


def test_one_letter_in_february_leaves_at_three_times_for_three_zones(db: None) -> None:
    """Winter holidays of 2027: A from 13 February, B from 20 February, C from 6 February."""
    found = slots.by_time(to_three_zones(), paris("2027-02-18T22:00"))
    assert {at.text: some for at, some in found.items()} == {
        "2027-02-19T08:00": ("alix-amiens@ac-amiens.fr",),
        "2027-02-22T08:00": ("alix-paris@ac-paris.fr",),
        "2027-03-01T08:00": ("alix-poitiers@ac-poitiers.fr", "irene@lointain.example"),
    }


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ("2026-11-23T10:15", "2026-11-23T10:16"),
        ("2026-11-23T12:30", "2026-11-23T13:30"),
        ("2026-11-20T18:00", "2026-11-23T08:00"),
        # Armistice; Whit Monday; the weekend clocks change.
        ("2026-11-10T20:00", "2026-11-12T08:00"),
        ("2027-05-14T20:00", "2027-05-18T08:00"),
        ("2027-03-26T20:00", "2027-03-30T08:00"),
    ],
)
def test_a_working_time_is_a_weekday_that_is_no_holiday(now: str, at: str) -> None:
    draft = to_three_zones()
    draft.to, draft.cc = "alix-paris@ac-paris.fr", ""
    assert [one.text for one in slots.by_time(draft, paris(now))] == [at]


def test_whatever_the_hour_the_time_is_one_at_which_they_work() -> None:
    """A stranger works when the sender's académie does."""
    draft, known = to_three_zones(), academies()
    of = {f"alix-{academy}@ac-{academy}.fr": known.of(academy) for academy in ZONES}
    missed = []
    for week in range(52):
        now = datetime(2026, 9, 1, week % 24, 30, tzinfo=UTC) + timedelta(weeks=week)
        for at, some in slots.by_time(draft, now).items():
            rhythms = [rhythm_of("", of.get(one, known.of("poitiers"))) for one in some]
            if at.moment <= now or not all(is_at_work(at.moment, one) for one in rhythms):
                missed.append((now, at, some))
    assert missed == []


def test_who_works_part_time_gets_it_on_a_day_of_theirs() -> None:
    draft = to_three_zones()
    draft.to, draft.cc = "alix-paris@ac-paris.fr", ""
    set_week("alix-paris@ac-paris.fr", Week("00" + "11" * 4 + "00" * 2))
    assert [one.text for one in slots.by_time(draft, paris("2026-11-22T20:00"))] == [
        "2026-11-24T08:00"
    ]


@pytest.mark.parametrize(
    ("now", "suggested"),
    [
        ("2026-11-23T12:30", None),
        ("2026-11-23T19:00", "2026-11-24T08:00"),
        ("2026-11-21T10:00", "2026-11-23T08:00"),
    ],
)
def test_outside_working_hours_sending_later_is_proposed_unless_one_does_not_want_it(
    now: str, suggested: str | None
) -> None:
    person = hire("paris", "alix")
    found = slots.suggestion(person, paris(now))
    assert (found.text if found else None) == suggested
    person.preference.propose_later = False
    assert slots.suggestion(person, paris(now)) is None


@pytest.mark.parametrize(
    ("wish", "quiet"),
    [("off", []), ("nights", ["22:00", "06:59"]), ("off_work", ["22:00", "06:59", "19:00"])],
)
def test_quiet_hours_are_nights_or_all_that_is_not_work(wish: str, quiet: list[str]) -> None:
    person = hire("paris", "alix")
    person.preference.quiet_hours = wish
    hours = ["22:00", "06:59", "19:00", "12:30", "09:00"]
    found = [hour for hour in hours if slots.is_quiet(person, paris(f"2026-11-23T{hour}"))]
    assert found == quiet
