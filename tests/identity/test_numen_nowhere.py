"""After a whole activation no NUMEN lies anywhere in clear: database, logs, mail, keys, addresses."""

import sqlite3
from pathlib import Path

from django.conf import settings
from django.db import connection

from preau.formats.numen import Numen
from preau.identity.models import ActivationRequest
from preau.support.models import DeskRequest
from tests.house.installation import House
from tests.house.waiting import eventually
from tests.identity.newcomers import NEW, Newcomer, at, head, newcomer


def shapes(numen: Numen) -> list[str]:
    """Each way it is written or typed."""
    whole, spaced = str(numen), numen.spaced
    joined = [whole, spaced, spaced.replace(" ", "-"), spaced.replace(" ", "+")]
    joined += [spaced.replace(" ", "%20"), whole.replace("0", "O")]
    return sorted({one for shape in joined for one in (shape, shape.lower())})


def activate_in_every_way(house: House) -> list[Newcomer]:
    by_slip, by_mail, wrong = newcomer(house), newcomer(house).lives_at_home(), newcomer(house)
    visitor = at(house)
    visitor.post("/activate/", **by_slip.typed("ACDE-FGHJ-KMNP"))
    visitor.post("/activate/", **by_slip.typed(by_slip.slip()[1], numen=str(by_slip.numen).lower()))
    visitor.post("/activate/password", password=str(by_slip.numen), next="/activate/address")
    visitor.post("/activate/password", password=NEW, next="/activate/address")
    other = at(house)
    other.post("/activate/", **by_mail.typed())
    other.post("/activate/code", code=str(by_mail.numen))
    # Typed in the wrong field, and where it used to be the first password.
    thief = at(house)
    thief.post("/sign-in", identifier=str(wrong.numen), password=str(wrong.numen))
    thief.post("/activate/", **wrong.typed(str(wrong.numen)[:12]))
    thief.post("/recover/password", name=str(wrong.numen))
    thief.post("/recover/identifier", numen=str(by_slip.numen), birth="1990-09-09")
    ask = {"subject": "access", "name": "Nina", "contact": f"NUMEN {by_mail.numen}"}
    thief.post("/desk/", **ask, words=f"Mon NUMEN : {wrong.numen.spaced}")
    sylvie = head(house)
    sylvie.visitor().get("/console/slips/", q=wrong.account.family_name)
    assert DeskRequest.objects.filter(words="Mon NUMEN : (NUMEN)").count() == 1
    assert eventually(lambda: house.world.received_by(by_mail.home))
    assert eventually(lambda: ActivationRequest.objects.count() == 0)
    return [by_slip, by_mail, wrong]


def places_of(house: House) -> dict[str, bytes]:
    """Every file of the installation, the database as a backup makes it, and what left by mail."""
    files = {
        str(path): path.read_bytes()
        for root in (house.places.data, house.places.run)
        for path in root.rglob("*")
        if path.is_file() and "assets" not in path.parts and "static" not in path.parts
    }
    for number, letter in enumerate(house.world.letters):
        files[f"letter {number}"] = letter.octets
    return files


def backup(folder: Path) -> bytes:
    """As `sqlite3 .dump` writes it."""
    kept = sqlite3.connect(settings.DATABASES["default"]["NAME"])
    try:
        return "\n".join(kept.iterdump()).encode()
    finally:
        kept.close()


def test_no_numen_lies_anywhere_after_an_activation(house: House, tmp_path: Path) -> None:
    people = activate_in_every_way(house)
    places = places_of(house)
    if connection.vendor == "sqlite":
        places["backup"] = backup(tmp_path)
    sought = [shape.encode() for one in people for shape in shapes(one.numen)]
    found = {
        name: [shape for shape in sought if shape in octets] for name, octets in places.items()
    }
    assert {name: shapes for name, shapes in found.items() if shapes} == {}


def test_the_search_would_find_one(house: House) -> None:
    """What proves nothing when it finds nothing is shown to find something."""
    one = newcomer(house)
    path = house.places.data / "log" / "careless.log"
    path.write_text(f"refused: {one.numen.spaced.lower()}\n")
    try:
        sought = [shape.encode() for shape in shapes(one.numen)]
        hits = [
            name for name, octets in places_of(house).items() if any(s in octets for s in sought)
        ]
        assert hits == [str(path)]
    finally:
        path.unlink()
