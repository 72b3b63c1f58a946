"""What may be a password: each rule, on the passwords that people really try."""

from datetime import date
from hashlib import sha1
from pathlib import Path

import pytest
from django.utils import translation

from preau.identity.models import Account, Person
from preau.identity.passwords.commons import is_common
from preau.identity.passwords.leaked import holds
from preau.identity.passwords.rules import EXAMPLES, faults
from preau.identity.passwords.spellings import holds_day

NAMES = "Neither your name nor a first name."
BIRTH = "Not your birth date, in any writing, nor its year."
COMMON = "Not one that everybody tries: a common word, a place, a year."
KNOWN = "Not one that is known to have leaked, nor our example."
SIGN = "A sign that is neither letter nor figure, such as ! - , or a space."


def claire() -> Account:
    return Account(
        academy="poitiers",
        identifier="clefevre",
        given_name="Claire",
        family_name="Lefèvre-D’Alès",
        person=Person(birth_date=date(1984, 3, 14)),
    )


@pytest.mark.parametrize(
    ("password", "refused"),
    [
        ("Ovale-Tramway-61", []),
        ("Le hérisson dort à 3 h", []),
        ("Lp,23cs9bo!p", []),
        ("Ovale-Tram6", ["At least 12 signs."]),
        ("ovale-tramway-61", ["A capital letter."]),
        ("OVALE-TRAMWAY-61", ["A small letter."]),
        ("Ovale-Tramway-", ["A figure."]),
        ("OvaleTramway61", [SIGN]),
        ("Lefevre-Tramway-61", [NAMES]),
        ("L3f3vre-Tramway-61", [NAMES]),
        ("Ovale-dales-61", [NAMES]),
        ("!clefevre-Ovale61", [NAMES]),
        ("MathildeOvale-61", [NAMES]),
        ("M@th1lde-Ovale-61", [NAMES]),
        ("Matinee-Ovale-61!", []),
        ("Ovale-14/03/1984", [BIRTH]),
        ("Tramway-140384!", [BIRTH]),
        ("Tramway-14mars84!", [BIRTH]),
        ("Azerty-123456!", [COMMON]),
        ("P0itiers-2026!", [COMMON]),
        ("MotDePasse-2026", [COMMON]),
        ("Rentrée-2026-!!", [COMMON]),
        ("Soleil-Vacances-9", [COMMON]),
        ("Aa1!Aa1!Aa1!Aa1!", [COMMON]),
        (EXAMPLES["fr"], [KNOWN]),
        (f"{EXAMPLES['en']}9", [KNOWN]),
        ("soleil", ["At least 12 signs.", "A capital letter.", "A figure.", SIGN, COMMON]),
    ],
)  # fmt: skip
def test_each_rule_that_is_not_kept_is_one_sentence(password: str, refused: list[str]) -> None:
    with translation.override("en"):
        assert faults(password, claire()) == refused


@pytest.mark.parametrize(
    "written",
    [
        "14031984", "140384", "14/03/1984", "14-3-84", "14.03.84", "19840314", "1984-03-14",
        "840314", "03141984", "14mars", "14 mars 1984", "14Mars84", "14march", "1984", "1431984",
    ],
)  # fmt: skip
def test_a_birth_date_is_seen_in_every_usual_writing(written: str) -> None:
    assert holds_day(f"Ovale{written}!Tram", date(1984, 3, 14))


@pytest.mark.parametrize("written", ["14h03", "14031", "mars", "1948", "4840"])
def test_another_number_is_no_birth_date(written: str) -> None:
    assert not holds_day(f"Ovale-{written}-Tram", date(1984, 3, 14))


@pytest.mark.parametrize("password", ["123456789012", "2026-2026-2026", "azertyazerty", "ÉtéÉté!!"])
def test_figures_alone_and_doubled_words_are_common(password: str) -> None:
    assert is_common(password)


@pytest.mark.parametrize("length", [40, 16])
@pytest.mark.parametrize("tail", ["", ":12"])
def test_a_leaked_one_is_found_wherever_it_stands_in_the_file(
    tmp_path: Path, length: int, tail: str
) -> None:
    leaked = [f"fuite-{number}" for number in range(1000)]
    digests = sorted(sha1(one.encode()).hexdigest().upper()[:length] for one in leaked)
    file = tmp_path / "leaked"
    file.write_text("".join(f"{digest}{tail}\n" for digest in digests))
    assert [one for one in leaked if not holds(file, one)] == []
    assert [n for n in range(1000) if holds(file, f"autre-{n}")] == []


def test_an_empty_file_and_one_without_a_last_line_end_are_read_as_well(tmp_path: Path) -> None:
    file = tmp_path / "leaked"
    file.write_text("")
    assert not holds(file, "fuite")
    file.write_text(sha1(b"fuite").hexdigest())
    assert holds(file, "fuite")
    assert not holds(file, "autre")
