"""mbsync keeps a mailbox on a disk, and the two follow each other."""

import mailbox
import subprocess
from pathlib import Path

import pytest

from preau.identity.actions.devices import revoke
from tests.clients.programs import needs, run
from tests.house.cast import Person
from tests.house.client import octets
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, letter

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
    assert local_subjects(local / "INBOX") == [f"Loin {SECRET}"]
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
        ["mbsync", "-c", str(rc), "-a"], capture_output=True, timeout=180, check=False
    )
    assert (said.returncode != 0, b"AUTHENTICATIONFAILED" in said.stderr) == (True, True)
