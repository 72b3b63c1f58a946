"""Sessions: written down, and ended from elsewhere at once."""

import time
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.utils import timezone

from preau.identity.actions.changing_password import change_password
from preau.identity.actions.opening import give_role
from preau.identity.actions.sessions import forget_over
from preau.identity.actions.suspending import reactivate, suspend
from preau.identity.models import Account, Role, Session
from preau.identity.sessions import SessionStore
from preau.journal.models import Entry
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.listening import listening
from tests.house.waiting import eventually
from tests.identity.browsers import HOME, IPHONE, SCHOOL, come_in, is_in, session_of


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
    assert "Réseau pédagogique des établissements (198.51.100.7)" in page.words
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
        done = time.monotonic()
        eventually(lambda: ear.kinds("ended"))
        assert [when - done < 2.0 for kind, _, when in ear.heard if kind == "ended"] == [True]
        assert other.kinds("ended") == []


def test_a_suspension_and_a_new_password_close_the_streams_too(house: House, hire: Engage) -> None:
    person, helper = hire(), hire("Inès")
    give_role(helper.account, Role.Kind.DESK)
    with listening(come_in(house, person)) as ear:
        suspend(person.account, helper.account)
        eventually(lambda: ear.kinds("ended"))
    reactivate(person.account, helper.account)
    with listening(come_in(house, person)) as ear:
        change_password(person.account, "Ardoise-Mouillée-42!", network=HOME)
        eventually(lambda: ear.kinds("ended"))
    assert Session.objects.filter(account=person.account).count() == 0


def test_signing_out_closes_the_stream_of_its_other_pages(house: House, hire: Engage) -> None:
    visitor = come_in(house, hire())
    with listening(visitor) as ear:
        visitor.post("/sign-out")
        eventually(lambda: ear.kinds("ended"))


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
