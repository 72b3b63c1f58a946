"""Archives brought into a real mailbox: once, whole, and again from wherever a run stopped."""

import mailbox
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from preau.formats.archive import Progress, read
from preau.mail.doors import mailstore
from preau.mail.importing import Import, Outcome, Stopped
from preau.ops.importing import record_path, subject
from preau.ops.installation import our_environment
from preau.ops.meter import bar, lasting, said
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"


def bring(person: Person, source: Path, folder: str = "") -> Outcome:
    record = record_path(settings.PLACES, source, person.login, folder)
    progress = Progress(record, subject(source, person.login, folder))
    with mailstore().open(person.login) as box, progress:
        return Import(box, progress, folder).bring(read(source), lambda _: None)


def preau(house: House, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "preau", *words],
        env=our_environment(house.made),
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def eml(folder: Path, name: str, subject: str = "Réunion") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    made = letter(subject)
    (folder / f"{name}.eml").write_bytes(made.as_bytes())


def counts(person: Person) -> dict[str, int]:
    with mailstore().open(person.login) as box:
        return {f.name: f.messages for f in box.folders() if f.messages}


@pytest.fixture
def person(hire: Engage) -> Person:
    return hire("Imane")


def test_a_tree_of_messages_keeps_its_folders(person: Person, tmp_path: Path) -> None:
    eml(tmp_path, "un")
    eml(tmp_path / "Classes" / "3e B", "deux")
    assert bring(person, tmp_path) == Outcome(brought=2)
    assert counts(person) == {"INBOX": 1, "Classes/3e B": 1}


def test_the_folders_of_every_mailbox_are_known_by_their_other_names(
    person: Person, tmp_path: Path
) -> None:
    for name in ("Envoyés", "Corbeille", "Inbox", "Spam", "Brouillons/Vieux"):
        eml(tmp_path / name, "un")
    bring(person, tmp_path)
    assert counts(person) == {"Sent": 1, "Trash": 1, "INBOX": 1, "Junk": 1, "Drafts/Vieux": 1}


def test_everything_can_be_put_under_one_folder(person: Person, tmp_path: Path) -> None:
    eml(tmp_path, "un")
    eml(tmp_path / "Envoyés", "deux")
    bring(person, tmp_path, "Ancien poste")
    assert counts(person) == {"Ancien poste": 1, "Ancien poste/Envoyés": 1}


def test_dates_and_flags_of_a_maildir_are_kept(person: Person, tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "boite")
    kept = mailbox.MaildirMessage(letter("Conseil"))
    kept.set_subdir("cur")
    kept.set_flags("FRS")
    box.add(kept)
    for file in (tmp_path / "boite" / "cur").iterdir():
        file.rename(file.with_name(f"1422954000.M1.hote{file.name[file.name.index(':') :]}"))
    bring(person, tmp_path / "boite")
    with mailstore().open(person.login) as opened:
        opened.select("INBOX")
        (one,) = opened.summaries(opened.uids_by_arrival())
    assert one.flags - {"\\Recent"} >= {"\\Seen", "\\Flagged", "\\Answered"}
    assert one.arrived == datetime.fromtimestamp(1422954000, UTC)


def test_an_mbox_is_a_folder_of_its_name(person: Person, tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "Réunions.mbox")
    for number in range(3):
        box.add(mailbox.mboxMessage(letter(f"Numéro {number}")))
    box.close()
    bring(person, tmp_path / "Réunions.mbox")
    assert counts(person) == {"Réunions": 3}


def test_a_second_run_brings_nothing_twice(person: Person, tmp_path: Path) -> None:
    eml(tmp_path, "un")
    bring(person, tmp_path)
    eml(tmp_path, "deux")
    assert bring(person, tmp_path) == Outcome(brought=1, known=1)
    assert counts(person) == {"INBOX": 2}


def test_a_run_cut_before_its_note_was_made_does_not_repeat_the_message(
    person: Person, tmp_path: Path
) -> None:
    for name in ("a", "b", "c"):
        eml(tmp_path, name, f"Lettre {name}")
    bring(person, tmp_path)
    record = record_path(settings.PLACES, tmp_path, person.login, "")
    record.write_text("\n".join(record.read_text().split("\n")[:-1]))
    assert bring(person, tmp_path) == Outcome(known=3)
    assert counts(person) == {"INBOX": 3}


def test_what_is_no_message_is_told_and_the_rest_comes(person: Person, tmp_path: Path) -> None:
    eml(tmp_path, "un")
    (tmp_path / "vide.eml").touch()
    assert bring(person, tmp_path) == Outcome(brought=1, refused={"vide.eml": "vide.eml is empty."})


def test_a_full_mailbox_stops_it_and_room_lets_it_go_on(hire: Engage, tmp_path: Path) -> None:
    person = hire("Fatou", quota=2 * 2**20)
    heavy = "x" * 76 + "\r\n"
    for number in range(4):
        made = letter(f"Lourd {number}", heavy * 10_000)
        (tmp_path / f"{number}.eml").write_bytes(made.as_bytes())
    with pytest.raises(
        Stopped, match=r"^The mailbox is full: empty its trash or raise its quota\.$"
    ):
        bring(person, tmp_path)
    held = counts(person)["INBOX"]
    assert 0 < held < 4
    with mailstore().open(person.login) as box:
        box.select("INBOX")
        box.expunge(box.uids_by_arrival()[:1])
    with pytest.raises(Stopped):
        bring(person, tmp_path)
    assert counts(person)["INBOX"] == held


def test_the_command_says_what_it_did_and_knows_an_address(
    house: House, person: Person, tmp_path: Path
) -> None:
    eml(tmp_path, "un")
    first = preau(house, "import", str(tmp_path), "--to", person.address.upper())
    again = preau(house, "import", str(tmp_path), "--to", person.login, "--resume")
    assert first.stdout.splitlines()[1:] == ["1 messages imported into the mailbox."]
    assert again.stdout.splitlines()[1:] == [
        "0 messages imported into the mailbox.",
        "1 were there from a former import.",
    ]


REFUSALS = [
    (("import", "/nowhere", "--to", "x"), "CommandError: /nowhere is not there."),
    (
        ("import", "/etc", "--to", "nobody@ac-poitiers.fr"),
        "CommandError: There is no mailbox “nobody@ac-poitiers.fr”.",
    ),
]


@pytest.mark.parametrize(("words", "sentence"), REFUSALS)
def test_the_command_refuses_with_one_sentence(
    house: House, words: tuple[str, ...], sentence: str
) -> None:
    done = preau(house, *words)
    assert (done.returncode, done.stderr.strip()) == (1, sentence)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for number in range(400):
        eml(tmp_path, f"{number:03}", f"Lettre {number}")
    return tmp_path


def test_a_killed_import_is_taken_up_where_it_was(house: House, person: Person, many: Path) -> None:
    words = [sys.executable, "-m", "preau", "import", str(many), "--to", person.login]
    record = record_path(settings.PLACES, many, person.login, "")
    with subprocess.Popen(
        words, env=our_environment(house.made), cwd=settings.BASE_DIR,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as running:  # fmt: skip
        while not record.exists() or record.read_text().count("\n") < 20:
            assert running.poll() is None
            time.sleep(0.005)
        os.kill(running.pid, signal.SIGKILL)
    before = counts(person)["INBOX"]
    assert 0 < before < 400
    done = preau(house, *words[3:])
    assert done.returncode == 0
    assert counts(person) == {"INBOX": 400}


@pytest.mark.skipif(not CORPORA.exists(), reason="the foreign messages are not on this machine")
def test_foreign_messages_all_come_in_and_are_listed(person: Person) -> None:
    outcome = bring(person, CORPORA / "rspamd")
    with mailstore().open(person.login) as box:
        box.select("INBOX")
        listed = box.summaries(box.uids_by_arrival())
    assert (len(listed), outcome.refused) == (outcome.brought, {})


SAID = [
    ((10, 40, 0, 0.2), "10 of 40 messages"),
    ((10, 40, 10, 2.0), "10 of 40 messages · 5 a second · 6 s left"),
    ((40, 40, 40, 80.0), "40 of 40 messages · 30 a minute"),
    ((1000, 200_000, 1000, 10.0), "1,000 of 200,000 messages · 100 a second · 33 min left"),
]


@pytest.mark.parametrize(("figures", "sentence"), SAID)
def test_progress_is_said_in_words(figures: tuple[int, int, int, float], sentence: str) -> None:
    assert said(*figures, "messages") == sentence


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (59, "59 s"), (90, "2 min"), (7800, "2 h 10 min")]
)
def test_a_time_is_said_as_people_say_it(seconds: float, words: str) -> None:
    assert lasting(seconds) == words


def test_a_bar_is_empty_at_first_and_full_at_the_end() -> None:
    assert (bar(0, 9), bar(9, 9), bar(0, 0)) == (
        f"[{'·' * 24}]",
        f"[{'█' * 24}]",
        f"[{'·' * 24}]",
    )
