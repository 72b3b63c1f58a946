"""The cookies of a session: worth nothing once stolen too late, planted, or carried to another académie."""

import http.client
from urllib.parse import urlencode

import pytest
from django.conf import settings

from preau.identity.models import Session
from preau.identity.sessions import SessionStore, digest
from tests.house.cast import PASSWORD, Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.visitor import Visitor
from tests.identity.browsers import SEASIDE, browser, come_in, is_in, sign_in


def test_a_cookie_stolen_before_sign_out_is_worth_nothing_after(house: House, hire: Engage) -> None:
    person = hire()
    visitor, thief = come_in(house, person), browser(house, address=SEASIDE)
    thief.cookies = dict(visitor.cookies)
    assert is_in(thief, person)
    visitor.post("/sign-out")
    assert (is_in(thief, person), thief.get("/settings/sessions").status) == (False, 302)


def test_a_key_that_was_planted_before_sign_in_opens_nothing_after(
    house: House, hire: Engage
) -> None:
    person, attacker = hire(), browser(house)
    planted = SessionStore()
    planted["toasts"] = []
    planted.create()
    victim = browser(house)
    victim.cookies["preau_session"] = attacker.cookies["preau_session"] = str(planted.session_key)
    sign_in(victim, person)
    assert (is_in(victim, person), is_in(attacker, person)) == (True, False)
    assert not Session.objects.filter(pk=digest(str(planted.session_key))).exists()


def test_two_academies_in_one_browser_do_not_see_each_others_session(
    house: House, hire: Engage
) -> None:
    claire, odile = hire("Claire"), hire("Odile", academy="paris")
    first = come_in(house, claire)
    stolen = browser(house, academy="paris")
    stolen.cookies = dict(first.cookies)
    assert stolen.get("/settings/sessions").status == 302
    second = come_in(house, odile, academy="paris")
    words = second.get("/settings/sessions").words
    assert ("nowhere else" in words, is_in(first, claire)) == (True, True)


@pytest.mark.parametrize("name", ["preau_session", "preau_known", "preau_shared"])
def test_cookies_are_closed_to_scripts_and_to_other_sites(
    house: House, hire: Engage, name: str
) -> None:
    visitor = browser(house)
    person = hire()
    said = set_cookies(visitor, person, shared=name == "preau_shared")
    assert [word in said[name] for word in ("HttpOnly", "SameSite=Lax", "Path=/")] == [True] * 3
    assert "Domain" not in said[name]


def test_an_ordinary_cookie_lasts_as_long_as_the_session_and_a_shared_one_as_the_browser(
    house: House, hire: Engage
) -> None:
    person = hire()
    usual = set_cookies(browser(house), person)["preau_session"]
    shared = set_cookies(browser(house), person, shared=True)["preau_session"]
    assert (f"Max-Age={settings.SESSION_COOKIE_AGE}" in usual, "Max-Age" in shared) == (True, False)
    assert "expires" not in shared.lower()


def set_cookies(visitor: Visitor, person: Person, *, shared: bool = False) -> dict[str, str]:
    """The Set-Cookie lines of a sign-in, by name: the visitor itself keeps only values."""
    visitor.get("/sign-in")
    line = http.client.HTTPConnection("127.0.0.1", visitor.port, timeout=30)
    fields = {"identifier": person.box, "password": PASSWORD} | ({"shared": "1"} if shared else {})
    headers = {
        "Host": visitor.host,
        "Origin": f"http://{visitor.host}",
        "X-CSRFToken": visitor.cookies["preau_csrf"],
        "Cookie": f"preau_csrf={visitor.cookies['preau_csrf']}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    line.request("POST", "/sign-in", urlencode(fields), headers)
    answer = line.getresponse()
    answer.read()
    line.close()
    said = answer.headers.get_all("set-cookie", [])
    return {one.partition("=")[0]: one for one in said}
