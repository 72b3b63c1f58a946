"""The door before Postfix in bad company: smugglers, cut lines, crowds, and Postfix at rest."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from preau.identity.models import DeviceUse
from tests.clients.wire import encrypted, envelope, signed_in, wire, written
from tests.house.client import octets
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter, unique
from tests.house.waiting import eventually


@pytest.mark.parametrize(
    "end", [b"\n.\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r", b"\r\n.\r", b"\r.\r\n"]
)
def test_no_other_end_of_a_line_lets_one_message_hide_another(hire: Engage, end: bytes) -> None:
    person, subject, hidden = hire(), unique("Dehors"), unique("Cheval")
    sender, recipient = envelope(person)
    smuggled = b"%s\r\n%s\r\nDATA\r\n" % (sender.encode(), recipient.encode())
    with signed_in(person) as line:
        assert line.ask(sender, recipient, "DATA") == [250, 250, 354]
        line.say(written(person, subject), b"x", end, smuggled, written(person, hidden), b".\r\n")
        line.answer()
        line.close()
    marker = unique("Ensuite")
    person.program().send(
        letter(marker, sender=person.who, to=person.who), person.address, sender=person.address
    )
    person.program().waits_for(marker)
    assert [one for one in person.program().subjects() if one.startswith(hidden)] == []


@pytest.mark.parametrize("sent", [b"DATA\r\n", b"BDAT 100000 LAST\r\n"])
def test_a_line_cut_in_the_middle_of_a_message_delivers_nothing(hire: Engage, sent: bytes) -> None:
    person, cut, marker = hire(), unique("Coupe"), unique("Ensuite")
    with signed_in(person) as line:
        assert line.ask(*envelope(person)) == [250, 250]
        line.say(sent, written(person, cut))
    person.program().send(
        letter(marker, sender=person.who, to=person.who), person.address, sender=person.address
    )
    person.program().waits_for(marker)
    assert person.program().find(cut) == []


def test_wrong_commands_are_told_so_and_too_many_end_it(house: House) -> None:
    with encrypted(house) as line:
        assert line.ask("MAIL FROM:<a@b.example>", "EHLO x.example") == [503, 250]
        assert line.ask("XCLIENT ADDR=192.0.2.1", "XFORWARD NAME=x", "ETRN x", "CHAT") == [502] * 4
        line.say(b"NOOP\0\r\nNO\rOP\r\n", b"N" * 20_000, b"\r\n")
        assert [line.code() for _line in range(3)] == [500] * 3
        codes = line.ask(*["CHAT"] * 13)
        assert (codes[:-1], codes[-1], line.code()) == ([502] * 12, 421, 0)


def test_who_writes_slowly_keeps_nobody_waiting(hire: Engage) -> None:
    slow, quick, subject = hire("Lente"), hire("Vive"), unique("Lenteur")
    with signed_in(slow) as line:
        line.ask(*envelope(slow), "DATA")
        made = written(slow, subject) + b".\r\n"
        for at in range(60):
            line.say(made[at : at + 1])
            time.sleep(0.01)
        quick.program().send(
            letter(subject, sender=quick.who, to=quick.who), quick.address, sender=quick.address
        )
        quick.program().waits_for(subject)
        line.say(made[60:])
        assert line.code() == 250
    slow.program().waits_for(subject)


def test_fifty_programs_at_once_each_send_theirs(hire: Engage) -> None:
    person, subject = hire(), unique("Foule")

    def send(number: int) -> int:
        with signed_in(person, source=f"127.0.1.{number % 5 + 1}") as line:
            made = written(person, f"{subject}-{number}.")
            codes = line.ask(*envelope(person), "DATA")
            line.say(made, b".\r\n")
            assert codes == [250, 250, 354]
            return line.code()

    with ThreadPoolExecutor(50) as pool:
        assert list(pool.map(send, range(50))) == [250] * 50
    arrived = eventually(lambda: len(found := person.program().find(subject)) == 50 and found, 60)
    assert len({one["Subject"] for one in arrived}) == 50


def test_more_from_one_address_than_a_school_needs_are_sent_away(house: House) -> None:
    source = "127.0.3.1"
    with ExitStack() as lines:
        for _number in range(50):
            lines.enter_context(wire(house, source=source))
        with wire(house, source=source, greeting=421) as line:
            assert line.code() == 0
        with wire(house, source="127.0.3.2") as other:
            assert other.ask("NOOP") == [250]


def test_postfix_at_rest_is_told_as_such_and_its_return_noticed(house: House, hire: Engage) -> None:
    person = hire()
    with signed_in(person) as line:
        with house.without("postfix"):
            assert line.ask("NOOP") == [421]
            with encrypted(house) as other:
                assert other.ask("EHLO x.example") == [421]
        with signed_in(person) as again:
            assert again.ask(*envelope(person)) == [250, 250]


def test_postfix_is_told_where_the_client_is(house: House, hire: Engage) -> None:
    person, source = hire(), "127.0.2.9"
    with signed_in(person, source=source) as line:
        assert line.ask(*envelope(person), "DATA") == [250, 250, 354]
        line.say(written(person, unique("Trace")), b".\r\n")
        assert line.code() == 250
    log = (house.places.logs / "postfix.log").read_text()
    told = f"client=unknown[{source}], sasl_method=PLAIN, sasl_username={person.login}"
    assert told in log


def test_the_list_of_ones_devices_says_where_it_came_from(hire: Engage) -> None:
    person, source = hire(), "127.0.2.11"
    with signed_in(person, source=source):
        pass
    uses = DeviceUse.objects.filter(device__account=person.account)
    eventually(lambda: list(uses.values_list("protocol", "network")) == [("smtp", source)])


def test_nothing_of_the_client_stands_in_the_message(hire: Engage) -> None:
    person, subject = hire(), unique("Discret")
    with signed_in(person, source="127.0.2.10") as line:
        line.ask(*envelope(person), "DATA")
        line.say(written(person, subject), b".\r\n")
        assert line.code() == 250
    head = octets(person.program().waits_for(subject)).decode()
    assert [word for word in ("127.0.2.10", "programme.example", "ESMTPA") if word in head] == []
