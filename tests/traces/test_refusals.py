"""What only other servers' names could cause, told from the filter's own line, and its reasons."""

import re
from itertools import chain
from pathlib import Path

import pytest
from django.utils import translation

from preau.formats.maillog import Fact
from preau.web.missing.reasons import MEANINGS, reasons
from tests.house.fixtures import Engage
from tests.house.postbag import unique
from tests.traces.asking import ask, line_of, said
from tests.traces.test_noting import facts_of, tell

NOT_THEIRS = "It did not come from the servers of the sender that it names."
WORDS = "Its words are those of messages that people reported as junk."
ELSEWHERE = "The same message was reported as junk elsewhere."
REFUSED: list[tuple[str, dict[str, float], str, list[str]]] = [
    (
        "reject", {"DMARC_POLICY_REJECT": 2.0, "R_SPF_FAIL": 1.0},
        "It was refused: nothing proved who sent it.", [NOT_THEIRS],
    ),
    (
        "reject", {"R_SPF_FAIL": 1.0, "BAYES_SPAM": 5.1, "FUZZY_DENIED": 12.0},
        "It was refused as spam.", [ELSEWHERE, WORDS, NOT_THEIRS],
    ),
    ("reject", {"CLAM_VIRUS": 0.0}, "It was refused: it carried a virus.", []),
    (
        "reject", {"FROM_NOT_THEIRS": 0.0},
        "It was refused: the sender’s address is not right.", [],
    ),
    ("soft reject", {"GREYLIST": 0.0}, "It is late: its server was asked to try again.", []),
    ("soft reject", {"CLAM_VIRUS_FAIL": 0.0}, "It waits: the mailboxes were busy or resting.", []),
]  # fmt: skip


@pytest.mark.parametrize(("action", "symbols", "title", "told"), REFUSED)
def test_a_refusal_is_told_with_its_reasons(
    hire: Engage, action: str, symbols: dict[str, float], title: str, told: list[str]
) -> None:
    person, queue = hire(), unique("Q")
    (fact,) = facts_of(person, queue)["rspamd-test"]
    many: Fact = {f"R_{number}": 0.1 for number in range(20)}
    tell("rspamd-test", {**fact, "action": action, "symbols": {**many, **symbols}})
    page = ask(person, "irene@x.example")
    assert [one[0] for one in said(page)] == [title]
    assert [line_of(one) for one in page.all(".story-list li")] == told


@pytest.mark.parametrize(
    ("symbols", "told"),
    [
        ({}, ["Many small signs together, none of which is enough alone."]),
        ({"R_SPF_FAIL": 0.4}, ["Many small signs together, none of which is enough alone."]),
        ({"BAYES_SPAM": 3.0, "R_SPF_FAIL": 1.0}, [WORDS, NOT_THEIRS]),
        ({"R_SPF_FAIL": 1.0, "VIOLATED_DIRECT_SPF": 3.5}, [NOT_THEIRS]),
        ({"FUZZY_DENIED": 9.0, "GTUBE": 0.0}, [
            "It holds the line by which spam filters are tested.", ELSEWHERE,
        ]),
        ({"BAYES_HAM": -3.0, "MISSING_MID": 2.5}, [
            "It lacks what every ordinary message has, such as a date or an identifier.",
        ]),
        ({"SUSPICIOUS_BOUNDARY": 5.0}, [
            "It is built the way spam is: one large picture, disguised links.",
        ]),
        ({"FUZZY_DENIED": 9.0, "BAYES_SPAM": 5.0, "R_SPF_FAIL": 1.0, "MISSING_MID": 0.9}, [
            ELSEWHERE, WORDS, NOT_THEIRS,
        ]),
    ],
)  # fmt: skip
def test_the_heaviest_signs_are_said(symbols: dict[str, float], told: list[str]) -> None:
    with translation.override("en"):
        assert reasons(symbols) == told


OURS = {"GTUBE", "FROM_NOT_THEIRS"}


@pytest.mark.engines
def test_the_filter_knows_every_sign_we_have_words_for() -> None:
    """By what its own rules are called; two are in no file of the package."""
    names = set(chain.from_iterable(map(_names, _rules())))
    beginnings = {one for some, _ in MEANINGS for one in some}
    assert {one for one in beginnings if not any(n.startswith(one) for n in names)} == OURS


def _rules() -> list[Path]:
    folders = (Path("/etc/rspamd"), Path("/usr/share/rspamd"))
    return [p for f in folders for p in f.rglob("*") if p.suffix in {".conf", ".inc", ".lua"}]


def _names(path: Path) -> list[str]:
    return re.findall(r"\b[A-Z][A-Z0-9_]{3,}\b", path.read_text(errors="replace"))
