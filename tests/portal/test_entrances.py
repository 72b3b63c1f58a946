"""Every name and path that people kept leads to the right box (P-01, P-05, P-07)."""

import pytest

from preau.academies.registry import academies
from tests.house.cast import PASSWORD, Cast, Person
from tests.house.installation import House
from tests.house.visitor import Visitor

HOSTS = [
    (academy.slug, entrance.host) for academy in academies().all for entrance in academy.entrances
]


def at(house: House, host: str) -> Visitor:
    return Visitor(house.ports.web, f"{host}:{house.ports.web}")


def come_in(house: House, person: Person, host: str) -> str:
    fields = {"identifier": person.box, "password": PASSWORD}
    return at(house, host).post("/sign-in", fields).location


@pytest.mark.parametrize(("slug", "host"), HOSTS)
def test_every_entrance_shows_the_sign_in_of_its_academy(
    house: House, slug: str, host: str
) -> None:
    page = at(house, host).get("/")
    assert (page.status, page.one("html")["class"]) == (200, [f"accent-{slug}"])


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("portail.ac-amiens.fr", "/alogin"),
        ("portail.ac-amiens.fr", "/alogin/"),
        ("messagerie.ac-poitiers.fr", "/iwc_static/layout/login.html?lang=fr"),
        ("webmail.ac-montpellier.fr", "/roundcube/?_task=mail&_mbox=INBOX"),
        ("webmail.ac-paris.fr", "/SOGo/so/jdupont/Mail/view"),
        ("webmail.ac-paris.fr", "/sogo"),
    ],
)
def test_an_old_bookmark_leads_home(house: House, host: str, path: str) -> None:
    answer = at(house, host).get(path)
    assert (answer.status, answer.location) == (302, "/")


@pytest.mark.parametrize(
    ("host", "path"),
    [("messagerie.ac-poitiers.fr", "/alogin"), ("webmail.ac-paris.fr", "/iwcx"), ("webmail.ac-paris.fr", "/nowhere")],
)  # fmt: skip
def test_any_other_path_is_not_here(house: House, host: str, path: str) -> None:
    assert at(house, host).get(path).status == 404


def test_what_is_sent_to_an_old_bookmark_is_not_answered(house: House) -> None:
    assert at(house, "webmail.ac-paris.fr").post("/SOGo/connect").status == 404


def test_the_entrance_of_functional_boxes_opens_the_one_that_a_person_works_in(
    house: House, cast: Cast
) -> None:
    landed = come_in(house, cast.claire, "bal.ac-poitiers.fr")
    assert landed == f"/mail/{cast.school.slug}/inbox/"


def test_the_other_entrance_opens_the_same_persons_own(house: House, cast: Cast) -> None:
    landed = come_in(house, cast.claire, "messagerie.ac-poitiers.fr")
    assert landed == cast.claire.path()


def test_who_works_in_no_functional_box_comes_to_their_own_by_any_entrance(
    house: House, cast: Cast
) -> None:
    assert come_in(house, cast.karim, "bal.ac-poitiers.fr") == cast.karim.path()


def test_the_bare_address_opens_the_same_box_as_signing_in(house: House, cast: Cast) -> None:
    visitor = at(house, "bal.ac-poitiers.fr")
    visitor.post("/sign-in", {"identifier": cast.claire.box, "password": PASSWORD})
    assert visitor.get("/").location == f"/mail/{cast.school.slug}/inbox/"


def test_nobody_comes_in_by_the_entrance_of_another_academy(house: House, cast: Cast) -> None:
    fields = {"identifier": cast.odile.box, "password": PASSWORD}
    assert at(house, "bal.ac-poitiers.fr").post("/sign-in", fields).status == 401
