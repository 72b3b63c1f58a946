"""The pages of an absence: filled in one click, looked at, applied, stopped; what waits on return."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from preau.absence.actions.applying import apply
from preau.absence.actions.ending import end_due
from preau.absence.models import Absence
from preau.absence.wish import Wish
from preau.schooltime.actions.weeks import set_week
from preau.schooltime.kept import calendar
from preau.schooltime.queries import week_of
from preau.schooltime.week import Week, halves_on
from tests.house.cast import Cast, Person, open_school
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter, unique
from tests.house.visitor import Answer, Fields

PAGE = "/settings/absence/"


@pytest.fixture
def person(hire: Engage) -> Person:
    return hire("Claire")


def today() -> date:
    return timezone.localdate()


def form(**changes: str | list[str]) -> Fields:
    """What a browser posts, for an absence of today and tomorrow."""
    return {
        "do": "apply",
        "is_on": "1",
        "first_day": today().isoformat(),
        "last_day": (today() + timedelta(days=1)).isoformat(),
        "inside_text": "Bonjour,\r\nje suis absente.",
        "outside_text": "Absente.",
        "outside": "everyone",
        **changes,
    }


def values(page: Answer) -> dict[str, str]:
    """The form as the page shows it."""
    fields = {
        str(one["name"]): str(one.get("value", "")) for one in page.all("#absence input.input")
    }
    texts = {str(one["name"]): one.get_text() for one in page.all("#absence textarea")}
    return fields | texts | {"is_on": str(bool(page.all('[name="is_on"][checked]')))}


def kept(person: Person) -> Absence | None:
    return Absence.objects.filter(mailbox__login=person.login).first()


def test_the_page_stands_in_the_menu_and_nothing_is_on_at_first(person: Person) -> None:
    page = person.visitor().get(PAGE)
    assert page.one('.settings-links [aria-current="page"]')["href"] == PAGE
    assert values(page)["is_on"] == "False"
    assert page.all(".absence-told") == []


def test_nobody_sees_it_without_signing_in(person: Person) -> None:
    visitor = person.visitor()
    visitor.cookies.clear()
    assert visitor.get(PAGE).location == "/sign-in?next=%2Fsettings%2Fabsence%2F"


@pytest.mark.parametrize(("academy", "zone"), [("poitiers", "A"), ("amiens", "B"), ("paris", "C")])
def test_the_next_holidays_of_ones_zone_are_filled_in_by_one_click(
    hire: Engage, academy: str, zone: str
) -> None:
    person = hire("Claire", academy=academy)
    holiday = calendar().coming(today(), zone, 1)[0]
    visitor = person.visitor()
    link = visitor.get(PAGE).all(".absence-holiday")[0]
    assert f"{holiday.name}, zone {zone}" in link.get_text()
    filled = values(visitor.get(f"{PAGE}{str(link['href']).removeprefix(PAGE)}"))
    assert (filled["first_day"], filled["last_day"], filled["is_on"]) == (
        holiday.first.isoformat(),
        holiday.end.isoformat(),
        "True",
    )
    assert filled["outside_text"].startswith("Bonjour,\n\nJe vous remercie de votre message.")
    assert filled["inside_text"].endswith(f"Bien cordialement,\n{person.name}")
    assert kept(person) is None


def test_holidays_that_are_none_fill_in_nothing(person: Person) -> None:
    for asked in ("2026-13-45", "2020-01-01", "<b>"):
        page = person.visitor().get(PAGE, holiday=asked)
        assert (page.status, values(page)["first_day"]) == (200, "")


def test_the_changes_are_applied_told_and_there_again(person: Person) -> None:
    visitor = person.visitor()
    page = visitor.follow(visitor.post(PAGE, form()))
    assert page.toasts == ["The changes are applied."]
    told = page.one(".absence-told .notice-words").get_text()
    assert told.startswith("Your automatic reply is active until ")
    shown = values(page)
    assert shown["inside_text"] == "Bonjour,\nje suis absente."
    assert (shown["is_on"], shown["first_day"]) == ("True", today().isoformat())


def test_the_mailbox_says_so_and_stops_it_in_one_click(person: Person) -> None:
    visitor = person.visitor()
    visitor.post(PAGE, form())
    inbox = visitor.get(person.path())
    assert "Your automatic reply is active until" in inbox.one(".absent").get_text()
    action = str(inbox.one(".absent form")["action"])
    back = visitor.follow(visitor.post(action, next=person.path()))
    assert back.toasts == ["The automatic reply is stopped. Its texts are kept for the next time."]
    assert "Welcome back." in back.one(".absent").get_text()
    absence = kept(person)
    assert absence is not None
    assert (absence.is_on, absence.outside_text) == (False, "Absente.")


def test_a_box_that_others_read_too_says_nothing_of_ones_own_absence(hire: Engage) -> None:
    person = hire("Claire")
    school = open_school(members=(person,))
    visitor = person.visitor()
    visitor.post(PAGE, form())
    assert len(visitor.get(person.path()).all(".absent")) == 1
    assert visitor.get(f"/mail/{school.slug}/inbox/").all(".absent") == []


def test_an_absence_to_come_says_nothing_in_the_mailbox_yet(person: Person) -> None:
    visitor = person.visitor()
    first, last = (today() + timedelta(days=days) for days in (3, 5))
    visitor.post(PAGE, form(first_day=first.isoformat(), last_day=last.isoformat()))
    told = visitor.get(PAGE).one(".absence-told").get_text()
    assert "Your automatic reply begins" in told
    assert visitor.get(person.path()).all(".absent") == []


WRONG: list[tuple[dict[str, str | list[str]], str, str]] = [
    ({"first_day": ""}, "first_day", "A day is needed."),
    ({"last_day": "yesterday"}, "last_day", "A day is needed."),
    ({"last_day": "2020-01-01"}, "last_day", "The last day is before the first."),
    ({"inside_text": "  "}, "inside_text", "Say something: an empty answer tells nobody anything."),
    ({"when": "some"}, "halves", "Choose at least one half day that is within these days."),
]


@pytest.mark.parametrize(("changes", "field", "sentence"), WRONG, ids=[one[1] for one in WRONG])
def test_what_is_wrong_is_said_by_its_field_and_nothing_is_applied(
    person: Person, changes: dict[str, str | list[str]], field: str, sentence: str
) -> None:
    page = person.visitor().post(PAGE, form(**changes))
    assert page.one(f"#{field}-words").get_text().strip() == sentence
    assert page.all('#absence-form [role="alert"]') != []
    assert values(page)["outside_text"] == "Absente."
    assert kept(person) is None


def test_a_ready_text_takes_the_days_that_are_typed_and_applies_nothing(person: Person) -> None:
    last = date(2031, 3, 7)  # a Friday, and no holidays are known there
    page = person.visitor().post(
        PAGE, form(do="training", first_day="2031-03-03", last_day=last.isoformat())
    )
    shown = values(page)
    assert shown["last_day"] == "2031-03-07"
    assert shown["inside_text"] == (
        "Bonjour,\n\nJe suis en formation jusqu’au vendredi 7 mars 2031 inclus et je consulte peu"
        " mes messages. Je vous répondrai à partir du lundi 10 mars 2031.\n\n"
        f"Bien cordialement,\n{person.name}"
    )
    assert kept(person) is None


def test_part_time_takes_the_half_days_one_does_not_work(person: Person) -> None:
    set_week(person.login, Week("11110011100000"))
    page = person.visitor().post(PAGE, form(do="part_time"))
    chosen = {str(one["value"]) for one in page.all('[name="half"][checked]')}
    assert chosen == {"4", "5", "9"}
    assert page.one('[name="when"]').has_attr("checked")


def test_a_pattern_of_the_week_is_kept(person: Person) -> None:
    person.visitor().post(
        PAGE,
        form(
            when="some", half=["4", "5", "x", "99"], last_day=(today() + timedelta(9)).isoformat()
        ),
    )
    absence = kept(person)
    assert absence is not None
    assert absence.halves == "00001100000000"


def test_two_weeks_that_take_turns_are_kept_said_and_shown_again(person: Person) -> None:
    visitor, monday = person.visitor(), today() - timedelta(days=today().weekday())
    chosen = form(
        when="some",
        turns="1",
        monday=monday.isoformat(),
        half=["4", "5", "8"],
        other=["8", "9"],
        first_day=monday.isoformat(),
        last_day=(monday + timedelta(days=20)).isoformat(),
    )
    preview = visitor.post(f"{PAGE}preview", chosen, htmx={}).one(".absence-when").get_text()
    assert preview.endswith(
        ", every other Wednesday, each Friday morning, every other Friday afternoon."
    )
    visitor.post(PAGE, chosen)
    absence = kept(person)
    assert absence is not None
    assert halves_on(absence.halves, monday + timedelta(days=2)) == [0, 1]
    assert halves_on(absence.halves, monday + timedelta(days=9)) == []
    assert halves_on(absence.halves, monday + timedelta(days=11)) == [0, 1]
    page = visitor.get(PAGE)
    assert marked(page, "half") == {"4", "5", "8"}
    assert marked(page, "other") == {"8", "9"}
    assert page.one('[name="turns"]').has_attr("checked")


def marked(page: Answer, name: str) -> set[str]:
    return {str(one["value"]) for one in page.all(f'[name="{name}"][checked]')}


def test_the_preview_is_what_people_will_read(person: Person) -> None:
    fields = form(outside_text="<b>Absente</b> & loin", outside="correspondents")
    page = person.visitor().post(f"{PAGE}preview", fields, htmx={})
    letters = [one.get_text() for one in page.all(".absence-text")]
    assert letters == ["<b>Absente</b> & loin", "Bonjour,\nje suis absente."]
    assert page.all(".absence-head dd")[0].get_text() == f"{person.name} <{person.address}>"
    assert "Outside, only people you have written to get it." in page.words
    assert kept(person) is None


def test_nobody_outside_reads_no_letter(person: Person) -> None:
    page = person.visitor().post(f"{PAGE}preview", form(outside="nobody"), htmx={})
    assert len(page.all(".absence-letter")) == 1
    assert "Nobody outside gets an answer." in page.words


def test_ones_week_is_kept_and_needs_some_work(person: Person) -> None:
    visitor = person.visitor()
    visitor.post(f"{PAGE}week", half=["0", "1", "2"], in_holidays="1")  # type: ignore[arg-type]
    assert week_of(person.login) == Week("11100000000000", in_holidays=True)
    page = visitor.post(f"{PAGE}week", {})
    assert page.one("#halves-words").get_text().strip() == "Choose at least one half day."
    assert week_of(person.login) == Week("11100000000000", in_holidays=True)


def test_ones_week_may_be_another_one_week_in_two(person: Person) -> None:
    visitor, monday = person.visitor(), today() - timedelta(days=today().weekday())
    both = {"turns": "1", "monday": monday.isoformat(), "half": ["0", "1"], "other": ["2", "3"]}
    visitor.post(f"{PAGE}week", both)
    week = week_of(person.login)
    worked = [day for day in range(28) if week.halves_of(monday + timedelta(days=day))]
    assert worked == [0, 8, 14, 22]
    page = visitor.get(f"{PAGE}week")
    assert (marked(page, "half"), marked(page, "other")) == ({"0", "1"}, {"2", "3"})
    part_time = visitor.post(PAGE, form(do="part_time"))
    assert marked(part_time, "half") == {str(place) for place in range(2, 10)}
    assert marked(part_time, "other") == {"0", "1", *(str(place) for place in range(4, 10))}


def test_back_again_what_waits_is_shown_by_importance(
    house: House, hire: Engage, cast: Cast
) -> None:
    claire, karim = hire("Claire"), cast.karim
    subjects = {kind: unique(kind) for kind in ("Dedans", "Dehors", "Liste", "Copie", "Répondu", "Lu", "Avant")}  # fmt: skip
    claire.program().keep(letter(subjects["Avant"], to=claire.who), at=datetime(2020, 1, 1, tzinfo=ZoneInfo("UTC")).timestamp())  # fmt: skip
    away_since_yesterday(claire)
    for kind, flags in (("Répondu", r"(\Answered \Seen)"), ("Lu", r"(\Seen)")):
        claire.program().keep(letter(subjects[kind], to=claire.who), flags=flags, apart=1)
    arrives(house, letter(subjects["Dehors"], to=claire.who), claire.address)
    arrives(house, letter(subjects["Liste"], to=claire.who, List_Id="<x.example>"), claire.address)
    arrives(house, letter(subjects["Copie"], cc=claire.who), claire.address)
    inside = letter(subjects["Dedans"], to=claire.who, sender=karim.who)
    karim.program().send(inside, claire.address, sender=karim.address)
    for subject in subjects.values():
        claire.program().waits_for(subject)
    visitor = claire.visitor()
    visitor.post(f"{PAGE}stop")
    page = visitor.get(f"{PAGE}meanwhile")
    assert groups(page) == {
        "to_me_inside": [subjects["Dedans"]],
        "to_me_outside": [subjects["Dehors"]],
        "others": [subjects["Copie"]],
        "lists": [subjects["Liste"]],
        "answered": [subjects["Répondu"]],
    }
    assert page.one(".meanwhile-summary").get_text().startswith("4 messages wait for you.")
    message = visitor.get(str(page.all(".meanwhile-line")[0]["href"]))
    assert subjects["Dedans"] in message.words


def test_it_stops_by_itself_says_so_once_and_stays_to_be_found(person: Person) -> None:
    visitor = person.visitor()
    away_since_yesterday(person)
    Absence.objects.filter(mailbox__login=person.login).update(ends_at=timezone.now())
    end_due()
    banner = visitor.get(person.path()).one(".absent")
    assert "Welcome back. Your automatic reply stopped by itself on " in banner.get_text()
    looked_at = visitor.get(str(banner.select("a")[0]["href"]))
    assert "Nothing waits for you" in looked_at.words
    assert visitor.get(person.path()).all(".absent") == []
    settings = visitor.get(PAGE)
    assert "Your automatic reply stopped by itself on" in settings.one(".absence-told").get_text()
    assert settings.one(".absence-past a")["href"] == f"{PAGE}meanwhile"


def test_before_any_absence_there_is_nothing_to_come_back_to(person: Person) -> None:
    assert person.visitor().get(f"{PAGE}meanwhile").status == 404
    away_since_yesterday(person)
    assert person.visitor().get(f"{PAGE}meanwhile").status == 404


def away_since_yesterday(person: Person) -> None:
    day = timedelta(days=1)
    wish = Wish(True, today() - day, today() + 3 * day, inside_text="Oui.", outside_text="Non.")
    apply(person.mailbox, wish, by=person.account, now=timezone.now())


def groups(page: Answer) -> dict[str, list[str]]:
    return {
        str(group["aria-labelledby"]): [
            one.get_text().split()[0] for one in group.select(".meanwhile-subject")
        ]
        for group in page.all(".meanwhile-group")
    }
