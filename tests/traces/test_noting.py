"""Facts are joined whichever log is read first; what is told twice is kept once; old ones go."""

from datetime import timedelta
from itertools import permutations

import pytest
from django.utils import timezone

from preau.formats.maillog import Fact
from preau.identity.models import Mailbox
from preau.traces.actions.forgetting import forget_old_traces
from preau.traces.actions.noting import note
from preau.traces.models import Deed, Misaddressed, Passage, Trace
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import unique

NOW = timezone.now()
_places: dict[str, int] = {}


def tell(log: str, *facts: Fact) -> None:
    """As one report of a log that is nobody's."""
    at = _places.get(log, 0)
    _places[log] = at + 1
    note(
        log,
        ("x", at) if at else ("", 0),
        ("x", at + 1),
        [{"at": NOW.isoformat(), **f} for f in facts],
    )


def facts_of(person: Person, queue: str) -> dict[str, list[Fact]]:
    return {
        "postfix-test": [
            {"kind": "named", "queue": queue, "message": f"<{queue}@x>"},
            {"kind": "from", "queue": queue, "sender": "irene@x.example"},
            {
                "kind": "tried", "queue": queue, "login": person.login, "address": person.address,
                "status": "sent", "code": "2.0.0", "session": f"s{queue}",
            },
        ],
        "rspamd-test": [
            {
                "kind": "judged", "queue": queue, "message": f"<{queue}@x>", "action": "add header",
                "sender": "irene@x.example", "addresses": [person.address], "score": 7.0,
                "symbols": {"BAYES_SPAM": 5.1},
            }
        ],
        "dovecot-test": [
            {
                "kind": "filed", "login": person.login, "session": f"s{queue}",
                "message": f"<{queue}@x>", "how": "stored", "folder": "Junk",
            }
        ],
    }  # fmt: skip


@pytest.fixture
def person(hire: Engage) -> Person:
    return hire()


@pytest.mark.parametrize("order", list(permutations(["postfix", "rspamd", "dovecot"])))
def test_three_logs_make_one_trace(person: Person, order: tuple[str, ...]) -> None:
    queue = unique("Q")
    facts = facts_of(person, queue)
    for log in order:
        tell(f"{log}-test", *facts[f"{log}-test"])
    (trace,) = Trace.objects.filter(mailbox__login=person.login)
    assert (trace.state, trace.folder, trace.sender, trace.symbols, trace.address) == (
        "stored", "Junk", "irene@x.example", {"BAYES_SPAM": 5.1}, person.address,
    )  # fmt: skip


def test_a_report_told_again_is_kept_once(person: Person) -> None:
    log, facts = unique("log"), facts_of(person, unique("Q"))["dovecot-test"]
    told = [{"at": NOW.isoformat(), **fact} for fact in facts]
    assert note(log, ("", 0), ("head", 9), told) == ("head", 9)
    assert note(log, ("", 0), ("head", 9), told) == ("head", 9)
    assert Trace.objects.filter(mailbox__login=person.login).count() == 1


def test_what_cannot_be_read_keeps_nothing_waiting(person: Person) -> None:
    (good,) = facts_of(person, unique("Q"))["dovecot-test"]
    tell("dovecot-test", {"kind": "unheard-of"}, {"kind": "filed"}, {**good, "at": "today"}, good)
    assert Trace.objects.filter(mailbox__login=person.login).count() == 1


def test_names_longer_than_ours_are_cut(person: Person) -> None:
    facts = facts_of(person, unique("Q") + "x" * 300)
    for log, told in facts.items():
        tell(log, *told)
    assert Trace.objects.get(mailbox__login=person.login).sender == "irene@x.example"


def test_one_message_for_two_of_us_is_told_to_each(person: Person, hire: Engage) -> None:
    other, queue = hire("Karim"), unique("Q")
    for one in (person, other):
        tell("postfix-test", *facts_of(one, queue)["postfix-test"])
    rows = Trace.objects.filter(queue=queue).order_by("pk")
    assert [row.mailbox.login for row in rows] == [person.login, other.login]


def test_greylisted_then_taken_is_one_message(person: Person) -> None:
    first, second = unique("Q"), unique("Q")
    facts = facts_of(person, first)["rspamd-test"][0]
    tell("rspamd-test", {**facts, "action": "greylist", "message": "<same@x>"})
    assert [
        (row.state, row.cause) for row in Trace.objects.filter(mailbox__login=person.login)
    ] == [("waiting", "greylist")]
    tell("rspamd-test", {**facts, "action": "no action", "queue": second, "message": "<same@x>"})
    tell("postfix-test", *facts_of(person, second)["postfix-test"][1:])
    keys = set(Trace.objects.filter(mailbox__login=person.login).values_list("message", flat=True))
    assert len(keys) == 1


def test_what_waited_too_long_is_given_up(person: Person) -> None:
    queue = unique("Q")
    tried = facts_of(person, queue)["postfix-test"][2]
    tell("postfix-test", {**tried, "status": "deferred", "code": "4.4.1", "session": ""})
    tell("postfix-test", {"kind": "expired", "queue": queue})
    assert Trace.objects.get(mailbox__login=person.login).state == "given_up"


def test_a_sender_put_off_again_and_again_is_one_row(person: Person) -> None:
    refused: Fact = {
        "kind": "refused", "queue": "", "sender": "irene@x.example", "address": person.address,
        "code": "451", "status": "4.3.0",
    }  # fmt: skip
    for _ in range(3):
        tell("postfix-test", refused)
    assert Trace.objects.filter(mailbox__login=person.login).count() == 1


def test_what_is_old_is_forgotten(person: Person) -> None:
    box, old = Mailbox.objects.get(login=person.login), NOW - timedelta(days=31)
    for at in (old, NOW):
        Trace.objects.create(mailbox=box, at=at, last_at=at, state="stored")
        Deed.objects.create(mailbox=box, at=at, kind="erased")
        Misaddressed.objects.create(at=at, sender=box.login, address="x@y")
        Passage.objects.create(at=at, queue=unique("P"))
    assert forget_old_traces() == 4
    assert [
        Trace.objects.filter(mailbox=box).count(),
        Deed.objects.filter(mailbox=box).count(),
        Misaddressed.objects.filter(sender=box.login).count(),
    ] == [1, 1, 1]
