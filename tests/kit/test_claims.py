"""A due row is claimed once, and again only when whoever had it is gone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F

from preau.identity.models import Notice
from preau.kit.claims import CLAIM_LASTS, claimed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def notice(subject: str, due_at: datetime) -> Notice:
    return Notice.objects.create(subject=subject, due_at=due_at)


def claimed_at(moment: datetime) -> list[str]:
    return [one.subject for one in claimed(Notice.objects.all(), moment)]


def test_what_is_due_is_claimed_once_the_longest_due_first() -> None:
    notice("second", NOW - SECOND)
    notice("first", NOW - 2 * SECOND)
    notice("to come", NOW + SECOND)
    assert claimed_at(NOW) == ["first", "second"]
    assert claimed_at(NOW) == []
    assert claimed_at(NOW + SECOND) == ["to come"]


def test_a_claim_lapses_when_whoever_had_it_did_not_finish() -> None:
    notice("left behind", NOW)
    claimed_at(NOW)
    assert claimed_at(NOW + CLAIM_LASTS) == []
    assert claimed_at(NOW + CLAIM_LASTS + SECOND) == ["left behind"]


def test_two_workers_that_saw_the_same_rows_share_them() -> None:
    for number in range(4):
        notice(str(number), NOW)
    one, other = claimed(Notice.objects.all(), NOW), claimed(Notice.objects.all(), NOW)
    first = [next(one), next(other)]
    rest = [*one, *other]
    assert sorted(row.subject for row in (*first, *rest)) == ["0", "1", "2", "3"]


def test_what_is_put_off_meanwhile_is_not_claimed() -> None:
    notice("a", NOW - SECOND)
    later = notice("b", NOW)
    rows = claimed(Notice.objects.all(), NOW)
    next(rows)
    Notice.objects.filter(pk=later.pk).update(due_at=NOW + SECOND)
    assert list(rows) == []


def test_what_is_noted_is_written_with_the_claim() -> None:
    notice("a", NOW)
    (row,) = claimed(Notice.objects.all(), NOW, attempts=F("attempts") + 1)
    assert (row.attempts, row.claimed_at) == (1, NOW)
