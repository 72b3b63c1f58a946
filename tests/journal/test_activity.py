"""The journal of one's account: readable, filtered, at any depth, to take away, and erased in time."""

import csv
import io
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from preau.identity.queries import in_journal
from preau.identity.throttle import disguise
from preau.journal import actions
from preau.journal.models import Entry
from preau.journal.queries import Wanted, after, lines
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import SECRET, letter
from tests.house.visitor import Answer
from tests.identity.browsers import HOME, SEASIDE, browser, come_in, sign_in

HERE = "/settings/activity"


def write(person: Person, verb: str = "sign_in", *, days: float = 0, **more: object) -> Entry:
    """As if it had been done so many days ago."""
    given = {"actor": person.login, "network": HOME, "academy": "poitiers", **more}
    return Entry.objects.create(at=timezone.now() - timedelta(days=days), verb=verb, **given)


def said(answer: Answer) -> list[str]:
    return [str(one.select_one("p").get_text()) for one in answer.all(".activity-line")]  # type: ignore[union-attr]


def test_what_one_does_is_told_in_sentences_newest_first(house: House, hire: Engage) -> None:
    person = hire()
    visitor = come_in(house, person)
    visitor.post("/sign-out")
    sign_in(visitor, person)
    page = visitor.get(HERE)
    assert said(page) == ["You signed in.", "You signed out.", "You signed in."]
    assert page.all(".activity-line")[0].select_one("time")["datetime"][:10] == str(  # type: ignore[index]
        timezone.localdate()
    )


def test_refused_sign_ins_are_counted_by_day_and_network_whatever_name_was_typed(
    house: House, hire: Engage
) -> None:
    person, thief = hire(), browser(house, address=SEASIDE)
    for name in (person.box, person.address, person.box.upper()):
        thief.post("/sign-in", identifier=name, password=f"{SECRET}-fausse")
    page = person.visitor().get(HERE)
    assert said(page)[0] == "3 sign-ins to your account were refused: the password was not right."
    assert len(said(page)) == 1
    assert "192.0.2.0/24" in page.words


def test_the_same_identifier_tried_in_another_academie_is_not_told_here(
    house: House, hire: Engage
) -> None:
    person = hire()
    write(person, "sign_in.refused", actor=disguise(person.box), academy="paris")
    assert said(person.visitor().get(HERE)) == []


def test_nobody_elses_lines_and_no_content(house: House, hire: Engage) -> None:
    person, other = hire(), hire("Karim")
    write(other, "device.added", detail={"name": "Autre"})
    person.program().send(
        letter("Sujet caché", sender=person.who, to=other.who), other.address, sender=person.address
    )
    words = person.visitor().get(HERE).words
    assert [word in words for word in ("Autre", "caché", SECRET, other.login)] == [False] * 4


def test_what_the_desk_did_on_my_account_is_told_with_its_name(house: House, hire: Engage) -> None:
    person, desk = hire(), hire("Solange")
    write(desk, "account.looked_at", subject=person.login)
    assert said(person.visitor().get(HERE)) == [
        f"{desk.name} looked at the state of your account, never at your mail."
    ]
    assert said(desk.visitor().get(HERE)) == ["You looked at the state of an account."]


def test_messages_sent_are_counted_by_day(house: House, hire: Engage) -> None:
    person = hire()
    for _ in range(3):
        write(person, "send", subject=person.login, detail={"recipients": 2})
    write(person, "send", subject=person.login, days=2)
    assert said(person.visitor().get(HERE)) == ["You sent 3 messages.", "You sent a message."]


def test_lines_are_chosen_by_kind_and_by_day(house: House, hire: Engage) -> None:
    person = hire()
    write(person, "sign_in", days=10)
    write(person, "device.added", days=5, detail={"name": "Tablette"})
    write(person, "sign_in", days=1)
    visitor = person.visitor()
    day = [str(timezone.localdate() - timedelta(days=n)) for n in range(11)]
    assert said(visitor.get(HERE, kind="device")) == ["You added a device: “Tablette”."]
    assert len(said(visitor.get(HERE, since=day[5]))) == 2
    assert len(said(visitor.get(HERE, until=day[5]))) == 2
    assert len(said(visitor.get(HERE, since=day[10], until=day[10], kind="sign-in"))) == 1
    assert len(said(visitor.get(HERE, since="2026-02-31", kind="x", before="9" * 30))) == 3


def test_every_line_is_reached_page_by_page_and_once(house: House, hire: Engage) -> None:
    person = hire()
    for number in range(120):
        write(person, "device.added", days=number / 50, detail={"name": f"n{number}"})
    visitor, seen, url = person.visitor(), [], HERE
    while url:
        page = visitor.get(url)
        seen += said(page)
        older = page.all("a[rel=next]")
        url = str(older[0]["href"]) if older else ""
    assert seen == [f"You added a device: “n{number}”." for number in range(120)]


def test_a_deep_page_asks_as_few_questions_and_by_index(house: House, hire: Engage) -> None:
    person = hire()
    made = [write(person, days=number) for number in range(30)]
    found = after(lines(in_journal(person.account), Wanted()), made[20].pk)
    with CaptureQueriesContext(connection) as asked:
        assert len(list(found[:50])) == 9
    plan = found[:50].explain()
    assert len(asked) == 1
    assert [name for name in ("actor", "subject") if f"journal_ent_{name}" not in plan] == []


def test_the_export_is_a_spreadsheet_of_the_lines_chosen(house: House, hire: Engage) -> None:
    person = hire()
    write(person, "device.added", days=1, detail={"name": "=HYPERLINK(1)"})
    write(person, "sign_in")
    answer = person.visitor().get("/settings/activity.csv")
    rows = list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Date", "What", "Place", "Network"]
    assert [row[1:] for row in rows[1:]] == [
        ["You signed in.", "203.0.113.0/24", HOME],
        ["You added a device: “=HYPERLINK(1)”.", "203.0.113.0/24", HOME],
    ]
    assert "attachment" in answer.headers["content-disposition"]
    only = person.visitor().get("/settings/activity.csv", kind="device").body.decode()
    assert ("signed in" in only, "device" in only) == (False, True)


def test_a_cell_is_never_a_formula() -> None:
    from preau.web.settings.views.activity import safe

    assert [safe(one) for one in ("=1", "+1", "-1", "@x", "x=1")] == [
        "'=1",
        "'+1",
        "'-1",
        "'@x",
        "x=1",
    ]


def test_the_journal_is_erased_after_twelve_months_a_batch_at_a_time(
    house: House, hire: Engage
) -> None:
    person = hire()
    old = [write(person, days=370) for _ in range(3)]
    young = write(person, days=360)
    assert actions.forget_old() >= 3
    kept = Entry.objects.filter(actor=person.login).values_list("pk", flat=True)
    assert (list(kept), actions.forget_old(), len(old)) == ([young.pk], 0, 3)
