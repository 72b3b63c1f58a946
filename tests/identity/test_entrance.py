"""The entrance: who comes in, who does not, and what is left behind."""

from itertools import count

import pytest

from preau.identity.models import Account
from tests.house.cast import PASSWORD, Cast, Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import SECRET
from tests.house.visitor import Answer, Visitor

WRONG = f"{SECRET}-fausse"
_networks = count(2)


def at(house: House, academy: str = "poitiers", *, source: str = "") -> Visitor:
    """Each test from a network of its own: wrong tries are counted by network, too."""
    return Visitor(
        house.ports.web, house.host(academy), source=source or f"127.0.7.{next(_networks)}"
    )


def comes_in(visitor: Visitor, name: str, password: str = PASSWORD, **more: str) -> Answer:
    return visitor.post("/sign-in", identifier=name, password=password, **more)


def inbox(person: Person) -> str:
    return f"/mail/{person.box}/inbox/"


def said(answer: Answer) -> str:
    """The page without what was typed and its token."""
    soup = answer.soup
    for field in soup.select("input[name=csrfmiddlewaretoken], input[name=identifier]"):
        field["value"] = ""
    return str(soup)


def test_the_identifier_and_the_password_open_the_inbox(house: House, cast: Cast) -> None:
    visitor = at(house)
    answer = comes_in(visitor, cast.claire.box)
    opened = visitor.follow(answer)
    assert (answer.status, opened.status) == (302, 200)
    assert opened.url.endswith(inbox(cast.claire))


def test_the_address_serves_as_well_as_the_identifier(house: House, cast: Cast) -> None:
    visitor = at(house)
    opened = visitor.follow(comes_in(visitor, cast.claire.address))
    assert opened.url.endswith(inbox(cast.claire))


def test_spaces_and_capitals_in_the_identifier_do_not_count(house: House, cast: Cast) -> None:
    visitor = at(house)
    answer = comes_in(visitor, f" {cast.claire.box.upper()} ")
    assert answer.status == 302


def test_a_wrong_identifier_and_a_wrong_password_give_the_same_answer(
    house: House, cast: Cast
) -> None:
    visitor = at(house)
    nobody = comes_in(visitor, "personne-de-ce-nom")
    mistyped = comes_in(visitor, cast.claire.box, WRONG)
    assert (nobody.status, mistyped.status) == (401, 401)
    assert said(nobody) == said(mistyped)


def test_a_wrong_password_is_not_printed_again(house: House, cast: Cast) -> None:
    answer = comes_in(at(house), cast.claire.box, WRONG)
    assert WRONG not in answer.text
    assert answer.one("#identifier")["value"] == cast.claire.box


def test_an_account_of_another_academie_does_not_exist_here(house: House, cast: Cast) -> None:
    stranger = comes_in(at(house), cast.odile.box)
    assert stranger.status == 401
    assert said(stranger) == said(comes_in(at(house), "personne"))


def test_an_address_of_another_academie_does_not_open_its_account_here(
    house: House, cast: Cast
) -> None:
    assert comes_in(at(house), cast.odile.address).status == 401
    assert comes_in(at(house, "paris"), cast.odile.address).status == 302


def test_who_is_suspended_gets_the_answer_of_a_wrong_password(house: House, cast: Cast) -> None:
    suspended = comes_in(at(house), cast.nadia.box)
    assert suspended.status == 401
    assert said(suspended) == said(comes_in(at(house), "personne"))


def test_a_suspension_ends_the_sessions_that_are_open(house: House, hire: Engage) -> None:
    person = hire("Nadia")
    visitor = person.visitor()
    assert visitor.get(inbox(person)).status == 200
    person.account.state = Account.State.SUSPENDED
    person.account.save()
    answer = visitor.get(inbox(person))
    assert (answer.status, answer.location.partition("?")[0]) == (302, "/sign-in")


def test_a_changed_password_ends_the_sessions_that_are_open(house: House, hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    person.account.set_password(f"{PASSWORD}-autre")
    person.account.save()
    assert visitor.get(inbox(person)).status == 302


def test_eight_wrong_tries_from_one_network_make_that_person_wait_there(
    house: House, hire: Engage
) -> None:
    person, visitor = hire(), at(house)
    tries = [comes_in(visitor, person.box, f"{WRONG}{number}").status for number in range(9)]
    assert tries == [401] * 8 + [429]
    assert comes_in(visitor, person.box).status == 429
    assert comes_in(at(house), person.box).status == 302


def test_a_colleague_on_the_same_network_still_comes_in(house: House, hire: Engage) -> None:
    person, visitor = hire(), at(house)
    for number in range(9):
        comes_in(visitor, person.box, f"{WRONG}{number}")
    assert comes_in(at(house, source=visitor.source), hire("Karim").box).status == 302


def test_the_throttle_answers_alike_for_who_exists_and_who_does_not(
    house: House, hire: Engage
) -> None:
    person, visitor = hire(), at(house)
    for number in range(8):
        comes_in(visitor, person.box, f"{WRONG}{number}")
        comes_in(visitor, "personne-ici", f"{WRONG}{number}")
    real, nobody = comes_in(visitor, person.box), comes_in(visitor, "personne-ici")
    assert (real.status, nobody.status) == (429, 429)
    assert said(real) == said(nobody)


def test_sign_in_changes_the_session_so_that_a_planted_one_is_worth_nothing(
    house: House, cast: Cast
) -> None:
    visitor = at(house)
    visitor.get("/sign-in")
    visitor.cookies["preau_session"] = "planted0000000000000000000000000"
    comes_in(visitor, cast.claire.box)
    assert visitor.cookies["preau_session"] != "planted0000000000000000000000000"


def test_the_session_cookie_is_closed_to_scripts_and_other_sites(house: House, cast: Cast) -> None:
    visitor = at(house)
    cookie = comes_in(visitor, cast.claire.box).headers["set-cookie"]
    assert [word in cookie for word in ("HttpOnly", "SameSite=Lax")] == [True, True]


def test_a_form_without_its_token_is_refused(house: House, cast: Cast) -> None:
    visitor = at(house)
    visitor.cookies["preau_csrf"] = "forged"
    assert comes_in(visitor, cast.claire.box).status == 403


def test_a_form_posted_from_another_site_is_refused(house: House, cast: Cast) -> None:
    visitor = cast.claire.visitor()
    visitor.get("/sign-in")
    headers = {
        "Origin": "https://evil.example",
        "X-CSRFToken": visitor.cookies.get("preau_csrf", ""),
        "Content-Type": "application/x-www-form-urlencoded",
    }
    answer = visitor.request("POST", "/sign-out", headers, b"")
    assert (answer.status, visitor.get(inbox(cast.claire)).status) == (403, 200)


def test_sign_out_clears_the_browser_and_going_back_shows_nothing(house: House, cast: Cast) -> None:
    visitor = at(house)
    page = visitor.follow(comes_in(visitor, cast.claire.box))
    kept = dict(visitor.cookies)
    out = visitor.post("/sign-out")
    assert out.headers["clear-site-data"] == '"cache", "storage"'
    assert page.headers["cache-control"] == "no-store"
    assert (out.status, out.location) == (302, "/sign-in")
    visitor.cookies = kept
    assert visitor.get(inbox(cast.claire)).location.partition("?")[0] == "/sign-in"


def test_sign_out_by_a_link_does_nothing(house: House, cast: Cast) -> None:
    visitor = cast.claire.visitor()
    assert visitor.get("/sign-out").status == 405
    assert visitor.get(inbox(cast.claire)).status == 200


def test_who_is_not_signed_in_comes_back_to_the_page_they_asked_for(
    house: House, cast: Cast
) -> None:
    visitor, wanted = at(house), f"/mail/{cast.claire.box}/sent/?filter=unread"
    entrance = visitor.follow(visitor.get(wanted))
    after = comes_in(visitor, cast.claire.box, next=str(entrance.one("input[name=next]")["value"]))
    assert after.location == wanted


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_sign_in_never_leads_to_another_site(house: House, cast: Cast, place: str) -> None:
    answer = comes_in(at(house), cast.claire.box, next=place)
    assert answer.headers["location"] == inbox(cast.claire)


def test_a_script_without_a_session_gets_401_and_where_to_sign_in(house: House, cast: Cast) -> None:
    answer = at(house).get(inbox(cast.claire), htmx={})
    assert answer.status == 401
    assert (
        answer.headers["x-preau-sign-in"] == f"/sign-in?next=%2Fmail%2F{cast.claire.box}%2Finbox%2F"
    )


def test_who_is_signed_in_passes_the_entrance_by(house: House, cast: Cast) -> None:
    visitor = cast.claire.visitor()
    assert visitor.follow(visitor.get("/sign-in")).url.endswith(inbox(cast.claire))


@pytest.mark.parametrize(
    ("academy", "name"),
    [
        ("poitiers", "Académie de Poitiers"),
        ("paris", "Académie de Paris"),
        ("montpellier", "Académie de Montpellier"),
        ("amiens", "Académie d’Amiens"),
    ],
)
def test_each_host_name_shows_its_own_academie(house: House, academy: str, name: str) -> None:
    answer = at(house, academy).get("/sign-in")
    words = answer.words.replace("'", "’")
    assert (answer.status, name in words, answer.one("html")["class"]) == (
        200, True, [f"accent-{academy}"],
    )  # fmt: skip


def test_an_unknown_host_is_told_where_the_entrances_are_and_nothing_else(house: House) -> None:
    visitor = at(house)
    visitor.host = "evil.example"
    answer = visitor.get("/sign-in")
    assert (answer.status, len(answer.all(".entrances a"))) == (404, 4)
    assert answer.all("form") == []


def test_a_session_of_poitiers_is_nobody_in_paris(house: House, cast: Cast) -> None:
    visitor = cast.claire.visitor()
    visitor.host = house.host("paris")
    answer = visitor.get(inbox(cast.claire))
    assert (answer.status, answer.location.partition("?")[0]) == (302, "/sign-in")
