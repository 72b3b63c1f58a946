"""An académie's logo on its pages: at the entrance, above every page, and nowhere else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from preau.academies.registry import academies
from tests.house.cast import Person
from tests.house.fixtures import Engage

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def _poitiers_has_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """To this process."""
    for file in Path(settings.ACADEMIES_FOLDER).glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text())
    ours = tmp_path / "poitiers.toml"
    before, look, after = ours.read_text().partition("[look]")
    rest = after[after.index("\n") :]
    ours.write_text(f'{before}{look}\nlogo = "blason.svg"{rest}')
    (tmp_path / "blason.svg").write_bytes(DRAWING)
    monkeypatch.setattr(settings, "ACADEMIES_FOLDER", str(tmp_path))
    academies.cache_clear()
    yield
    academies.cache_clear()


def client(person: Person, *, signed_in: bool) -> Client:
    visitor = person.visitor()
    made = Client(headers={"host": visitor.host})
    if signed_in:
        made.cookies["preau_session"] = visitor.cookies["preau_session"]
    return made


def logos(page: bytes) -> list[str]:
    return [str(one["src"]) for one in BeautifulSoup(page, "html.parser").select("img.brand-logo")]


def test_it_stands_at_the_entrance_and_above_every_page(hire: Engage) -> None:
    person = hire()
    entrance = client(person, signed_in=False).get("/sign-in")
    within = client(person, signed_in=True).get("/settings/templates/")
    assert (logos(entrance.content), logos(within.content)) == (["/logo"], ["/logo"])


def test_it_is_a_picture_that_does_nothing(hire: Engage) -> None:
    answer = client(hire(), signed_in=False).get("/logo")
    assert (answer.content, answer["Content-Type"]) == (DRAWING, "image/svg+xml")
    assert answer["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )


def test_another_academie_has_none(hire: Engage) -> None:
    elsewhere = client(hire(academy="paris"), signed_in=False)
    assert elsewhere.get("/logo").status_code == 404
    assert logos(elsewhere.get("/sign-in").content) == []
