from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from preau.people.actions import remember
from preau.people.models import Correspondent
from tests.people.conftest import Cast

MONDAY = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)

Row = tuple[str, str, int, datetime]


def rows(cast: Cast) -> list[Row]:
    known = Correspondent.objects.filter(account=cast.alice).order_by("address")
    return list(known.values_list("address", "name", "times", "last_at"))


def test_each_letter_counts_once_for_each_address(cast: Cast) -> None:
    remember(cast.alice, [("Luc", "Luc@Example.org"), ("", "zoe@example.org")], MONDAY)
    remember(cast.alice, [("", "luc@example.org"), ("L.", "luc@example.org")], TUESDAY)
    assert rows(cast) == [
        ("luc@example.org", "L.", 2, TUESDAY),
        ("zoe@example.org", "", 1, MONDAY),
    ]


def test_the_same_letter_told_twice_counts_once(cast: Cast) -> None:
    remember(cast.alice, [("", "luc@example.org")], MONDAY)
    remember(cast.alice, [("", "luc@example.org")], MONDAY)
    assert rows(cast) == [("luc@example.org", "", 1, MONDAY)]


def test_an_older_letter_counts_without_moving_the_last(cast: Cast) -> None:
    remember(cast.alice, [("", "luc@example.org")], TUESDAY)
    remember(cast.alice, [("", "luc@example.org")], MONDAY)
    assert rows(cast) == [("luc@example.org", "", 2, TUESDAY)]


def test_a_letter_without_names_keeps_the_one_known(cast: Cast) -> None:
    remember(cast.alice, [("Luc Petit", "luc@example.org")], MONDAY)
    remember(cast.alice, [("", "luc@example.org")], TUESDAY)
    assert rows(cast) == [("luc@example.org", "Luc Petit", 2, TUESDAY)]


@pytest.mark.parametrize(
    "address", ["", "luc", "undisclosed-recipients:;", "x\x00@a", "a@" + "b" * 300]
)
def test_what_is_no_address_is_left_out(cast: Cast, address: str) -> None:
    remember(cast.alice, [("Luc", address)], MONDAY)
    assert rows(cast) == []


def test_a_name_is_kept_on_one_line_and_short(cast: Cast) -> None:
    remember(cast.alice, [(" Luc\r\n\tPetit\x00" + "x" * 300, "luc@example.org")], MONDAY)
    assert rows(cast) == [("luc@example.org", ("Luc Petit " + "x" * 300)[:200], 1, MONDAY)]


def test_each_account_has_its_own(cast: Cast) -> None:
    remember(cast.bob, [("", "luc@example.org")], MONDAY)
    assert rows(cast) == []


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_recipients(
    cast: Cast, count: int, django_assert_num_queries: object
) -> None:
    people = [("", f"p{number}@example.org") for number in range(count)]
    with django_assert_num_queries(5):  # type: ignore[operator]
        remember(cast.alice, people, MONDAY)


def test_a_large_list_is_remembered_whole(cast: Cast) -> None:
    people = [("", f"p{number}@example.org") for number in range(1203)]
    remember(cast.alice, people, MONDAY)
    remember(cast.alice, people, TUESDAY)
    assert [row[2:] for row in rows(cast)] == [(2, TUESDAY)] * 1203


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one writer.")
def test_letters_sent_at_once_are_all_counted(cast: Cast) -> None:
    together = Barrier(4)

    def send(number: int) -> None:
        together.wait()
        people = [("", f"p{n}@example.org") for n in range(50)]
        remember(cast.alice, people, MONDAY + timedelta(minutes=number))
        connection.close()

    senders = [Thread(target=send, args=(number,)) for number in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert [row[2:] for row in rows(cast)] == [(4, MONDAY + timedelta(minutes=3))] * 50
