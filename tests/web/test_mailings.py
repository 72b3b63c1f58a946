"""A mailing: each line of a table receives its own letter, once, and one can stop it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from preau.mail.models import Draft
from preau.mailings.actions.running import give_up_copies
from preau.mailings.models import Copy, Mailing
from tests.house.cast import Person, open_school
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, unique
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually
from tests.web.drafts import begin, row, save

TEXT = f"Bonjour {{Prénom}}, votre enfant {{élève}} part le {{Jour}}. {SECRET}"


def written(person: Person, visitor: Visitor, subject: str, text: str = TEXT) -> str:
    draft = begin(person, visitor)
    save(visitor, draft, subject=subject, format="text", text=text)
    return draft


def prepared(person: Person, visitor: Visitor, draft: str, table: bytes) -> tuple[str, Answer]:
    """The address of the mailing's page, and that page."""
    there = visitor.post(f"{draft}mailing").location
    file = ("file.csv", "text/csv", table)
    return there, visitor.follow(visitor.post(there, {}, files=[("table", file)]))


def begun(visitor: Visitor, there: str) -> str:
    return visitor.post(f"{there}start").location


def state(visitor: Visitor, url: str) -> str:
    return visitor.get(url).one(".mailing-state").get_text()


def test_each_line_receives_its_own_letter_and_sees_no_other_address(hire: Engage) -> None:
    claire, karim, anne = hire("Claire"), hire("Karim"), hire("Anne")
    visitor, subject = claire.visitor(), unique("Sortie")
    draft = written(claire, visitor, f"{subject} de {{élève}}")
    visitor.post(draft + "attachments", files=[("file", ("a.txt", "text/plain", b"a"))], htmx={})
    table = (
        f"Courriel;Prénom;Élève;Jour\n{karim.address};Karim;Léo;mardi\n"
        f"{anne.address};Anne;<b>Zoé</b>;jeudi\n;Paul;Tom;lundi\n"
    )
    there, page = prepared(claire, visitor, draft, table.encode("cp1252"))
    assert page.one("#sample .mailing-facts").get_text(" ", strip=True) == (
        f"To {karim.address} Subject {subject} de Léo"
    )
    assert page.one(".notice-warning .notice-words").get_text().endswith("will not be sent: 4.")
    shown = visitor.get(f"{there}preview?at=1")
    assert "Bonjour Anne, votre enfant &lt;b&gt;Zoé&lt;/b&gt; part le jeudi." in shown.text
    run = begun(visitor, there)
    got = [one.program().waits_for(subject) for one in (karim, anne)]
    assert [str(one["Subject"]) for one in got] == [f"{subject} de Léo", f"{subject} de <b>Zoé</b>"]
    assert [one["To"] for one in got] == [karim.address, anne.address]
    assert anne.address not in got[0].as_string()
    assert [len(list(one.iter_attachments())) for one in got] == [1, 1]
    eventually(lambda: state(visitor, run) == "Finished")
    copy = claire.program().waits_for(subject, "Sent")
    assert str(copy["Bcc"]) == f"{karim.address}, {anne.address}"
    assert len(claire.program().letters("Sent")) == 1
    eventually(lambda: not Draft.objects.filter(mailbox__login=claire.login).exists())
    register = visitor.get(f"{run}register.csv").text.splitlines()
    assert [line.split(";")[:3] for line in register[1:]] == [
        ["2", karim.address, "sent"],
        ["3", anne.address, "sent"],
        ["4", "", "not sent"],
    ]
    assert [len(one.program().find(subject)) for one in (karim, anne)] == [1, 1]


def test_mailings_are_found_from_the_letter_and_from_sent(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    visitor, subject = claire.visitor(), unique("Trouvé")
    listed, sent = f"/mailings/{claire.box}/", claire.path("sent")
    assert visitor.get(sent).all(f"a[href='{listed}']") == []
    draft = written(claire, visitor, subject)
    assert len(visitor.get(draft).all(f"a[href='{listed}']")) == 1
    there, page = prepared(claire, visitor, draft, f"Mail\n{karim.address}".encode())
    assert len(page.all(f"a[href='{listed}']")) == 1
    run = begun(visitor, there)
    eventually(lambda: state(visitor, run) == "Finished")
    found = visitor.get(str(visitor.get(sent).one(f"a[href='{listed}']")["href"]))
    assert [str(one["href"]) for one in found.all(".setting-line a")] == [run]
    assert found.one(".setting-line .small").get_text().startswith("1 message sent · ")


def test_a_mailing_is_stopped_taken_up_again_and_ended(hire: Engage) -> None:
    claire = hire("Claire")
    people = [hire(f"Parent{n}") for n in range(3)]
    visitor, subject = claire.visitor(), unique("Arrêt")
    draft = written(claire, visitor, subject, f"x {SECRET}")
    table = "Mail\n" + "\n".join(person.address for person in people)
    there, _page = prepared(claire, visitor, draft, table.encode())
    run = begun(visitor, there)
    assert visitor.post(f"{run}turn", turn="stop").status == 302
    mailing = Mailing.objects.get(mailbox__login=claire.login)
    assert (mailing.state, state(visitor, run)) == (Mailing.State.STOPPED, "Stopped")
    assert visitor.post(draft + "recall", htmx={}).status == 403
    assert visitor.post(draft, version="1", htmx={}, subject="autre").status == 409
    visitor.post(f"{run}turn", turn="resume")
    people[0].program().waits_for(subject)
    visitor.post(f"{run}turn", turn="stop")
    visitor.post(f"{run}turn", turn="close")
    assert state(visitor, run) == "Finished"
    eventually(lambda: not mailing.copies.filter(state=Copy.State.SENDING).exists())
    reached = list(mailing.copies.filter(state=Copy.State.SENT).values_list("address", flat=True))
    for person in people:
        if person.address in reached:
            person.program().waits_for(subject)
    assert sum(len(person.program().find(subject)) for person in people) == len(reached)
    assert visitor.post(f"{run}turn", turn="resume").status == 409


def test_a_copy_whose_worker_died_is_told_and_never_sent_again(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    visitor, subject = claire.visitor(), unique("Panne")
    there, _page = prepared(
        claire, visitor, written(claire, visitor, subject), f"Mail\n{karim.address}".encode()
    )
    mailing = Mailing.objects.get(mailbox__login=claire.login)
    long_ago = timezone.now() - timedelta(minutes=6)
    mailing.copies.update(state=Copy.State.SENDING, claimed_at=long_ago)
    run = begun(visitor, there)
    give_up_copies()
    eventually(lambda: state(visitor, run) == "Finished")
    page = visitor.get(run)
    assert page.one(".mailing-table tbody").get_text(" ", strip=True) == (
        f"2 {karim.address} This message may have left: no answer came."
    )
    assert karim.program().find(subject) == []


def test_a_refused_address_is_listed_and_the_others_receive_theirs(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    visitor, subject = claire.visitor(), unique("Refus")
    table = f"Mail\npersonne.du.tout@ac-poitiers.fr\n{karim.address}\n"
    there, _page = prepared(claire, visitor, written(claire, visitor, subject), table.encode())
    run = begun(visitor, there)
    karim.program().waits_for(subject)
    eventually(lambda: state(visitor, run) == "Finished")
    failed = visitor.get(run).one(".mailing-table tbody").get_text(" ", strip=True)
    assert failed.startswith("2 personne.du.tout@ac-poitiers.fr Not sent to")


def test_the_recipients_of_a_letter_become_individual_copies(hire: Engage) -> None:
    claire, karim, anne = hire("Claire"), hire("Karim"), hire("Anne")
    visitor = claire.visitor()
    draft = begin(claire, visitor, to=f"{karim.address}, {anne.who}")
    save(visitor, draft, subject="x", format="text", text="Bonjour {prénom}")
    page = visitor.follow(visitor.post(f"{draft}mailing", each="1"))
    assert page.one("#sample .pager-label").get_text() == "1 of 2"
    mailing = Mailing.objects.get(draft=row(draft))
    assert list(mailing.copies.values_list("address", flat=True)) == [karim.address, anne.address]


WRONG = {
    "no table": (b"PK\x03\x04 broken", "This file is no table that can be read"),
    "headings alone": (b"Mail;Nom\n", "The first line names the columns"),
    "too many": (b"Mail\n" + b"".join(b"a%d@x.example\n" % n for n in range(501)), "This list has"),
}


@pytest.mark.parametrize("why", WRONG)
def test_a_table_that_cannot_serve_is_refused_in_words(hire: Engage, why: str) -> None:
    person = hire()
    visitor = person.visitor()
    table, sentence = WRONG[why]
    _there, page = prepared(person, visitor, written(person, visitor, "x"), table)
    assert page.one(".notice-danger .notice-words").get_text().startswith(sentence)


def test_nobody_else_sees_or_turns_a_mailing(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    school = open_school(members=(claire, karim))
    visitor = claire.visitor()
    draft = visitor.get(f"/mail/{school.slug}/compose").location
    save(visitor, draft, subject="x", format="text", text="x")
    there, _page = prepared(claire, visitor, draft, f"Mail\n{karim.address}".encode())
    run = begun(visitor, there)
    other = karim.visitor()
    answers = [
        other.get(there).status,
        other.get(run).status,
        other.post(f"{run}turn", turn="stop").status,
        other.get(f"{run}register.csv").status,
    ]
    assert answers == [404, 404, 404, 404]
