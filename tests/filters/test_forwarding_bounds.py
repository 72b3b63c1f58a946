"""F-06, M-08: what an académie says of sending mail on holds for filters of any program."""

import smtplib
from email.policy import SMTP

import pytest

from preau.engines.errors import CommandRefused
from tests.filters.rules import keep_script, make, path
from tests.house.cast import Person
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter, unique
from tests.house.waiting import eventually
from tests.traces.asking import ask, said

# Written by other programs, in each way that a filter may send on.
REDIRECTS = {
    "alone": 'redirect "{to}";',
    "with a copy, filed": 'require ["copy", "fileinto", "mailbox"]; redirect :copy "{to}"; fileinto :create "Notes";',
    "by a name put together": 'require "variables"; set "a" "{to}"; redirect "${{a}}";',
}  # fmt: skip


def stays(house: House, person: Person, *, sender: str = "irene@[192.0.2.7]") -> None:
    subject = unique("Note")
    arrives(house, letter(subject), person.address, sender=sender)
    person.program().waits_for(subject)


def warnings(person: Person) -> list[str]:
    shown = person.visitor().get(path(person))
    return [" ".join(one.get_text().split()) for one in shown.all(".rule-warned")]


def refused(address: str) -> str:
    return (
        f"Your académie does not let mail be sent on to {address}: "
        "these messages stay in the inbox, unsorted."
    )


@pytest.mark.parametrize("academy", ["poitiers", "paris"])
@pytest.mark.parametrize("way", REDIRECTS)
def test_a_script_of_another_program_sends_nothing_on(
    house: House, hire: Engage, academy: str, way: str
) -> None:
    """Nowhere in Poitiers; in Paris to the domains of the académie's list only."""
    person, to = hire("Noémie", academy=academy), f"{unique('moi')}@lointain.example"
    text = REDIRECTS[way].format(to=to)
    keep_script(person, text)
    stays(house, person)
    assert house.world.received_by(to) == []
    assert warnings(person) == [refused("${a}" if "${" in text else to)]


@pytest.mark.parametrize("name", ["{to}", "${{a}}"])
def test_nor_does_one_that_ours_runs(house: House, hire: Engage, name: str) -> None:
    """What it does not send on is sorted as ever, by its rules and by ours."""
    person, to = hire("Octave"), f"{unique('moi')}@lointain.example"
    named = name.format(to=to)
    keep_script(
        person,
        f'require "variables"; set "a" "{to}"; '
        f'if header :contains "subject" "Note" {{ redirect "{named}"; }}',
    )
    make(person, "subject:contains", "réunion", name="R", new_folder="R")
    stays(house, person)
    subject = unique("Réunion")
    arrives(house, letter(subject), person.address)
    person.program().waits_for(subject, "R")
    assert house.world.received_by(to) == []
    assert warnings(person) == [refused(named)]


@pytest.mark.parametrize("academy", ["poitiers", "paris"])
def test_nor_what_nobody_sent(house: House, hire: Engage, academy: str) -> None:
    """What has no sender is sent on without one: it tells Postfix nothing of the mailbox."""
    person, to = hire("Paule", academy=academy), f"{unique('moi')}@lointain.example"
    keep_script(person, f'redirect "{to}";')
    stays(house, person, sender="")
    assert house.world.received_by(to) == []


def test_nor_what_came_to_a_part_of_an_address(house: House, hire: Engage) -> None:
    """`name+part@` is the same mailbox, whose rule it is."""
    person, to = hire("Pélagie", academy="paris"), f"{unique('moi')}@lointain.example"
    keep_script(person, f'redirect "{to}";')
    subject = unique("Note")
    arrives(house, letter(subject), person.address.replace("@", "+Notes@").upper())
    person.program().waits_for(subject)
    assert house.world.received_by(to) == []


def test_nor_what_a_sender_says_it_wrote_to_somebody_else(house: House, hire: Engage) -> None:
    """By ORCPT (RFC 3461), which Dovecot takes from whoever hands mail over."""
    person, to = hire("Perrine", academy="paris"), f"{unique('moi')}@lointain.example"
    keep_script(person, f'redirect "{to}";')
    made = letter(unique("Note"))
    with smtplib.LMTP("127.0.0.1", house.ports.lmtp) as line:
        line.sendmail(
            "irene@[192.0.2.7]", [person.login], made.as_bytes(policy=SMTP),
            rcpt_options=["ORCPT=rfc822;irene@lointain.example"],
        )  # fmt: skip
    person.program().waits_for(str(made["Subject"]))
    assert house.world.received_by(to) == []


@pytest.mark.parametrize("academy", ["poitiers", "paris"])
def test_who_looks_for_it_is_told_where_it_is(house: House, hire: Engage, academy: str) -> None:
    """And of nothing that left."""
    person, subject = hire("Solène", academy=academy), unique("Note")
    keep_script(person, 'redirect "moi@lointain.example";')
    arrives(house, letter(subject), person.address)
    story = [
        "It is in your inbox.",
        "Nobody has opened it yet.",
        "Sent by irene@[192.0.2.7], and put into “Inbox”.",
    ]
    eventually(
        lambda: [[one[0], *one[2:]] for one in said(ask(person, subject))] == [story],
        told=lambda: str(said(ask(person, subject))),
    )


@pytest.mark.parametrize("sender", ["irene@[192.0.2.7]", ""])
def test_nobody_is_told_of_what_was_never_sent_on_to_them(
    house: House, hire: Engage, sender: str
) -> None:
    person, other = hire("Théa"), hire("Ugo")
    keep_script(person, f'redirect "{other.address}";')
    stays(house, person, sender=sender)
    stays(house, other)
    after = "Sent by irene@[192.0.2.7], and put into “Inbox”."
    eventually(lambda: [one[-1] for one in said(ask(other, "Note"))] == [after])
    assert [one[0] for one in said(ask(other, ""))] == ["Nothing went astray."]


def test_to_a_listed_domain_it_goes(house: House, hire: Engage) -> None:
    person, to = hire("Quitterie", academy="paris"), f"{unique('moi')}@education.gouv.fr"
    keep_script(person, f'require "copy"; redirect :copy "{to}";')
    stays(house, person)
    assert house.world.waits_for(to).sender == person.login
    assert warnings(person) == [f"Sends a copy of messages to {to}."]
    keep_script(person, f'redirect "{to}";')
    assert warnings(person) == [f"Sends messages on to {to}, and may keep none of them here."]
    below = to.replace("@", "@sous.")
    keep_script(person, f'require "copy"; redirect :copy "{below}";')
    stays(house, person)
    assert house.world.received_by(below) == []


def test_an_answer_leaves_where_mail_may_not_be_sent_on(house: House, hire: Engage) -> None:
    person, writer = hire("Renée"), f"{unique('ecrit')}@lointain.example"
    make(
        person, "subject:contains", "Note", name="Réponse", place="stays",
        reply_subject="Bien reçu", reply_text="Merci.",
    )  # fmt: skip
    sent = letter(unique("Note"), sender=f"X <{writer}>", to=person.who)
    arrives(house, sent, person.address, sender=writer.replace("lointain.example", "[192.0.2.7]"))
    person.program().waits_for(str(sent["Subject"]))
    assert house.world.waits_for(writer.replace("lointain.example", "[192.0.2.7]")).sender == ""


def test_no_notice_carries_a_message_outside(hire: Engage) -> None:
    with pytest.raises(CommandRefused, match="enotify"):
        keep_script(hire("Sacha"), 'require "enotify"; notify "mailto:moi@lointain.example";')
