"""Thunderbird and the like on the running ports: imaplib, mbsync, msmtp, curl, ManageSieve."""

import base64
import imaplib
import mailbox
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from preau.identity.actions.devices import revoke
from tests.house.cast import Person
from tests.house.client import arrives, octets, trusting
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import SECRET, letter, unique
from tests.house.waiting import eventually


def needs(name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(name) is None, reason=f"{name} is not installed.")


def run(*command: str, **how: object) -> subprocess.CompletedProcess[bytes]:
    said = subprocess.run(command, capture_output=True, timeout=60, check=False, **how)  # type: ignore[call-overload]
    assert said.returncode == 0, said.stderr.decode(errors="replace")
    return said


# IMAP


def test_the_certificate_is_good_for_the_servers_that_clients_are_told(house: House) -> None:
    from preau.academies.registry import academies

    for academy in academies().all:
        raw = socket.create_connection(("127.0.0.1", house.ports.imaps), timeout=10)
        with (
            raw,
            trusting(house.authority).wrap_socket(
                raw, server_hostname=academy.clients.imap.host
            ) as line,
        ):
            assert line.version() == "TLSv1.3"


def test_the_folders_say_what_they_are_for(hire: Engage) -> None:
    with hire().program().imap() as line:
        listed = [one.decode() for one in line.list()[1]]
    uses = {one.rpartition('" ')[2]: one.split("\\")[-1].split(")")[0] for one in listed}
    assert {name: uses[name] for name in ("Drafts", "Sent", "Junk", "Trash", "Archive")} == {
        name: name for name in ("Drafts", "Sent", "Junk", "Trash", "Archive")
    }


def test_the_views_of_the_web_are_not_among_a_clients_folders(hire: Engage) -> None:
    with hire().program().imap() as line:
        assert b"virtual" not in b"".join(line.list()[1]).lower()


def test_what_a_client_does_the_web_shows_and_the_other_way_round(hire: Engage) -> None:
    person = hire(view="flat")
    ids = person.program().keep(letter("Un"), letter("Deux"))
    visitor = person.visitor()
    assert visitor.get(person.path()).rows() == ["Deux", "Un"]
    with person.program().imap() as line:
        line.select("INBOX")
        line.uid("move", ids[0].partition("-")[2], "Archive")
        assert visitor.get(person.path()).rows() == ["Deux"]
        visitor.post(person.path(tail="star"), id=ids[1], on="1")
        line.noop()
        assert b"\\Flagged" in line.uid("fetch", ids[1].partition("-")[2], "(FLAGS)")[1][0]


def test_a_waiting_client_is_told_of_new_mail_at_once(house: House, hire: Engage) -> None:
    person = hire()
    with person.program().imap() as line:
        line.select("INBOX")
        tag = line._new_tag().decode()
        line.send(f"{tag} IDLE\r\n".encode())
        assert line.readline().startswith(b"+")
        line.sock.settimeout(10)
        arrives(house, letter("Pendant l’attente"), person.address)
        while not line.readline().startswith(b"* 1 EXISTS"):
            pass
        line.send(b"DONE\r\n")
        while not line.readline().startswith(tag.encode()):
            pass


def test_a_client_sees_its_quota(hire: Engage) -> None:
    with hire(quota=10_240_000).program().imap() as line:
        assert (
            line.getquotaroot("INBOX")[1][1] == [b'"Mailbox" (STORAGE 0 10000)']
            or b"10000" in line.getquotaroot("INBOX")[1][1][0]
        )


def test_the_server_says_nothing_in_clear_on_the_public_port(house: House, hire: Engage) -> None:
    with socket.create_connection(("127.0.0.1", house.ports.imaps), timeout=2) as line:
        line.sendall(b"a CAPABILITY\r\n")
        line.settimeout(2)
        try:
            said = line.recv(100)
        except (TimeoutError, ConnectionError):
            said = b""
    assert b"IMAP4rev1" not in said


def test_an_old_tls_is_refused(house: House) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        pytest.raises((ssl.SSLError, ConnectionError)),
        socket.create_connection(("127.0.0.1", house.ports.imaps), timeout=10) as raw,
        old.wrap_socket(raw),
    ):
        pass


# mbsync


@pytest.fixture
def synced(hire: Engage, tmp_path: Path) -> tuple[Person, Path, Path]:
    """A person, their Maildir, and the configuration a guide would give them."""
    person = hire()
    local, rc = tmp_path / "Mail", tmp_path / "mbsyncrc"
    local.mkdir()
    rc.write_text(f"""
IMAPAccount academie
Host localhost
Port {person.house.ports.imaps}
User {person.login}
Pass {person.device}
SSLType IMAPS
CertificateFile {person.house.authority}

IMAPStore loin
Account academie

MaildirStore ici
Path {local}/
Inbox {local}/INBOX
SubFolders Verbatim

Channel tout
Far :loin:
Near :ici:
Patterns *
Create Both
Remove Both
Expunge Both
SyncState *
""")
    return person, local, rc


def local_subjects(folder: Path) -> list[str]:
    box = mailbox.Maildir(folder)
    return sorted(str(one["Subject"]) for one in box)


@needs("mbsync")
def test_mbsync_brings_a_mailbox_down_and_takes_changes_up(
    synced: tuple[Person, Path, Path],
) -> None:
    person, local, rc = synced
    person.program().keep(letter("Loin"))
    person.program().make_folder("Élèves")
    run("mbsync", "-c", str(rc), "-a")
    assert [one.startswith("Loin") or "Loin" in one for one in local_subjects(local / "INBOX")] == [
        True
    ]
    here = mailbox.Maildir(local / "INBOX")
    key = next(iter(here.keys()))
    read = here[key]
    read.set_subdir("cur")
    read.add_flag("SF")
    here[key] = read
    mailbox.Maildir(local / "Archive").add(octets(letter("Ici")))
    run("mbsync", "-c", str(rc), "-a")
    assert person.program().subjects("Archive") == [f"Ici {SECRET}"]
    flags = next(iter(person.program().flags().values()))
    assert ("\\Seen" in flags, "\\Flagged" in flags) == (True, True)
    assert person.visitor().get(person.path("archive")).rows() == ["Ici"]
    assert sorted(one.name for one in local.iterdir()) == sorted(
        ["Archive", "Drafts", "INBOX", "Junk", "Sent", "Trash", _local_name(local)]
    )


def _local_name(local: Path) -> str:
    """However mbsync spells an accent on the disk."""
    return next(one.name for one in local.iterdir() if "l" in one.name and one.name.endswith("ves"))


@needs("mbsync")
def test_mbsync_follows_a_folder_renamed_in_the_web(synced: tuple[Person, Path, Path]) -> None:
    person, local, rc = synced
    person.program().make_folder("Avant")
    person.program().keep(letter("Dedans"), folder="Avant")
    run("mbsync", "-c", str(rc), "-a")
    visitor = person.visitor()
    key = visitor.get(person.path()).folders()["Avant"]
    visitor.post(person.path(key, "rename"), name="Apres")
    run("mbsync", "-c", str(rc), "-a")
    assert len(local_subjects(local / "Apres")) == 1


@needs("mbsync")
def test_mbsync_is_refused_once_its_device_is_put_out(synced: tuple[Person, Path, Path]) -> None:
    person, _, rc = synced
    run("mbsync", "-c", str(rc), "-a")
    revoke(person.account.devices.get(), network="127.0.0.1")
    said = subprocess.run(
        ["mbsync", "-c", str(rc), "-a"], capture_output=True, timeout=60, check=False
    )
    assert (said.returncode != 0, b"AUTHENTICATIONFAILED" in said.stderr) == (True, True)


# Submission


@needs("msmtp")
@pytest.mark.parametrize(("starttls", "port"), [("on", "submission"), ("off", "submissions")])
def test_msmtp_sends_with_starttls_and_with_implicit_tls(
    house: House, hire: Engage, tmp_path: Path, starttls: str, port: str
) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Msmtp")
    rc = tmp_path / "msmtprc"
    rc.write_text(f"""
account academie
host localhost
port {getattr(house.ports, port)}
auth on
user {claire.login}
password {claire.device}
from {claire.address}
tls on
tls_starttls {starttls}
tls_trust_file {house.authority}
""")
    rc.chmod(0o600)
    made = octets(letter(subject, sender=claire.who, to=karim.who))
    run("msmtp", "-C", str(rc), "-a", "academie", karim.address, input=made)
    assert karim.program().waits_for(subject)["From"] == claire.who


@needs("curl")
@pytest.mark.parametrize(("scheme", "port"), [("smtps", "submissions"), ("smtp", "submission")])
def test_curl_sends_with_both_kinds_of_tls(
    house: House, hire: Engage, tmp_path: Path, scheme: str, port: str
) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Curl")
    file = tmp_path / "letter.eml"
    file.write_bytes(octets(letter(subject, sender=claire.who, to=karim.who)))
    run(
        "curl", "-sS", "--ssl-reqd", "--cacert", str(house.authority), "--url",
        f"{scheme}://localhost:{getattr(house.ports, port)}", "--user", f"{claire.login}:{claire.device}",
        "--mail-from", claire.address, "--mail-rcpt", karim.address, "--upload-file", str(file),
    )  # fmt: skip
    karim.program().waits_for(subject)


def test_any_own_address_serves_to_sign_in_a_device(hire: Engage) -> None:
    from tests.house.client import MailProgram

    person = hire()
    with MailProgram(person.house, person.address.upper(), person.device).imap() as line:
        assert line.select("INBOX")[0] == "OK"


def test_a_device_password_taken_back_stops_working_at_once(hire: Engage) -> None:
    person = hire()
    person.program().subjects()
    revoke(person.account.devices.get(), network="127.0.0.1")
    with pytest.raises(imaplib.IMAP4.error), person.program().imap():
        pass


# ManageSieve (RFC 5804)


class Sieve:
    def __init__(self, person: Person) -> None:
        raw = socket.create_connection(("localhost", person.house.ports.managesieve), timeout=10)
        self._use(raw)
        self.answer()
        self.ask(b"STARTTLS")
        self.file.close()
        tls = trusting(person.house.authority)
        self._use(tls.wrap_socket(raw, server_hostname="localhost"))
        self.answer()
        words = base64.b64encode(f"\0{person.login}\0{person.device}".encode())
        self.ask(b'AUTHENTICATE "PLAIN" "%b"' % words)

    def _use(self, line: socket.socket) -> None:
        self.line, self.file = line, line.makefile("rb")

    def ask(self, command: bytes) -> list[bytes]:
        self.line.sendall(command + b"\r\n")
        return self.answer()

    def answer(self) -> list[bytes]:
        lines = []
        while True:
            said = self.file.readline()
            if said.startswith(b"OK"):
                return lines
            if said.startswith(b"NO {"):
                said += self.file.read(int(said[4:-3]))
            assert said, "the server hung up"
            assert not said.startswith((b"NO", b"BYE")), said
            lines.append(said)

    def close(self) -> None:
        self.file.close()
        self.line.close()


@contextmanager
def sieve(person: Person) -> Iterator[Sieve]:
    line = Sieve(person)
    try:
        yield line
    finally:
        line.close()


def test_a_script_put_by_a_client_files_the_next_letter(house: House, hire: Engage) -> None:
    person, subject = hire(), unique("Conseil")
    script = b'require ["fileinto", "mailbox"];\nif header :contains "subject" "Conseil" { fileinto :create "Conseils"; }\n'
    with sieve(person) as line:
        line.ask(b'PUTSCRIPT "tri" {%d+}\r\n%b' % (len(script), script))
        line.ask(b'SETACTIVE "tri"')
        assert line.ask(b"LISTSCRIPTS") == [b'"tri" ACTIVE\r\n']
    arrives(house, letter(subject), person.address)
    person.program().waits_for(subject, "Conseils")
    assert person.program().subjects() == []


def test_a_wrong_script_is_refused_with_its_line(hire: Engage) -> None:
    with sieve(hire()) as line, pytest.raises(AssertionError, match="line 1"):
        line.ask(b'PUTSCRIPT "faux" {9+}\r\nfileinto;')


def test_junk_is_sorted_before_a_persons_own_script(house: House, hire: Engage) -> None:
    from tests.house.postbag import ONLY_MARKED

    person, subject = hire(), unique("Pourriel")
    with sieve(person) as line:
        line.ask(b'PUTSCRIPT "garde" {5+}\r\nkeep;')
        line.ask(b'SETACTIVE "garde"')
    arrives(house, letter(subject, ONLY_MARKED), person.address)
    person.program().waits_for(subject, "Junk")
    eventually(lambda: person.program().subjects() == [])
