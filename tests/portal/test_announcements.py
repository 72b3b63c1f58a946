"""What the desk announces: told on every page of its académie, until it ends or is closed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from preau.identity.actions.opening import give_role
from preau.identity.models import Role
from preau.support.models import Announcement
from tests.house.cast import Cast, Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import unique
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually


def stranger(house: House, academy: str = "poitiers") -> Visitor:
    return Visitor(house.ports.web, house.host(academy))


@pytest.fixture(autouse=True)
def forget(house: House) -> Iterator[None]:
    """Nothing stays announced on the pages of other tests."""
    yield
    Announcement.objects.all().delete()


@pytest.fixture
def agent(hire: Engage) -> Person:
    person = hire("Sylvie")
    give_role(person.account, Role.Kind.DESK)
    return person


def typed(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def announce(agent: Person, text: str, **other: str) -> Answer:
    now = timezone.now()
    fields = {
        "text": text,
        "level": "planned",
        "begins": typed(now + timedelta(hours=2)),
        "ends": typed(now + timedelta(hours=4)),
    }
    return agent.visitor().post("/console/announcements/", fields | other)


def banners(page: Answer) -> str:
    return " ".join(one.get_text(" ") for one in page.all(".announced"))


def shown(visitor: Visitor, path: str, text: str) -> Answer:
    """The page, once it says so: it is at most two seconds late."""

    def asked() -> Answer | None:
        page = visitor.get(path)
        return page if text in banners(page) else None

    return eventually(asked)


def gone(visitor: Visitor, path: str, text: str) -> bool:
    return eventually(lambda: text not in banners(visitor.get(path)))


def test_an_interruption_is_told_at_the_entrance_in_the_mail_and_on_the_state_page(
    house: House, agent: Person, cast: Cast
) -> None:
    text = unique("Travaux de nuit")
    assert announce(agent, text).status == 302
    pages = [
        shown(stranger(house), "/sign-in", text),
        shown(stranger(house), "/status", text),
        shown(cast.karim.visitor(), cast.karim.path(), text),
    ]
    assert [page.status for page in pages] == [200, 200, 200]


def test_another_academy_is_told_nothing_of_it(house: House, agent: Person) -> None:
    text = unique("Coupure")
    announce(agent, text)
    shown(stranger(house), "/sign-in", text)
    assert text not in stranger(house, "paris").get("/status").words


def test_who_closes_it_sees_it_no_more_and_others_do(house: House, agent: Person) -> None:
    text = unique("Maintenance")
    announce(agent, text)
    visitor = stranger(house)
    page = shown(visitor, "/portal/", text)
    box = next(one for one in page.all(".announced") if text in one.get_text())
    number = str(box.select_one("[name=number]")["value"])  # type: ignore[index]
    answer = visitor.post("/status/dismiss", number=number, page="/portal/")
    assert (answer.status, answer.location) == (302, "/portal/")
    assert text not in banners(visitor.get("/portal/"))
    assert shown(stranger(house), "/portal/", text).status == 200


def test_closing_leads_home_where_no_page_of_ours_is_told_of(house: House, agent: Person) -> None:
    text = unique("Panne")
    announce(agent, text)
    visitor = stranger(house)
    shown(visitor, "/portal/", text)
    number = str(Announcement.objects.get(text=text).pk)
    answer = visitor.post("/status/dismiss", number=number)
    assert answer.location == "/"
    assert visitor.post("/status/dismiss", number="999999").status == 404


def test_what_is_withdrawn_is_told_no_more(house: House, agent: Person) -> None:
    text = unique("Fausse alerte")
    announce(agent, text)
    shown(stranger(house), "/status", text)
    made = Announcement.objects.get(text=text)
    agent.visitor().post(f"/console/announcements/{made.pk}/withdraw")
    assert gone(stranger(house), "/status", text)


def test_what_is_over_is_told_no_more(house: House, agent: Person) -> None:
    text = unique("Hier")
    announce(agent, text)
    shown(stranger(house), "/status", text)
    Announcement.objects.filter(text=text).update(ends_at=timezone.now())
    assert gone(stranger(house), "/status", text)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": "  "}, "Write one or two sentences: 400 signs at most."),
        ({"text": "x" * 401}, "Write one or two sentences: 400 signs at most."),
        ({"level": "loud"}, "Choose what kind of announcement it is."),
        (
            {"ends": "2020-01-01T08:00"},
            "The end must come after the beginning, and be still to come.",
        ),
        ({"begins": "demain"}, "Write both moments, such as 24/11/2026 18:00."),
    ],
)
def test_what_cannot_be_told_is_refused_in_words_and_kept_in_the_form(
    agent: Person, given: dict[str, str], sentence: str
) -> None:
    answer = announce(agent, **({"text": "Essai"} | given))
    said = answer.one("main [role=alert]").get_text(" ", strip=True)
    assert (answer.status, said) == (422, sentence)


def test_only_the_desk_and_administrators_announce(cast: Cast, hire: Engage) -> None:
    head = hire("Hélène")
    give_role(head.account, Role.Kind.HEAD, "0860001J")
    assert [announce(one, "Non").status for one in (head, cast.karim)] == [404, 404]


def test_the_desk_of_another_academy_cannot_withdraw_it(agent: Person, hire: Engage) -> None:
    text = unique("Travaux")
    announce(agent, text)
    other = hire("Odette", academy="paris")
    give_role(other.account, Role.Kind.DESK)
    made = Announcement.objects.get(text=text)
    answer = other.visitor().post(f"/console/announcements/{made.pk}/withdraw")
    made.refresh_from_db()
    assert (answer.status, made.withdrawn_at) == (404, None)
