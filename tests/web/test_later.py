"""Letters that leave at a time, on the real engines."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.utils import timezone

from preau.mail.actions.sending import send_due
from preau.mail.actions.watching import watch_due
from preau.mail.models import Draft, Look
from tests.house.cast import Person, open_school
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import SECRET, letter, unique
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually
from tests.web.drafts import field, row
from tests.web.later import SCHEDULED, due, schedule, scheduled, wall, write


def departing(person: Person, visitor: Visitor) -> Answer:
    """The reader of the only letter in Scheduled."""
    listed = visitor.get(person.path("scheduled"))
    return visitor.get(person.path("scheduled", f"m/{listed.ids()[0]}/"))


def test_a_scheduled_letter_is_seen_by_every_program_and_leaves_once_at_its_time(
    hire: Engage,
) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Rentrée")
    visitor = claire.visitor()
    draft = scheduled(claire, visitor, karim, subject)
    (copy,) = claire.program().letters(SCHEDULED)
    assert parsedate_to_datetime(copy["Date"]) == due(draft)
    assert visitor.get(claire.path("scheduled")).rows() == [subject]
    assert "08:00" in departing(claire, visitor).words
    send_due(now=due(draft) - timedelta(seconds=1))
    assert karim.program().find(subject) == []
    leaves_at = due(draft)
    send_due(now=leaves_at)
    send_due(now=leaves_at)
    got = karim.program().waits_for(subject)
    assert abs(parsedate_to_datetime(got["Date"]) - timezone.now()) < timedelta(minutes=5)
    assert claire.program().waits_for(subject, "Sent")["Message-ID"] == got["Message-ID"]
    assert (claire.program().letters(SCHEDULED), len(karim.program().find(subject))) == ([], 1)


def test_one_opened_among_all_messages_says_when_it_leaves_and_can_be_cancelled(
    hire: Engage,
) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Partout")
    claire.program().keep(letter(f"Autre {subject}", to=claire.who))
    visitor = claire.visitor()
    draft = scheduled(claire, visitor, karim, subject)
    every = visitor.get(claire.path("all"))
    opened = {
        name: visitor.get(claire.path("all", f"m/{ident}/"))
        for name, ident in zip(every.rows(), every.ids(), strict=True)
    }
    card = opened[subject].one(".departing")
    assert "08:00" in card.get_text()
    assert opened[f"Autre {subject}"].all(".departing") == []
    assert (verbs(opened[subject]), "archive" in verbs(opened[f"Autre {subject}"])) == (
        {"star"},
        True,
    )
    visitor.post(str(card.select("form")[0]["action"]), version="1")
    assert row(draft).state == Draft.State.WRITING


def verbs(page: Answer) -> set[str]:
    """What the bar above a message offers to do with it."""
    deeds = page.all('.reader-bar [form="open"][formaction]')
    return {str(deed["formaction"]).partition("?")[0].rpartition("/")[2] for deed in deeds}


def test_what_has_left_for_some_says_nothing_of_the_others_where_it_was_sent(
    hire: Engage,
) -> None:
    claire, karim, subject = hire("Claire", view="flat"), hire("Karim"), unique("Moitié")
    visitor = claire.visitor()
    draft = row(scheduled(claire, visitor, karim, subject))
    (waiting,) = claire.program().letters(SCHEDULED)
    claire.program().keep(waiting, folder="Sent")
    every = visitor.get(claire.path("all"))
    cards = [
        len(visitor.get(claire.path("all", f"m/{ident}/")).all(".departing"))
        for ident in every.ids()
    ]
    assert (sorted(cards), draft.state) == ([0, 1], Draft.State.SCHEDULED)


def test_the_worker_sends_what_is_due_by_itself(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Seule")
    draft = scheduled(claire, claire.visitor(), karim, subject)
    Draft.objects.filter(pk=row(draft).pk).update(due_at=timezone.now())
    karim.program().waits_for(subject)


def test_one_taken_out_of_scheduled_by_another_program_does_not_leave(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Retirée")
    visitor = claire.visitor()
    draft = scheduled(claire, visitor, karim, subject)
    leaves_at = due(draft)
    with claire.program().imap() as line:
        line.select('"Programm&AOk-s"')
        line.store("1:*", "+FLAGS", r"(\Deleted)")
    send_due(now=leaves_at)
    assert row(draft).state == Draft.State.WRITING
    assert "taken out of Scheduled" in visitor.get(draft).words
    assert karim.program().find(subject) == []


def test_one_put_back_in_scheduled_leaves(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Remise")
    draft = scheduled(claire, claire.visitor(), karim, subject)
    with claire.program().imap() as line:
        line.select('"Programm&AOk-s"')
        line.uid("MOVE", "1:*", "Trash")
        line.select("Trash")
        line.uid("MOVE", "1:*", '"Programm&AOk-s"')
    send_due(now=due(draft))
    karim.program().waits_for(subject)


def test_until_it_leaves_it_is_edited_put_off_or_sent_at_once_by_plain_forms(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Avancée")
    visitor = claire.visitor()
    draft = scheduled(claire, visitor, karim, subject)
    visitor.post(draft + "postpone", at="", day=wall(5))
    assert timezone.localtime(due(draft)).strftime("%Y-%m-%dT%H:%M") == wall(5)
    (copy,) = claire.program().letters(SCHEDULED)
    assert parsedate_to_datetime(copy["Date"]) == due(draft)
    assert visitor.post(draft + "cancel", edit="1").location == draft
    assert field(visitor.get(draft), "subject") == f"{subject} {SECRET}"
    assert claire.program().letters(SCHEDULED) == []
    schedule(visitor, draft, wall())
    visitor.post(draft + "send-now")
    karim.program().waits_for(subject)
    eventually(lambda: claire.program().letters(SCHEDULED) == [])


@pytest.mark.parametrize("at", ["", "hier", "2020-01-01T08:00", "9999-01-01T08:00"])
def test_a_time_that_cannot_be_is_said_and_the_letter_stays(hire: Engage, at: str) -> None:
    claire = hire("Claire")
    visitor = claire.visitor()
    draft = write(claire, visitor, to=claire.who, subject=f"Quand {SECRET}")
    answer = schedule(visitor, draft, at)
    assert (answer.status, row(draft).state) == (422, Draft.State.WRITING)
    assert len(answer.all(".composer-notices .notice-danger")) == 1


def test_scheduling_is_taken_back_by_the_same_button_as_sending(hire: Engage) -> None:
    claire = hire("Claire")
    visitor = claire.visitor()
    draft = write(claire, visitor, to=claire.who, subject=f"Trop tôt {SECRET}")
    undo = schedule(visitor, draft, wall()).one("[data-preau-undo]")
    back = visitor.post(str(undo["action"]), token="1", htmx={})
    assert (back.status, row(draft).state) == (200, Draft.State.WRITING)


def test_a_letter_taken_out_of_scheduled_is_a_draft_again_without_waiting_for_its_time(
    hire: Engage,
) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Retirée")
    visitor = claire.visitor()
    draft = scheduled(claire, visitor, karim, subject)
    Draft.objects.filter(pk=row(draft).pk).update(changed_at=timezone.now() - timedelta(minutes=1))
    with claire.program().imap() as line:
        line.select('"Programm&AOk-s"')
        line.uid("MOVE", "1:*", "Trash")
    look = eventually(lambda: Look.objects.filter(mailbox__login=claire.login).first())
    assert look is not None
    watch_due(now=look.due_at)
    assert (row(draft).state, row(draft).refusal != "") == (Draft.State.WRITING, True)
    claire.program().waits_for(subject, "Drafts")


def test_without_a_worker_it_waits_and_leaves_once_when_there_is_one_again(
    hire: Engage, house: House
) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Coupure")
    draft = scheduled(claire, claire.visitor(), karim, subject)
    with house.without("worker"):
        Draft.objects.filter(pk=row(draft).pk).update(due_at=timezone.now())
    karim.program().waits_for(subject)
    claire.program().waits_for(subject, "Sent")
    assert len(karim.program().find(subject)) == 1


def test_a_scheduled_letter_opened_to_be_written_in_is_shown_where_it_waits(hire: Engage) -> None:
    claire = hire("Claire")
    visitor = claire.visitor()
    draft = scheduled(claire, visitor, claire, unique("Attente"))
    assert "08:00" in visitor.follow(visitor.get(draft)).words
    answer = visitor.post(draft, version="1", htmx={}, subject="Trop tard")
    assert (answer.status, row(draft).state) == (409, Draft.State.SCHEDULED)
    assert "is scheduled" in str(answer.json["sentence"])


def test_a_colleague_sees_when_a_letter_leaves_and_changes_nothing(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    school = open_school(members=(claire, karim))
    hers, his = claire.visitor(), karim.visitor()
    draft = hers.get(f"/mail/{school.slug}/compose").location
    hers.post(draft, version="0", htmx={}, to=claire.who, subject=f"Conseil {SECRET}")
    schedule(hers, draft, wall())
    listed = his.get(f"/mail/{school.slug}/scheduled/")
    page = his.get(f"/mail/{school.slug}/scheduled/m/{listed.ids()[0]}/")
    assert (claire.name in page.words, page.all(".departing-verbs")) == (True, [])
    assert his.post(draft + "send-now").status == 404
