"""Sieve: spam to Junk, people's own scripts, what moving to and from Junk teaches."""

import base64
import smtplib
import socket
import ssl
from typing import Self

import pytest

from tests.engines.station import Station, message
from tests.house.waiting import eventually

pytestmark = pytest.mark.engines


@pytest.mark.parametrize("header", ["X-Spam: Yes", "X-Spam-Flag: YES"])
def test_marked_spam_lands_in_junk(station: Station, header: str) -> None:
    login = station.person(f"iris{len(header)}")
    name, value = header.split(": ")
    delivered(station, login, message("Gagnez", **{name: value}))
    delivered(station, login, message("Bonjour", **{name: "No"}))
    assert subjects(station, login, "Junk") == ["Gagnez"]
    assert subjects(station, login, "INBOX") == ["Bonjour"]


def delivered(station: Station, login: str, octets: bytes) -> None:
    """As it comes from Postfix, past which no stranger's mark goes."""
    with smtplib.LMTP("127.0.0.1", station.ports.lmtp) as line:
        line.sendmail("x@world.example", [login], octets)


def test_a_script_put_by_managesieve_files_mail(station: Station) -> None:
    login = station.person("jade")
    with ManageSieve(station, login, "jade-pw") as sieve:
        sieve.put("mine", 'require ["fileinto", "mailbox"]; fileinto :create "Projets/Un";')
    station.arrives(login, message("Pour le projet"))
    assert subjects(station, login, "Projets/Un") == ["Pour le projet"]


def test_a_script_with_a_mistake_is_refused_with_its_line(station: Station) -> None:
    login = station.person("kim")
    with ManageSieve(station, login, "kim-pw") as sieve:
        assert "line 2" in sieve.try_to_put("mine", "keep;\nkep;")


def test_managesieve_refuses_a_wrong_password(station: Station) -> None:
    station.person("lou")
    with pytest.raises(AssertionError, match="NO"):
        ManageSieve(station, "lou@ac-nord.example", "lou-wp").__enter__()


def test_an_absence_message_answers_the_sender(station: Station) -> None:
    away, writer = station.person("mona"), station.person("noe")
    with ManageSieve(station, away, "mona-pw") as sieve:
        sieve.put("mine", 'require "vacation"; vacation :subject "Absente" "De retour lundi.";')
    station.relay.submit(writer, writer, [away], message("Question", From=writer, To=away))
    assert subjects(station, writer, "INBOX") == ["Absente"]


def test_a_redirection_reaches_the_other_mailbox(station: Station) -> None:
    first, second = station.person("olga"), station.person("pia")
    with ManageSieve(station, first, "olga-pw") as sieve:
        sieve.put("mine", f'redirect "{second}";')
    station.arrives(first, message("A suivre"))
    assert subjects(station, second, "INBOX") == ["A suivre"]


def test_moving_to_and_from_junk_teaches_rspamd(station: Station) -> None:
    login = station.person("rita")
    box = station.web_imap(login)
    box.append("INBOX", "", "", message("Learn rita spam"))
    box.append("Junk", "", "", message("Learn rita ham"))
    box.append("Junk", "", "", message("Learn rita nothing"))
    box.select("INBOX")
    box.uid("MOVE", "1", "Junk")
    box.select("Junk")
    box.uid("MOVE", "1", "INBOX")
    box.uid("MOVE", "2", "Trash")
    eventually(lambda: taught(station, "spam") and taught(station, "ham"))
    assert taught(station, "spam") == ["Learn rita spam"]
    assert taught(station, "ham") == ["Learn rita ham"]


def taught(station: Station, kind: str) -> list[str]:
    texts = [
        body.decode().split("Subject: ")[1].split("\r\n")[0] for body in station.ears.learnt(kind)
    ]
    return [text for text in texts if "rita" in text]


def subjects(station: Station, login: str, folder: str, count: int = 1) -> list[str]:
    box = station.waits_for(login, folder, count)
    said = box.fetch("1:*", "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")[1]
    return [part[1].decode().split(": ", 1)[1].strip() for part in said if isinstance(part, tuple)]


class ManageSieve:
    """As much of RFC 5804 as a test needs."""

    def __init__(self, station: Station, login: str, password: str) -> None:
        self.line = socket.create_connection(("127.0.0.1", station.ports.managesieve))
        station.lines.callback(self.close)
        self.file = self.line.makefile("rb")
        self.context: ssl.SSLContext = station.tls()
        self.words = base64.b64encode(f"\0{login}\0{password}".encode()).decode()

    def __enter__(self) -> Self:
        assert '"STARTTLS"' in self.answer()
        self.say("STARTTLS")
        self.file.close()
        self.line = self.context.wrap_socket(self.line, server_hostname="localhost")
        self.file = self.line.makefile("rb")
        self.answer()
        self.say(f'AUTHENTICATE "PLAIN" "{self.words}"')
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.file.close()
        self.line.close()

    def put(self, name: str, script: str) -> None:
        assert self.try_to_put(name, script) == ""
        self.say(f'SETACTIVE "{name}"')

    def try_to_put(self, name: str, script: str) -> str:
        self.line.sendall(
            f'PUTSCRIPT "{name}" {{{len(script.encode())}+}}\r\n{script}\r\n'.encode()
        )
        answer = self.answer()
        return "" if answer.startswith("OK") else answer

    def say(self, words: str) -> None:
        self.line.sendall(f"{words}\r\n".encode())
        answer = self.answer()
        assert answer.startswith("OK"), answer

    def answer(self) -> str:
        said = ""
        while True:
            line = self.file.readline().decode()
            assert line, "the connection was closed"
            said += line
            if line.endswith("}\r\n"):
                said += self.file.read(int(line[line.rindex("{") + 1 : -3])).decode()
            elif line.startswith(("OK", "NO", "BYE")) or said.startswith(("NO", "BYE")):
                return said
