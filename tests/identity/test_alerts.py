"""Browsers that are told what touches the safety of an account, even closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.utils import timezone

from preau.identity.actions import sessions
from preau.identity.actions.changing_password import change_password
from preau.identity.actions.opening import give_role
from preau.identity.actions.pushing import LAST_WORD, LEFT_FOR, MOST, forget_left, push
from preau.identity.actions.suspending import suspend
from preau.identity.claiming import PAUSES, put_off
from preau.identity.models import Account, Push, PushSubscription, Role, Session
from preau.identity.queries import told_browsers
from preau.journal.models import Entry
from tests.house.cast import PASSWORD, Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.push_service import FakeBrowser, PushService, taking
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually
from tests.identity.browsers import IPHONE, SEASIDE, come_in, session_of, sign_in
from tests.identity.test_recovery import NEW, at, link_for, with_second_address

PAGE = "/settings/security/alerts"


@pytest.fixture
def service(house: House) -> Iterator[PushService]:
    with taking(urlsplit(settings.PUSH_SERVICES[0]).port or 0) as made:
        yield made


def choose(visitor: Visitor, fake: FakeBrowser) -> Answer:
    return visitor.post(PAGE, **fake.given)


@dataclass(frozen=True)
class Two:
    """A person who chose two browsers."""

    person: Person
    visitor: Visitor
    here: FakeBrowser
    other: Visitor
    there: FakeBrowser


@pytest.fixture
def two(house: House, hire: Engage, service: PushService) -> Two:
    person, here, there = hire(), FakeBrowser(service.origin), FakeBrowser(service.origin)
    visitor, other = come_in(house, person), come_in(house, person, agent=IPHONE)
    choose(visitor, here)
    choose(other, there)
    return Two(person, visitor, here, other, there)


def chosen(person: Person) -> list[str]:
    return [urlsplit(one).path for one in endpoints(person.account)]


def all_handed_in(person: Person) -> bool:
    """Waits until nothing is left to be told to their browsers."""
    mine = Push.objects.filter(subscription__account=person.account)
    return eventually(lambda: not mine.exists())


def endpoints(account: Account) -> list[str]:
    mine = PushSubscription.objects.filter(account=account).order_by("pk")
    return list(mine.values_list("endpoint", flat=True))


def test_a_sign_in_from_a_new_place_reaches_a_browser_that_is_closed(
    house: House, hire: Engage, service: PushService
) -> None:
    person, fake = hire("Claire"), FakeBrowser(service.origin)
    visitor = come_in(house, person)
    assert visitor.follow(choose(visitor, fake)).toasts == ["This browser is alerted from now on."]
    come_in(house, person, agent=IPHONE, address=SEASIDE)
    (taken,) = service.waits_for(fake.path)
    assert fake.words(taken) == {
        "title": "Académie de Poitiers",
        "body": "Somebody has just signed in to your account: Safari on iPhone, 192.0.2.0/24.",
        "lang": "en",
        "url": "/settings/activity",
    }
    assert all_handed_in(person)


def test_a_changed_password_is_told_in_one_sentence(
    house: House, hire: Engage, service: PushService
) -> None:
    person, fake = hire("Karim"), FakeBrowser(service.origin)
    visitor = come_in(house, person)
    choose(visitor, fake)
    change_password(
        person.account, "Ardoise-Mouillée-42!", network="", but=visitor.cookies["preau_session"]
    )
    (taken,) = service.waits_for(fake.path)
    assert fake.words(taken)["body"] == "The password of your account was changed"


def test_the_browsers_that_a_new_password_ends_are_told_so_and_nothing_after(
    two: Two, service: PushService
) -> None:
    person, here, there = two.person, two.here, two.there
    two.visitor.post("/settings/security/password", present=PASSWORD, password=NEW)
    (taken,) = service.waits_for(there.path)
    assert there.words(taken)["body"] == "The password of your account was changed"
    shown = two.visitor.get(PAGE)
    assert [one.get_text() for one in shown.all(".session-name strong")] == ["Firefox on Windows"]
    left = PushSubscription.objects.filter(endpoint=there.endpoint)
    left.update(left_at=timezone.now() - LAST_WORD - timedelta(seconds=1))
    assert push(person.account, "Un essai") == 1
    all_handed_in(person)
    assert (forget_left(), chosen(person)) == (1, [here.path])


def test_a_password_chosen_after_recovery_is_told_where_the_owner_was(
    house: House, hire: Engage, service: PushService
) -> None:
    person, fake = with_second_address(hire()), FakeBrowser(service.origin)
    choose(come_in(house, person), fake)
    stranger = at(house)
    stranger.post("/recover/password", name=person.box)
    stranger.post(link_for(house, person), password=NEW)
    said = "Your password was changed"
    assert eventually(lambda: said in [fake.words(one)["body"] for one in service.at(fake.path)])
    assert told_browsers(person.account).count() == 0


def test_the_page_lists_who_is_told_and_removes_it(two: Two) -> None:
    person, visitor = two.person, two.visitor
    page = visitor.get(PAGE)
    assert [one.get_text() for one in page.all(".session-name strong")] == [
        "Firefox on Windows", "Safari on iPhone",
    ]  # fmt: skip
    assert "2 browsers" in visitor.get("/settings/security").words
    other = page.one("[aria-labelledby=others] form")
    told = visitor.follow(visitor.post(str(other["action"])))
    assert told.toasts == ["Not alerted any more: Safari on iPhone."]
    assert chosen(person) == [two.here.path]
    verbs = Entry.objects.filter(actor=person.login, verb__startswith="alerts.").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "alerts.begun", "alerts.begun", "alerts.ended",
    ]  # fmt: skip
    assert "Alerts were switched off in a browser: Safari on iPhone." in (
        visitor.get("/settings/activity").words
    )


def test_a_trial_reaches_this_browser_alone(house: House, two: Two, service: PushService) -> None:
    two.visitor.post(f"{PAGE}/trial")
    (taken,) = service.waits_for(two.here.path)
    assert two.here.words(taken)["body"] == "A trial: alerts reach this browser."
    assert all_handed_in(two.person)
    assert service.at(two.there.path) == []
    assert come_in(house, two.person).post(f"{PAGE}/trial").status == 404


def test_a_shared_computer_is_never_told(house: House, hire: Engage, service: PushService) -> None:
    person, fake = hire(), FakeBrowser(service.origin)
    visitor = come_in(house, person, shared=True)
    page = visitor.get(PAGE)
    assert page.all("[data-preau-alerts-begin]") == []
    assert "this computer is shared" in page.words
    assert (choose(visitor, fake).status, chosen(person)) == (403, [])


def test_a_computer_that_becomes_shared_is_told_no_more(
    house: House, hire: Engage, service: PushService
) -> None:
    person, fake = hire(), FakeBrowser(service.origin)
    visitor = come_in(house, person)
    choose(visitor, fake)
    Session.objects.filter(pk=session_of(visitor).pk).update(seen_at=timezone.now() - timedelta(9))
    assert sign_in(visitor, person, shared="1").status == 302
    assert chosen(person) == []


def test_signing_out_ends_it_here(two: Two) -> None:
    two.visitor.post("/sign-out")
    assert chosen(two.person) == [two.there.path]


def test_a_session_that_ends_by_its_age_leaves_it_and_the_next_one_takes_it_over(
    house: House, hire: Engage, service: PushService
) -> None:
    person, fake = hire(), FakeBrowser(service.origin)
    visitor = come_in(house, person)
    choose(visitor, fake)
    long_ago = timezone.now() - timedelta(days=2)
    Session.objects.filter(pk=session_of(visitor).pk).update(expires_at=long_ago)
    sessions.forget_over()
    assert PushSubscription.objects.get(account=person.account).session is None
    assert sign_in(visitor, person).status == 302
    assert PushSubscription.objects.get(account=person.account).session == session_of(visitor)
    assert len(visitor.get(PAGE).all("[data-preau-alerts-end]")) == 1
    visitor.post("/sign-out")
    assert chosen(person) == []


def test_ending_the_other_sessions_ends_theirs_and_keeps_ones_own(
    house: House, hire: Engage, service: PushService
) -> None:
    person = hire()
    here, there, gone = (FakeBrowser(service.origin) for _ in range(3))
    visitor, other, third = (come_in(house, person) for _ in range(3))
    for one, fake in ((visitor, here), (other, there), (third, gone)):
        choose(one, fake)
    PushSubscription.objects.filter(endpoint=gone.endpoint).update(session=None)
    visitor.post("/settings/sessions/others")
    assert chosen(person) == [here.path]


def test_an_account_that_is_suspended_is_told_nothing_more(
    house: House, hire: Engage, service: PushService
) -> None:
    person, chief = hire(), hire("Nadia")
    give_role(chief.account, Role.Kind.ADMINISTRATOR)
    choose(come_in(house, person), FakeBrowser(service.origin))
    suspend(person.account, chief.account)
    assert chosen(person) == []


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(
    house: House, hire: Engage, service: PushService, status: int
) -> None:
    person, fake = hire(), FakeBrowser(service.origin)
    choose(come_in(house, person), fake)
    service.answers[fake.path] = status
    push(person.account, "Un essai")
    assert eventually(lambda: not chosen(person))
    assert len(service.at(fake.path)) == 1


def test_a_service_that_is_away_is_tried_again_and_holds_up_nothing(
    two: Two, service: PushService
) -> None:
    service.answers[two.here.path] = 503
    begun = timezone.now()
    push(two.person.account, "Un essai")
    mine = Push.objects.filter(subscription__account=two.person.account)
    waiting = eventually(mine.filter(attempts__gt=0, claimed_at=None).first)
    assert waiting is not None
    tried_at = waiting.due_at - timedelta(seconds=PAUSES[waiting.attempts - 1])
    assert begun < tried_at < timezone.now()
    assert len(service.waits_for(two.there.path)) == 1
    service.answers.clear()
    mine.update(due_at=timezone.now())
    assert all_handed_in(two.person)
    assert len(service.at(two.here.path)) == waiting.attempts + 1


def test_an_alert_whose_browser_is_removed_while_it_is_tried_ends_there(two: Two) -> None:
    now = timezone.now()
    browser = told_browsers(two.person.account)[0]
    one = Push.objects.create(subscription=browser, happened="Un essai", due_at=now + LAST_WORD)
    one.attempts = 1
    browser.delete()
    put_off(one, now)
    assert not Push.objects.filter(happened=one.happened, pk=one.pk).exists()


def test_what_a_service_refuses_is_not_sent_again(
    house: House, hire: Engage, service: PushService
) -> None:
    person, fake = hire(), FakeBrowser(service.origin)
    choose(come_in(house, person), fake)
    service.answers[fake.path] = 400
    push(person.account, "Un essai")
    service.waits_for(fake.path)
    assert all_handed_in(person)
    assert chosen(person) == [fake.path]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"endpoint": "http://127.0.0.1:6379/"}, "a service that is not known here"),
        ({"endpoint": "https://evil.example/x"}, "a service that is not known here"),
        ({"key": "AAAA"}, "gave no key"),
        ({"secret": ""}, "gave no key"),
    ],
)
def test_an_address_or_a_key_of_no_browser_is_refused_in_words(
    house: House, hire: Engage, service: PushService, wrong: dict[str, str], sentence: str
) -> None:
    person, fake = hire(), FakeBrowser(service.origin)
    answer = come_in(house, person).post(PAGE, **(fake.given | wrong))
    assert (answer.status, sentence in answer.words, chosen(person)) == (422, True, [])


def test_a_browser_belongs_to_who_chose_it_last(
    house: House, hire: Engage, service: PushService
) -> None:
    first, second, fake = hire("Claire"), hire("Karim"), FakeBrowser(service.origin)
    choose(come_in(house, first), fake)
    choose(come_in(house, second), fake)
    assert (chosen(first), chosen(second)) == ([], [fake.path])


def test_nobody_removes_what_is_another_persons(
    house: House, hire: Engage, service: PushService
) -> None:
    claire, karim, fake = hire("Claire"), hire("Karim"), FakeBrowser(service.origin)
    choose(come_in(house, claire), fake)
    number = PushSubscription.objects.get(account=claire.account).pk
    answer = come_in(house, karim).post(f"{PAGE}/{number}/removal")
    assert (answer.status, chosen(claire)) == (404, [fake.path])


def test_a_person_has_ten_browsers_at_most(
    house: House, hire: Engage, service: PushService
) -> None:
    person = hire()
    fakes = [FakeBrowser(service.origin) for _ in range(MOST + 1)]
    for fake in fakes:
        choose(come_in(house, person), fake)
    assert chosen(person) == [fake.path for fake in fakes[1:]]


def test_a_browser_where_nobody_came_in_for_a_month_is_forgotten(
    house: House, hire: Engage, service: PushService
) -> None:
    person = hire()
    old, young = FakeBrowser(service.origin), FakeBrowser(service.origin)
    choose(come_in(house, person), old)
    choose(come_in(house, person), young)
    before = timezone.now() - LEFT_FOR - timedelta(minutes=1)
    PushSubscription.objects.filter(endpoint=old.endpoint).update(seen_at=before)
    forget_left()
    assert chosen(person) == [young.path]


def test_nothing_is_left_of_it_in_a_log(house: House, hire: Engage, service: PushService) -> None:
    person, fake = hire(), FakeBrowser(service.origin)
    choose(come_in(house, person), fake)
    service.answers[fake.path] = 400
    push(person.account, "Un essai")
    all_handed_in(person)
    logs = [path for path in house.places.logs.rglob("*") if path.is_file()]
    assert [one.name for one in logs if fake.path.encode() in one.read_bytes()] == []
