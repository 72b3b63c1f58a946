"""The people: made up, named by the académies' rule."""

import re
import tomllib
from pathlib import Path

import pytest

from preau.formats import uai
from preau.ops.demo import PASSWORD, cast

ACADEMIES = ["poitiers", "paris", "montpellier", "amiens"]
DATA = Path(__file__).parents[3] / "academies"


@pytest.mark.parametrize("academy", ACADEMIES)
def test_each_academy_has_twelve_people_and_a_box(academy):
    members = cast(academy)
    assert [m.part for m in members] == [
        "main", "colleague", "maths", "eps", "head", "cpe", "secretary", "manager", "inspector",
        "office", "support", "primary", "box",
    ]  # fmt: skip
    assert {m.role for m in members} == {
        "teacher", "head", "cpe", "secretary", "administrative", "inspector", "support",
        "functional",
    }  # fmt: skip
    assert [m.part for m in members if m.is_main] == ["main"]


@pytest.mark.parametrize("academy", ACADEMIES)
def test_everybody_is_marked_as_demonstration(academy):
    for member in cast(academy):
        assert member.is_demo
        assert "démonstration" in member.note.lower()
        assert "démonstration" in member.school.name


@pytest.mark.parametrize("academy", ACADEMIES)
def test_identifiers_and_addresses_are_plain_and_unique(academy):
    members = cast(academy)
    data = tomllib.loads((DATA / f"{academy}.toml").read_text(encoding="utf-8"))
    assert {m.domain for m in members} == {data["domains"][0]}
    for names in ([m.identifier for m in members], [m.address for m in members]):
        assert len(set(names)) == len(members)
    for member in members:
        assert re.fullmatch(r"[a-z][a-z0-9.]+", member.identifier)
        assert re.fullmatch(r"[a-z0-9.-]+@ac-[a-z]+\.fr", member.address)


def test_two_people_of_one_name_get_a_digit():
    identifiers = {m.part: m.identifier for m in cast("amiens")}
    assert (identifiers["main"], identifiers["colleague"]) == ("jlefevrier", "jlefevrier1")


def test_the_rule_on_difficult_names():
    by_part = {m.part: m for m in cast("poitiers")}
    assert by_part["colleague"].login == "bdalonzac@ac-poitiers.fr"
    assert by_part["manager"].address == "gaetan.le-bihannic@ac-poitiers.fr"
    assert by_part["primary"].address == "elodie.charpentier-royer@ac-poitiers.fr"


@pytest.mark.parametrize("academy", ACADEMIES)
def test_the_school_has_a_valid_code_and_a_box_with_people_in_it(academy):
    *people, box = cast(academy)
    assert uai.is_valid(box.school.uai)
    assert box.address == f"ce.{box.school.uai.lower()}@ac-{academy}.fr"
    assert [m.part for m in people if box.address in m.works_in] == ["head", "secretary"]


def test_one_box_is_nearly_full():
    full = [(a, m.part) for a in ACADEMIES for m in cast(a) if m.is_nearly_full]
    assert full == [("paris", "eps")]


def test_the_password_meets_the_rule():
    for sign in (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]", r".{12}"):
        assert re.search(sign, PASSWORD)
