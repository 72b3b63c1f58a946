"""Our evaluator and Pigeonhole, asked the same of generated rules and letters, agree."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from random import Random

import pytest

from preau.formats.sieve.evaluating import Outcome, evaluate
from preau.formats.sieve.examined import examine
from preau.formats.sieve.rule import Rule, Script, Verb
from preau.formats.sieve.writing import write
from tests.engines.station import Station
from tests.formats.sieve.makers import PEOPLE, WORDS, rule

pytestmark = pytest.mark.engines
SETS = 150
VERBS = (
    Verb.FORWARD,
    Verb.READ,
    Verb.STAR,
    Verb.TAG,
    Verb.COPY,
    Verb.FILE,
    Verb.DISCARD,
    Verb.STOP,
)
_STORE = re.compile(r"\* store message in folder: (?P<folder>.*)\n(?P<more>(?:\s+\+ .*\n)*)")
_FLAGS = re.compile(r"\+ add IMAP flags: (?P<flags>.*)")
_FORWARD = re.compile(r"\* redirect message to: <(?P<address>.*)>")


@dataclass(frozen=True)
class Told:
    """Where the message would go: folders with flags (INBOX is the implicit keep), addresses."""

    folders: dict[str, frozenset[str]]
    stays: frozenset[str] | None
    forwards: list[str]


def letter(chance: Random) -> bytes:
    made = EmailMessage()
    made["From"] = (
        f"{chance.choice(['Zoé Réunion', 'Conseil', 'x'])} <{chance.choice(PEOPLE).replace('Irène', 'irene')}>"
    )
    made["To"] = ", ".join(
        chance.sample(["claire@ac-poitiers.fr", "o'neil@ecole.example", "tous@x.fr"], 2)
    )
    made["Subject"] = sentence(chance)
    made["X-Spam-Level"] = "*" * chance.randrange(12)
    if chance.random() < 0.3:
        made["List-Id"] = f"Conseil <{chance.choice(['a', 'b'])}.lists.example>"
    if chance.random() < 0.5:
        made["X-Essai"] = sentence(chance)
    made.set_content(sentence(chance) + "\n" + "du texte\n" * chance.randrange(400))
    if chance.random() < 0.3:
        made.add_alternative(
            f"<style>réunion</style><p>{sentence(chance)}&eacute;</p>", subtype="html"
        )
    if chance.random() < 0.3:
        made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Conseil.pdf")
    return made.as_bytes()


def sentence(chance: Random) -> str:
    some = chance.sample(WORDS, 1 + chance.randrange(3))
    return chance.choice([str, str.upper, str.lower, str.title])(" ".join(some))


def told_by_pigeonhole(station: Station, folder: Path, script: str, octets: bytes) -> Told:
    (folder / "s.sieve").write_text(script)
    (folder / "m.eml").write_bytes(octets)
    asked = [
        "sieve-test",
        "-c",
        str(station.dovecot.conf / "dovecot.conf"),
        "-l",
        f"maildir:{folder}/mail",
    ]
    asked += ["-r", "moi@ac-nord.example", str(folder / "s.sieve"), str(folder / "m.eml")]
    ran = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=120)
    said = ran.stdout
    assert ran.returncode == 0, ran.stderr + script
    performed, _, kept = said.partition("Implicit keep:")
    folders = {m["folder"]: flags(m["more"]) for m in _STORE.finditer(performed)}
    implicit = _STORE.search(kept)
    stays = flags(implicit["more"]) if implicit else None
    return Told(folders, stays, [m["address"] for m in _FORWARD.finditer(performed)])


def flags(text: str) -> frozenset[str]:
    found = _FLAGS.search(text)
    said = found["flags"].split() if found else []
    return frozenset(
        "\\" + flag[1:].capitalize() if flag.startswith("\\") else flag for flag in said
    )


def told_by_us(rules: tuple[Rule, ...], octets: bytes) -> Told:
    outcome: Outcome = evaluate(rules, examine(octets, datetime.now(UTC)))
    forwards = list(dict.fromkeys(outcome.forwards))
    return Told(outcome.folders, outcome.flags if outcome.stays else None, forwards)


@pytest.fixture
def workshop() -> Iterator[Path]:
    """Open to the account that owns the mail, which sieve-test becomes."""
    with tempfile.TemporaryDirectory(prefix="preau-sieve-") as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def test_generated_rules_do_what_we_say_they_would(station: Station, workshop: Path) -> None:
    chance = Random(20261122)
    applied = 0
    for _ in range(SETS):
        rules = tuple(rule(chance, actions=VERBS) for _ in range(4))
        octets = letter(chance)
        ours = told_by_us(rules, octets)
        script = write(Script(rules))
        assert told_by_pigeonhole(station, workshop, script, octets) == ours, script
        applied += bool(ours.folders or ours.stays is None)
    assert applied > SETS // 4
