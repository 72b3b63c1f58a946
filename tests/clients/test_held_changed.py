"""A letter that a mail program had held, changed of mind about in the web or by IMAP."""

from email import message_from_bytes, policy

from preau.mail.actions.mirroring import mirror_changed
from preau.mail.models import Draft
from tests.clients.holding import (
    departing,
    held,
    hold,
    leave,
    raw_scheduled,
    seen_in_scheduled,
)
from tests.clients.wire import written
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import SECRET, unique
from tests.web.later import SCHEDULED, wall


def test_in_the_web_it_says_where_it_comes_from_and_cannot_be_written_in(hire: Engage) -> None:
    claire, subject = hire("Claire"), unique("Vue")
    hold(claire, written(claire, subject), claire)
    draft = departing(claire)
    visitor = claire.visitor()
    ident = visitor.get(claire.path("scheduled")).ids()[0]
    page = visitor.get(claire.path("scheduled", f"m/{ident}/"))
    assert "Scheduled by a mail program: it leaves exactly as it was written there." in page.words
    verbs = [one.get_text(strip=True) for one in page.all(".departing-verbs > button")]
    assert verbs == ["Send now", "Do not send"]
    assert visitor.get(draft).location.startswith(claire.path("scheduled"))
    visitor.post(draft, version="0", text="Autre chose", format="text", htmx={})
    assert (held(claire).revision, held(claire).text) == (0, "")


def test_cancelled_in_the_web_it_stands_in_the_drafts_and_nowhere_else(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Annulée")
    hold(claire, written(claire, subject), karim)
    visitor = claire.visitor()
    told = visitor.follow(visitor.post(departing(claire) + "cancel", version="0"))
    assert told.toasts == ["Sending cancelled: the message is in your drafts."]
    assert claire.program().waits_for(subject, "Drafts")["Bcc"] == karim.address
    assert claire.program().letters(SCHEDULED) == []
    assert Draft.objects.filter(author=claire.account).count() == 0
    assert subject in visitor.get(claire.path("drafts")).words


def test_put_off_in_the_web_it_leaves_then(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Autre")
    hold(claire, written(claire, subject), karim)
    assert claire.visitor().post(departing(claire) + "postpone", at=wall(5)).status == 302
    assert held(claire).due_wall == wall(5)
    leave(claire)
    karim.program().waits_for(subject)


def test_sent_now_from_the_web_it_leaves_at_once(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Vite")
    claire.prefers(undo_seconds=30)
    hold(claire, written(claire, subject), karim)
    visitor = claire.visitor()
    told = visitor.follow(visitor.post(departing(claire) + "send-now"))
    assert told.toasts == ["Message sent"]
    karim.program().waits_for(subject)


def test_taken_out_of_scheduled_by_a_program_it_does_not_leave(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Retirée")
    hold(claire, written(claire, subject), karim)
    seen_in_scheduled(claire)
    with claire.program().imap() as line:
        line.select('"Programm&AOk-s"')
        line.store("1:*", "+FLAGS", r"(\Deleted)")
        line.expunge()
    leave(claire)
    assert karim.program().find(subject) == []
    mirror_changed()
    claire.program().waits_for(subject, "Drafts")


def test_somebody_else_does_not_see_it(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    hold(claire, written(claire, unique("Secrète")), karim)
    draft = departing(claire)
    visitor = karim.visitor()
    for deed in ("cancel", "postpone", "send-now"):
        assert visitor.post(draft + deed, version="0", at=wall(), htmx={}).status == 404
    assert held(claire).state == Draft.State.SCHEDULED


def test_no_log_says_what_was_written(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    hold(claire, written(claire, unique("Muette")), claire)
    log = (house.places.logs / "submission.log").read_text()
    assert (SECRET in log, claire.address in log) == (False, False)


def test_a_held_letter_reads_as_one(hire: Engage) -> None:
    claire, subject = hire("Claire"), unique("Lisible")
    hold(claire, written(claire, subject), claire)
    found = message_from_bytes(raw_scheduled(claire), policy=policy.default)
    assert (found["From"], found["To"], found["Bcc"]) == (claire.who, claire.who, None)
