"""Sessions: written down, ended from elsewhere at once, over when nobody comes any more."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.utils import timezone

from preau.identity.actions.changing_password import change_password
from preau.identity.actions.opening import give_role
from preau.identity.actions.sessions import forget_over
from preau.identity.actions.suspending import reactivate, suspend
from preau.identity.models import Account, Role, Session
from preau.identity.sessions import SessionStore, digest
from preau.journal.models import Entry
from tests.house.cast import PASSWORD, Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually
from tests.web.test_live import listening

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
SCHOOL = "198.51.100.7"
HOME, SEASIDE = "203.0.113.9", "192.0.2.44"
_networks = count(2)
ComesIn = Callable[..., Visitor]


class Browsing(Visitor):
    """A visitor whose browser says what it is and where it stands, as the proxy in front does."""

    agent: str = FIREFOX
    address: str = HOME

    def request(
        self, verb: str, path: str, headers: dict[str, str], body: bytes | None = None
    ) -> Answer:
        told = {"User-Agent": self.agent, "X-Forwarded-For": self.address}
        return super().request(verb, path, told | headers, body)


def browser(
    house: House, *, agent: str = FIREFOX, address: str = HOME, academy: str = "poitiers"
) -> Browsing:
    made = Browsing(house.ports.web, house.host(academy))
    made.agent, made.address = agent, address
    return made


def sign_in(visitor: Visitor, person: Person, **more: str) -> Answer:
    return visitor.post("/sign-in", identifier=person.box, password=PASSWORD, **more)


def come_in(house: House, person: Person, *, shared: bool = False, **how: str) -> Browsing:
    visitor = browser(house, **how)
    answer = sign_in(visitor, person, **({"shared": "1"} if shared else {}))
    assert answer.status == 302
    return visitor


def session_of(visitor: Visitor) -> Session:
    return Session.objects.get(pk=digest(visitor.cookies["preau_session"]))


def is_in(visitor: Visitor, person: Person) -> bool:
    return visitor.get(person.path()).status == 200


def test_a_sign_in_is_written_down_in_plain_words(house: House, hire: Engage) -> None:
    person = hire()
    row = session_of(come_in(house, person))
    assert (row.account, row.browser, row.system, row.network, row.way, row.is_shared) == (
        person.account, "Firefox", "Windows", HOME, "password", False,
    )  # fmt: skip


def test_the_key_of_a_session_is_nowhere_in_the_database(house: House, hire: Engage) -> None:
    visitor = come_in(house, hire())
    key, row = visitor.cookies["preau_session"], session_of(visitor)
    kept = " ".join(str(value) for value in vars(row).values())
    assert (key in kept, SessionStore(row.pk).get("_auth_user_id")) == (False, None)


def test_the_page_of_sessions_says_which_one_is_this_one(house: House, hire: Engage) -> None:
    person = hire()
    here = come_in(house, person)
    come_in(house, person, agent=IPHONE, address=SCHOOL)
    page = here.get("/settings/sessions")
    names = [tag.get_text(" ", strip=True) for tag in page.all(".session-name")]
    assert names == ["Firefox on Windows This one", "Safari on iPhone"]
    assert "réseau pédagogique des établissements (198.51.100.7)" in page.words
    assert "203.0.113.0/24" in page.words


def test_a_session_ended_from_another_browser_is_over_at_once_on_every_process(
    house: House, hire: Engage
) -> None:
    person = hire()
    here, there = come_in(house, person), come_in(house, person, agent=IPHONE)
    answer = here.post("/settings/sessions", session=session_of(there).pk)
    after = [there.get(person.path()).status for _ in range(8)]
    assert (answer.location, after) == ("/settings/sessions", [302] * 8)
    assert here.follow(answer).toasts == [
        "This session was ended: Safari on iPhone, 203.0.113.0/24."
    ]
    assert is_in(here, person)


def test_ending_closes_its_stream_within_two_seconds(house: House, hire: Engage) -> None:
    person = hire()
    here, there = come_in(house, person), come_in(house, person)
    with listening(there) as ear, listening(here) as other:
        here.post("/settings/sessions", session=session_of(there).pk)
        eventually(lambda: ear.kinds("ended"), 2.0)
        assert other.kinds("ended") == []


def test_a_suspension_and_a_new_password_close_the_streams_too(house: House, hire: Engage) -> None:
    person, helper = hire(), hire("Inès")
    give_role(helper.account, Role.Kind.DESK)
    with listening(come_in(house, person)) as ear:
        suspend(person.account, helper.account)
        eventually(lambda: ear.kinds("ended"), 2.0)
    reactivate(person.account, helper.account)
    with listening(come_in(house, person)) as ear:
        change_password(person.account, "Ardoise-Mouillée-42!", network=HOME)
        eventually(lambda: ear.kinds("ended"), 2.0)
    assert Session.objects.filter(account=person.account).count() == 0


def test_signing_out_closes_the_stream_of_its_other_pages(house: House, hire: Engage) -> None:
    visitor = come_in(house, hire())
    with listening(visitor) as ear:
        visitor.post("/sign-out")
        eventually(lambda: ear.kinds("ended"), 2.0)


def test_all_others_are_ended_and_this_one_stays(house: House, hire: Engage) -> None:
    person = hire()
    here, *others = [come_in(house, person) for _ in range(3)]
    answer = here.post("/settings/sessions/others")
    assert here.follow(answer).toasts == ["2 sessions were ended."]
    assert [is_in(one, person) for one in (here, *others)] == [True, False, False]


def test_the_last_other_session_ends_in_one_tap(house: House, hire: Engage) -> None:
    person = hire()
    forgotten, phone = come_in(house, person, address=SCHOOL), come_in(house, person, agent=IPHONE)
    page = phone.get("/sessions/end-last")
    assert "Firefox on Windows, réseau pédagogique des établissements" in page.words
    answer = phone.post("/sessions/end-last")
    (toast,) = phone.follow(answer).toasts
    assert toast.startswith("This session was ended: Firefox on Windows, réseau")
    assert (is_in(forgotten, person), is_in(phone, person)) == (False, True)
    assert "No other session" in phone.get("/sessions/end-last").words


def test_somebody_elses_session_is_ended_like_one_that_does_not_exist(
    house: House, hire: Engage
) -> None:
    mine, theirs, colleague = come_in(house, hire()), hire("Karim"), hire("Odile", academy="paris")
    for other in (
        come_in(house, theirs), come_in(house, colleague, academy="paris"),
    ):  # fmt: skip
        row = session_of(other)
        asked = mine.post("/settings/sessions", session=row.pk)
        nobody = mine.post("/settings/sessions", session="0" * 64)
        assert (asked.status, nobody.status, asked.words) == (404, 404, nobody.words)
        assert Session.objects.filter(pk=row.pk).exists()


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
    import http.client
    from urllib.parse import urlencode

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


def age(visitor: Visitor, **past: float) -> None:
    """As if nobody had come since then."""
    rows = Session.objects.filter(pk=digest(visitor.cookies["preau_session"]))
    rows.update(seen_at=timezone.now() - timedelta(**past))


def test_nobody_for_ten_minutes_ends_the_session_of_a_shared_computer(
    house: House, hire: Engage
) -> None:
    person = hire()
    shared, usual = come_in(house, person, shared=True), come_in(house, person)
    for one in (shared, usual):
        age(one, minutes=9)
    assert (is_in(shared, person), is_in(usual, person)) == (True, True)
    for one in (shared, usual):
        age(one, minutes=11)
    answer = shared.get(person.path())
    assert answer.location == f"/sign-in?next=%2Fmail%2F{person.box}%2Finbox%2F&ended=idle"
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert is_in(usual, person)


def test_nobody_for_four_hours_ends_any_session(house: House, hire: Engage) -> None:
    person = hire()
    visitor = come_in(house, person)
    age(visitor, hours=4.1)
    entrance = visitor.follow(visitor.get(person.path()))
    assert "elle n’avait plus servi depuis un moment" in entrance.words


def test_a_session_ends_after_twelve_hours_whatever_one_does(house: House, hire: Engage) -> None:
    person = hire()
    visitor = come_in(house, person)
    row = session_of(visitor)
    visitor.post("/settings/reading", theme="dark")
    assert session_of(visitor).expires_at == row.expires_at
    Session.objects.filter(pk=row.pk).update(expires_at=timezone.now())
    assert not is_in(visitor, person)


def test_what_a_page_asks_by_itself_does_not_keep_a_session_open(
    house: House, hire: Engage
) -> None:
    visitor = come_in(house, hire(), shared=True)
    age(visitor, minutes=9)
    unasked = visitor.request("GET", "/sessions/left", {"X-Preau-Unasked": "1"}).json["left"]
    stayed = visitor.post("/sessions/stay").json["left"]
    assert (unasked, stayed) == (59, 599)


def test_last_activity_is_written_at_most_once_a_minute(house: House, hire: Engage) -> None:
    person = hire()
    visitor = come_in(house, person)
    first = session_of(visitor).seen_at
    visitor.get(person.path())
    assert session_of(visitor).seen_at == first
    age(visitor, seconds=61)
    visitor.get(person.path())
    assert session_of(visitor).seen_at > first


def test_a_shared_computer_is_told_to_keep_nothing_not_even_pictures(
    house: House, hire: Engage
) -> None:
    person = hire()
    visitor = come_in(house, person, shared=True)
    page = visitor.get(person.path())
    assert page.headers["cache-control"] == "no-store"
    assert len(page.all("[data-preau-shared-computer]")) == 1
    assert come_in(house, person).get(person.path()).all("[data-preau-shared-computer]") == []
    assert "preau_known" not in visitor.cookies


def test_the_network_of_schools_suggests_a_shared_computer(house: House) -> None:
    at_school, at_home = browser(house, address=SCHOOL), browser(house, address=HOME)
    ticked = [
        one.get("/sign-in").one("input[type=checkbox][name=shared]").has_attr("checked")
        for one in (at_school, at_home)
    ]
    assert ticked == [True, False]


def test_over_sessions_are_erased_and_ended_ones_stand_in_the_journal(
    house: House, hire: Engage
) -> None:
    person = hire()
    here, there = come_in(house, person), come_in(house, person)
    old = session_of(there)
    Session.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(hours=2))
    forget_over()
    assert not Session.objects.filter(pk=old.pk).exists()
    third = come_in(house, person, agent=IPHONE)
    here.post("/settings/sessions", session=session_of(third).pk)
    (entry,) = Entry.objects.filter(actor=person.login, verb="session.ended")
    assert entry.detail == {"browser": "Safari", "system": "iPhone", "place": HOME}


def test_a_save_does_not_bring_an_ended_session_back(house: House, hire: Engage) -> None:
    person: Person = hire()
    visitor = come_in(house, person)
    store = SessionStore(visitor.cookies["preau_session"])
    store["toasts"] = []
    Session.objects.filter(account=Account.objects.get(pk=person.account.pk)).delete()
    with pytest.raises(UpdateError):
        store.save()
    assert not is_in(visitor, person)
