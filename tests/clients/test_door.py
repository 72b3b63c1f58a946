"""What people's programs say to the door before Postfix, and what comes of it."""

import base64
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from tests.clients.wire import encrypted, envelope, plain, signed_in, wire, written
from tests.house.client import octets
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import unique

MEGABYTE = 1024 * 1024


def body(made: EmailMessage) -> str:
    said: str = made.get_content()
    return said


def test_in_clear_it_offers_tls_and_nothing_else(house: House) -> None:
    with wire(house) as line:
        line.say(b"EHLO programme.example\r\n")
        assert line.answer()[1][1:] == ["PIPELINING", "STARTTLS", "ENHANCEDSTATUSCODES"]
        assert line.ask("AUTH PLAIN AGEAYg==", "MAIL FROM:<a@b.example>", "NOOP", "QUIT") == [
            530, 530, 250, 221,
        ]  # fmt: skip


def test_behind_tls_it_offers_what_postfix_does_and_to_hold(house: House) -> None:
    with encrypted(house) as line:
        line.say(b"EHLO programme.example\r\n")
        words = line.answer()[1][1:]
    names = {one.split()[0] for one in words}
    assert names == {
        "PIPELINING", "SIZE", "AUTH", "ENHANCEDSTATUSCODES", "8BITMIME", "DSN", "CHUNKING",
        "FUTURERELEASE",
    }  # fmt: skip
    assert "AUTH PLAIN LOGIN" in words


@pytest.mark.parametrize("implicit", [True, False])
@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_smtplib_signs_in_and_sends(hire: Engage, mechanism: str, *, implicit: bool) -> None:
    person, subject = hire(), unique("Smtplib")
    program = person.program()
    with program.smtp(implicit=implicit, mechanism=mechanism) as line:
        line.sendmail(person.address, [person.address], written(person, subject))
    assert program.waits_for(subject)["From"] == person.who


def test_a_sign_in_by_login_is_asked_for_name_and_password(house: House, hire: Engage) -> None:
    person = hire()
    _empty, name, password = base64.b64decode(plain(person)).split(b"\0")
    encode = base64.b64encode
    with encrypted(house) as line:
        assert line.ask(
            "EHLO x.example", "AUTH LOGIN", encode(name).decode(), encode(password).decode(),
            "AUTH LOGIN",
        ) == [250, 334, 334, 235, 503]  # fmt: skip


def test_a_sign_in_given_up_or_wrong_lets_nothing_in(house: House, hire: Engage) -> None:
    person = hire()
    with encrypted(house) as line:
        assert line.ask("EHLO x.example", "AUTH LOGIN", "*") == [250, 334, 501]
        assert line.ask(f"AUTH PLAIN {plain(person, 'faux')}") == [535]
        assert line.ask(*envelope(person)) == [250, 553]


def test_what_came_with_starttls_is_forgotten(house: House) -> None:
    """An attacker between us may put commands before TLS (CVE-2011-0411)."""
    with wire(house) as line:
        line.say(b"STARTTLS\r\nEHLO mallory.example\r\nNOOP\r\n")
        assert line.code() == 220
        line.encrypt(house)
        assert line.ask("NOOP", "AUTH PLAIN x", "STARTTLS", "QUIT") == [250, 503, 503, 221]


def test_all_at_once_is_answered_in_order(hire: Engage) -> None:
    person, subject = hire(), unique("Pipeline")
    with signed_in(person) as line:
        sender, recipient = envelope(person)
        commands = (sender, recipient, "RCPT TO:<personne@ac-poitiers.fr>", "DATA")
        line.say("".join(f"{one}\r\n" for one in commands).encode())
        assert [line.code() for _command in commands] == [250, 250, 550, 354]
        line.say(written(person, subject), b".\r\nNOOP\r\nQUIT\r\n")
        assert [line.code() for _answer in range(3)] == [250, 250, 221]
    person.program().waits_for(subject)


def test_dots_and_octets_beyond_ascii_arrive_as_they_were_written(hire: Engage) -> None:
    person, subject = hire(), unique("Points")
    lines = ".\r\n..\r\n.deux\r\nété à l’école\r\n...\r\n"
    head = written(person, subject).partition(b"\r\n\r\n")[0]
    made = message_from_bytes(head + b"\r\n\r\n", policy=policy.SMTP)
    del made["Content-Transfer-Encoding"]
    made["Content-Transfer-Encoding"] = "8bit"
    raw = made.as_bytes().rstrip(b"\r\n") + b"\r\n\r\n" + lines.encode()
    with person.program().smtp() as line:
        line.sendmail(person.address, [person.address], raw, mail_options=["BODY=8BITMIME"])
    found = person.program().waits_for(subject)
    assert body(found).replace("\r\n", "\n") == lines.replace("\r\n", "\n")


def test_a_message_in_pieces_of_a_count_arrives_whole(hire: Engage) -> None:
    person, subject = hire(), unique("Morceaux")
    made = written(person, subject, "un\n.\nMAIL FROM:<a@b.example>\n.\ndeux")
    half = len(made) // 2
    with signed_in(person) as line:
        assert line.ask(*envelope(person)) == [250, 250]
        line.say(b"BDAT %d\r\n" % half, made[:half])
        line.say(b"BDAT %d LAST\r\n" % (len(made) - half), made[half:], b"NOOP\r\n")
        assert [line.code() for _answer in range(3)] == [250, 250, 250]
    assert "un\n.\nMAIL FROM:<a@b.example>\n.\ndeux" in body(
        person.program().waits_for(subject)
    ).replace("\r\n", "\n")


def test_a_count_that_is_none_ends_the_conversation(hire: Engage) -> None:
    person = hire()
    with signed_in(person) as line:
        assert line.ask(*envelope(person), "BDAT -1 LAST") == [250, 250, 501]
        assert line.code() == 0


def test_who_asked_to_be_told_of_the_delivery_is_told(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Avis")
    with claire.program().smtp() as line:
        line.sendmail(
            claire.address, [karim.address], written(claire, subject),
            mail_options=["RET=HDRS", "ENVID=QQ314159"],
            rcpt_options=["NOTIFY=SUCCESS,FAILURE", f"ORCPT=rfc822;{karim.address}"],
        )  # fmt: skip
    karim.program().waits_for(subject)
    report = octets(claire.program().waits_for("Success")).decode()
    assert "Original-Envelope-Id: QQ314159" in report
    assert f"Original-Recipient: rfc822;{karim.address}" in report


def test_what_is_too_large_is_refused_as_soon_as_it_is_said(hire: Engage) -> None:
    person = hire()
    with signed_in(person) as line:
        assert line.ask(f"MAIL FROM:<{person.address}> SIZE={900 * MEGABYTE}") == [552]


def test_ten_megabytes_arrive(hire: Engage) -> None:
    person, subject = hire(), unique("Lourd")
    with person.program().smtp() as line:
        line.sendmail(
            person.address, [person.address], written(person, subject, ("x" * 70 + "\n") * 150_000)
        )
    assert len(octets(person.program().waits_for(subject))) > 10 * MEGABYTE
