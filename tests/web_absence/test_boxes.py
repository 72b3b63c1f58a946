"""The absence of a functional box, prepared by whoever writes in its name."""

from datetime import timedelta

import pytest
from django.utils import timezone

from preau.absence.actions.ending import end_due
from preau.absence.models import Absence
from preau.identity.models import Mailbox, Membership
from preau.journal.models import Entry
from preau.schooltime.kept import calendar
from tests.house.cast import Person, open_school
from tests.house.fixtures import Engage
from tests.web_absence.test_pages import PAGE, form, today, values


@pytest.fixture
def person(hire: Engage) -> Person:
    return hire("Claire")


@pytest.fixture
def school(person: Person) -> Mailbox:
    return open_school(members=(person,))


def page_of(mailbox: Mailbox) -> str:
    return f"{PAGE}box/{mailbox.slug}/"


def test_who_writes_from_one_box_alone_is_asked_about_no_other(person: Person) -> None:
    assert person.visitor().get(PAGE).all(".absence .tabs") == []


def test_each_box_one_writes_from_has_its_own_absence(person: Person, school: Mailbox) -> None:
    visitor = person.visitor()
    tabs = {tab.get_text(): str(tab["href"]) for tab in visitor.get(PAGE).all(".absence .tab")}
    assert tabs == {person.name: PAGE, school.name: page_of(school)}
    answer = visitor.post(page_of(school), form(inside_text="Fermé."))
    page = visitor.follow(answer)
    assert answer.location == page_of(school)
    assert page.one('.absence .tab[aria-current="page"]').get_text() == school.name
    assert "This mailbox answers by itself until" in page.one(".absence-told").get_text()
    assert values(page)["inside_text"] == "Fermé."
    assert Absence.objects.get(mailbox=school).is_on
    assert not Absence.objects.filter(mailbox__login=person.login).exists()


def test_its_page_speaks_of_the_box_and_not_of_a_person(person: Person, school: Mailbox) -> None:
    page = person.visitor().get(page_of(school))
    occasions = {str(one["value"]) for one in page.all(".absence-occasion")}
    outside = {str(one["value"]) for one in page.all('[name="outside"]')}
    assert (occasions, outside) == ({"closed"}, {"everyone", "nobody"})
    assert page.all(f'#absence [href="{PAGE}week"]') == []
    assert "Answer for this mailbox" in page.words


def test_its_next_holidays_are_signed_by_the_box(person: Person, school: Mailbox) -> None:
    visitor = person.visitor()
    link = str(visitor.get(page_of(school)).all(".absence-holiday")[0]["href"])
    filled = values(visitor.get(link))
    assert filled["first_day"] == calendar().coming(today(), "A", 1)[0].first.isoformat()
    assert "Cette boîte n’est pas relevée pendant" in filled["outside_text"]
    assert filled["outside_text"].endswith(f"Bien cordialement,\n{school.name}")


def test_a_ready_text_of_a_person_fills_nothing_for_a_box(person: Person, school: Mailbox) -> None:
    visitor = person.visitor()
    kept = values(visitor.post(page_of(school), form(do="sick", inside_text="Fermé.")))
    assert kept["inside_text"] == "Fermé."
    filled = values(visitor.post(page_of(school), form(do="closed")))
    assert filled["inside_text"].startswith("Bonjour,\n\nNos bureaux sont fermés jusqu’au ")


def test_its_preview_is_in_its_name(person: Person, school: Mailbox) -> None:
    page = person.visitor().post(f"{page_of(school)}preview", form(), htmx={})
    assert page.all(".absence-head dd")[0].get_text() == f"{school.name} <{school.address}>"


def test_its_mail_says_so_and_whoever_writes_from_it_stops_it(
    person: Person, school: Mailbox, hire: Engage
) -> None:
    colleague = hire("Karim")
    Membership.objects.create(account=colleague.account, mailbox=school, may_send=True)
    person.visitor().post(page_of(school), form())
    visitor, inbox = colleague.visitor(), f"/mail/{school.slug}/inbox/"
    banner = visitor.get(inbox).one(".absent")
    assert "This mailbox answers by itself until" in banner.get_text()
    visitor.post(str(banner.select("form")[0]["action"]), next=inbox)
    assert visitor.get(inbox).all(".absent") == []
    assert not Absence.objects.get(mailbox=school).is_on
    told = Entry.objects.filter(subject=school.login).order_by("pk").values_list("verb", "actor")
    assert list(told) == [("absence.set", person.login), ("absence.stopped", colleague.login)]


def test_it_stops_by_itself_and_nobody_is_welcomed_back(person: Person, school: Mailbox) -> None:
    visitor = person.visitor()
    visitor.post(page_of(school), form())
    Absence.objects.filter(mailbox=school).update(ends_at=timezone.now() - timedelta(seconds=1))
    end_due()
    assert visitor.get(f"/mail/{school.slug}/inbox/").all(".absent") == []
    told = visitor.get(page_of(school)).one(".absence-told").get_text()
    assert "The automatic reply of this mailbox stopped by itself on" in told
    assert visitor.get(page_of(school)).all(".absence-past") == []


def test_who_only_reads_a_box_or_does_not_see_it_finds_no_such_page(
    person: Person, school: Mailbox, hire: Engage
) -> None:
    reader, stranger = hire("Karim"), hire("Odile", academy="paris")
    Membership.objects.create(account=reader.account, mailbox=school, may_send=False)
    person.visitor().post(page_of(school), form())
    assert reader.visitor().get(f"/mail/{school.slug}/inbox/").all(".absent") == []
    for other in (reader, stranger):
        visitor = other.visitor()
        assert visitor.get(page_of(school)).status == 404
        for deed in ("", "preview", "stop"):
            assert visitor.post(f"{page_of(school)}{deed}", form()).status == 404
    assert Absence.objects.get(mailbox=school).is_on
    assert person.visitor().get(f"{PAGE}box/{stranger.box}/").status == 404
