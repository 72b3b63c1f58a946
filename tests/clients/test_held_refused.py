"""What a mail program may not have held, and what may no longer leave when its time comes."""

import pytest

from preau.identity.models import Account
from preau.mail.actions.mirroring import mirror_changed
from preau.mail.models import Draft, ReadyMade
from tests.clients.holding import DAY, codes, hold, leave
from tests.clients.wire import encrypted, signed_in, written
from tests.house.cast import open_school
from tests.house.client import octets
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import GTUBE, letter, unique
from tests.house.waiting import eventually


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("HOLDFOR=0", 501), ("HOLDFOR=x", 501), ("HOLDFOR", 501), (f"HOLDFOR={367 * DAY}", 501),
        ("HOLDUNTIL=2020-01-01T00:00:00Z", 501), ("HOLDUNTIL=demain", 501),
        ("HOLDFOR=60 HOLDUNTIL=2027-01-01T00:00:00Z", 501), ("HOLDFOR=60", 250),
    ],
)  # fmt: skip
def test_a_time_that_cannot_be_is_refused_at_once(hire: Engage, words: str, code: int) -> None:
    person = hire()
    assert codes(person, f"MAIL FROM:<{person.address}> {words}") == [code]


def test_who_has_not_signed_in_has_nothing_held(house: House, hire: Engage) -> None:
    person = hire()
    with encrypted(house) as line:
        assert line.ask("EHLO x.example", f"MAIL FROM:<{person.address}> HOLDFOR=60") == [250, 530]


def test_the_address_of_somebody_else_is_refused_when_it_is_handed_over(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    assert codes(
        claire, f"MAIL FROM:<{karim.address}> HOLDFOR=60", f"RCPT TO:<{karim.address}>", "DATA"
    ) == [250, 553, 554]


def test_a_right_that_is_gone_when_it_should_leave_keeps_it_and_tells(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Droit")
    school = open_school(members=(claire,))
    address = school.login
    made = octets(letter(subject, sender=address, to=karim.who))
    hold(claire, made, karim, sender=address)
    claire.account.memberships.get(mailbox=school).delete()
    leave(claire)
    assert karim.program().find(subject) == []
    claire.program().waits_for("has not left")
    mirror_changed()
    assert claire.program().waits_for(subject, "Drafts")["To"] == karim.who
    eventually(lambda: not ReadyMade.objects.filter(draft__author=claire.account).exists())


def test_nothing_leaves_for_an_account_suspended_meanwhile(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Suspendue")
    hold(claire, written(claire, subject), karim)
    Account.objects.filter(pk=claire.account.pk).update(state=Account.State.SUSPENDED)
    leave(claire)
    assert karim.program().find(subject) == []
    assert Draft.objects.filter(author=claire.account, state=Draft.State.SENT).count() == 0


def test_spam_is_refused_before_it_is_held(hire: Engage) -> None:
    claire = hire("Claire")
    with signed_in(claire) as line:
        line.ask(f"MAIL FROM:<{claire.address}> HOLDFOR=60", f"RCPT TO:<{claire.address}>", "DATA")
        line.say(written(claire, unique("Pub"), GTUBE), b".\r\n")
        assert line.code() == 554
        assert line.ask("NOOP") == [250]
    assert Draft.objects.filter(author=claire.account).count() == 0


def test_lines_that_end_otherwise_are_not_held(hire: Engage) -> None:
    claire = hire("Claire")
    with signed_in(claire) as line:
        line.ask(f"MAIL FROM:<{claire.address}> HOLDFOR=60", f"RCPT TO:<{claire.address}>", "DATA")
        line.say(written(claire, unique("Nue")), b"x\n.\nMAIL FROM:<a@b.example>\r\n.\r\n")
        assert line.code() == 550
        assert line.ask("NOOP") == [250]
    assert Draft.objects.filter(author=claire.account).count() == 0


def test_a_line_cut_while_it_is_handed_over_holds_nothing(hire: Engage) -> None:
    claire = hire("Claire")
    with signed_in(claire) as line:
        line.ask(f"MAIL FROM:<{claire.address}> HOLDFOR=60", f"RCPT TO:<{claire.address}>", "DATA")
        line.say(written(claire, unique("Coupe")))
    with signed_in(claire) as line:
        assert line.ask("NOOP") == [250]
    assert Draft.objects.filter(author=claire.account).count() == 0


def test_one_handed_over_twice_because_no_answer_was_heard_is_held_once(hire: Engage) -> None:
    claire, made = hire("Claire"), b""
    made = written(claire, unique("Deux"))
    for _time in range(2):
        hold(claire, made, claire)
    assert Draft.objects.filter(author=claire.account).count() == 1


def test_without_the_filter_it_is_put_off(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    with signed_in(claire) as line:
        line.ask(f"MAIL FROM:<{claire.address}> HOLDFOR=60", f"RCPT TO:<{claire.address}>", "DATA")
        with house.without("rspamd"):
            line.say(written(claire, unique("Filtre")), b".\r\n")
            assert line.code() == 451
    assert Draft.objects.filter(author=claire.account).count() == 0
