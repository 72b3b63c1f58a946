"""The doctor on a running installation, and on one that is made ill on purpose."""

import json
import os
import pty
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from django.conf import settings

from preau.engines.errors import EngineAway
from preau.ops.doctor import keeping, machine, report
from preau.ops.doctor.asking import Check, examine
from preau.ops.doctor.finding import Finding, Level, note, well, wrong
from preau.ops.domains import name_domains
from preau.ops.installation import our_environment
from tests.house.cast import Cast
from tests.house.installation import House
from tests.house.waiting import eventually

ROOMS = [
    "programs",
    "settings",
    "answers",
    "ports",
    "certificates",
    "dns",
    "data",
    "pages",
    "machine",
]


def doctor(house: House, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "preau", "doctor", *words],
        env=our_environment(house.made) | environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def findings(house: House) -> list[dict[str, str]]:
    told: list[dict[str, str]] = json.loads(doctor(house, "--json").stdout)
    return told


def in_time(told: list[dict[str, str]]) -> list[dict[str, str]]:
    """Nothing where the machine was too busy for an answer: the report says to ask again."""
    late = ("gave no answer", "does not answer")
    return [] if any(words in one["words"] for one in told for words in late) else told


def levels(house: House, room: str) -> dict[str, str]:
    return {one["subject"]: one["level"] for one in findings(house) if one["room"] == room}


def test_a_running_installation_answers_every_question(house: House, cast: Cast) -> None:
    told = eventually(lambda: in_time(findings(house)), 180)
    assert list(dict.fromkeys(one["room"] for one in told)) == ROOMS
    answers = {one["subject"]: one["level"] for one in told if one["room"] == "answers"}
    assert answers == dict.fromkeys(
        ["imap", "words", "lmtp", "waiting", "managesieve", "smtp", "submission", "submissions",
         "sending", "rspamd", "clamd", "redis", "queue", "web"],
        "well",
    )  # fmt: skip
    ours = [one["words"] for one in told if one["room"] == "ports"]
    assert ours == ["is ours"] * 19
    assert [one for one in told if (one["room"], one["level"]) == ("data", "wrong")] == []
    settings_ = [one["level"] for one in told if one["room"] == "settings"]
    assert settings_ == ["well"] * 5


def test_the_domain_of_a_demonstration_is_as_it_should_be(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(settings, "DEMO", True)
        name_domains()
        told = [one.level for one in keeping.database()]
    outside_a_demonstration = [one.subject for one in keeping.database() if one.level == "wrong"]
    name_domains()
    assert (told, outside_a_demonstration) == (["well"], ["domains"])


def test_a_stopped_engine_is_wrong_in_every_place_that_shows_it(house: House) -> None:
    with house.without("redis"):
        told = findings(house)
        ill = {(one["room"], one["subject"]) for one in told if one["level"] == "wrong"}
    assert {("programs", "redis"), ("answers", "redis")} <= ill
    assert doctor(house).returncode in (0, 1)


def test_what_is_wrong_makes_it_leave_with_one(house: House) -> None:
    with house.without("clamd"):
        done = doctor(house)
    assert done.returncode == 1
    assert "WRONG" in done.stdout
    assert "→" in done.stdout


def test_a_secret_open_to_others_is_told_with_its_mending(house: House) -> None:
    secret = house.places.data / "secrets" / "redis"
    mode = secret.stat().st_mode & 0o777
    secret.chmod(0o644)
    try:
        told = [one for one in findings(house) if one["subject"] == "secrets"]
    finally:
        secret.chmod(mode)
    assert [(one["level"], one["words"], one["mend"]) for one in told] == [
        ("wrong", f"{secret} is open to others.", [f"chmod o-rwx,g-w {secret}"])
    ]


def test_a_wrong_academy_file_is_told_and_nothing_is_guessed(house: House, tmp_path: Path) -> None:
    (tmp_path / "ailleurs.toml").write_text('slug = "ailleurs"\n')
    done = doctor(house, PREAU_ACADEMIES=str(tmp_path))
    assert done.returncode == 1
    assert f"{tmp_path}/ailleurs.toml" in done.stdout


def test_looking_changes_no_certificate(house: House) -> None:
    files = sorted(house.places.certificates.iterdir())
    before = [(file.name, file.stat().st_mtime_ns) for file in files]
    doctor(house, PREAU_MAIL_HOST="another.example")
    assert [(file.name, file.stat().st_mtime_ns) for file in files] == before


def test_the_records_to_publish_are_given_without_asking_anybody(house: House) -> None:
    lines = doctor(house, "--records").stdout.splitlines()
    assert f"ac-poitiers.fr. IN MX 10 {settings.MAIL_HOST}." in lines
    wanted = {
        "_imaps._tcp.ac-poitiers.fr. IN SRV 0 1 993 messagerie.ac-poitiers.fr.",
        "_submissions._tcp.ac-poitiers.fr. IN SRV 0 1 465 messagerie.ac-poitiers.fr.",
        "_submission._tcp.ac-poitiers.fr. IN SRV 0 1 587 messagerie.ac-poitiers.fr.",
        "_sieve._tcp.ac-poitiers.fr. IN SRV 0 1 4190 messagerie.ac-poitiers.fr.",
        "_autodiscover._tcp.ac-poitiers.fr. IN SRV 0 1 443 messagerie.ac-poitiers.fr.",
        "autoconfig.ac-poitiers.fr. IN CNAME messagerie.ac-poitiers.fr.",
        "autodiscover.ac-poitiers.fr. IN CNAME messagerie.ac-poitiers.fr.",
    }
    assert wanted - set(lines) == set()
    assert len(lines) == 4 * 11


def test_a_terminal_gets_signs(house: House) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "preau", "doctor"],
        env=our_environment(house.made), cwd=settings.BASE_DIR, stdout=theirs,
    ) as running:  # fmt: skip
        os.close(theirs)
        said = b""
        while piece := _heard(ours):
            said += piece
        running.wait()
    os.close(ours)
    assert "✓" in said.decode()


def _heard(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # the other end is closed
        return b""


# Pure parts


def test_a_silent_check_does_not_keep_the_others_waiting() -> None:
    woken = Event()
    found = examine(
        [
            Check("a", "slow", lambda: sleepy(woken)),
            Check("a", "quick", lambda: [well("quick", "is here")]),
        ],
        within=1,
    )
    woken.set()
    assert [(one.subject, one.level) for one in found] == [
        ("slow", Level.WRONG),
        ("quick", Level.WELL),
    ]


def sleepy(woken: Event) -> list[Finding]:
    woken.wait(60)
    return []


def away() -> list[Finding]:
    raise EngineAway("dovecot")


def closed() -> list[Finding]:
    raise PermissionError(13, "Permission denied", "/secret")


@pytest.mark.parametrize(
    ("ask", "words"),
    [(away, "dovecot does not answer."), (closed, "/secret may not be read.")],
)
def test_an_error_becomes_a_finding(ask: object, words: str) -> None:
    assert [one.words for one in examine([Check("a", "b", ask)])] == [words]  # type: ignore[arg-type]


def test_the_report_is_aligned_and_says_how_to_mend() -> None:
    told = [
        replace(well("imap", "answers"), room="answers"),
        replace(wrong("web", "is silent.", "Start it"), room="answers"),
        replace(note("clock", "drifts"), room="machine"),
    ]
    assert report.lines(told, terminal=False).splitlines() == [
        "ok    answers  imap   answers",
        "WRONG          web    is silent.",
        "                      → Start it",
        "look  machine  clock  drifts",
        "",
        "3 things were looked at: 1 wrong, 1 to look at.",
    ]


ROOM = machine.Room(total=100 * 2**30, free=50 * 2**30, inodes=0, free_inodes=0)


@pytest.mark.parametrize(
    ("free", "level"), [(50, Level.WELL), (14, Level.NOTE), (4, Level.WRONG), (0, Level.WRONG)]
)
def test_a_disk_is_judged_by_what_is_left(free: int, level: Level) -> None:
    assert machine.space("disk", replace(ROOM, free=free * 2**30)).level == level


def test_growth_is_told_from_the_second_day(tmp_path: Path) -> None:
    from preau.engines.places import Places

    places = Places(tmp_path, tmp_path)
    used = machine.Room.of(tmp_path).used
    (tmp_path / "doctor").mkdir()
    figures = [(time.time() - 10 * machine.DAY, used - 100 * 2**20)]
    (tmp_path / "doctor" / "disk.json").write_text(json.dumps(figures))
    (told,) = machine.growth(places)
    assert told.words.endswith("MB a day over 10 days")


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("ClamAV 1.0.9/27510/Tue Jan  7 09:34:23 2025", "2025-01-07"),
        ("ClamAV 1.0.9", "None"),
    ],
)
def test_the_age_of_signatures_is_read_from_clamd(said: str, date: str) -> None:
    assert str(keeping.signature_date(said))[:10] == date
