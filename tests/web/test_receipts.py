"""Return receipts: asked for, answered by hand, never to a list nor elsewhere, shown where sent."""

import pytest

from preau.mail.models import Acknowledgement
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, letter, unique
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually
from tests.web.drafts import begin, save


def sent_asking(claire: Person, karim: Person, visitor: Visitor) -> str:
    """A letter that asks for a receipt and has arrived; its subject."""
    subject = unique("Convocation")
    draft = begin(claire, visitor, to=karim.address)
    fields = {"subject": f"{subject} {SECRET}", "format": "text", "text": "x", "receipt": "1"}
    save(visitor, draft, **fields)
    assert visitor.post(draft + "dispatch", version="1", warned="1").status == 302
    karim.program().waits_for(subject)
    claire.program().waits_for(subject, "Sent")
    return subject


def opened(person: Person, visitor: Visitor, folder: str = "inbox") -> Answer:
    """The newest message of a folder."""
    ident = visitor.get(person.path(folder)).ids()[0]
    return visitor.get(f"{person.path(folder)}m/{ident}/")


def questions(page: Answer) -> list[str]:
    return [form["hx-post"] for form in page.all("form[action$='/receipt']")]  # type: ignore[misc]


def test_a_receipt_is_asked_given_by_hand_once_and_shown_at_the_sent_message(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    hers, his = claire.visitor(), karim.visitor()
    subject = sent_asking(claire, karim, hers)
    assert opened(claire, hers, "sent").all(".receipts")[0].get_text() == (
        "A read receipt was asked for; none has come yet."
    )
    page = opened(karim, his)
    (url,) = questions(page)
    assert claire.program().subjects() == []
    assert his.post(url, answer="yes").status == 302
    got = claire.program().waits_for(subject)
    assert got.get_content_type() == "multipart/report"
    assert "displayed" in got.as_string()
    assert "$MDNSent" in next(iter(karim.program().flags().values()))
    assert questions(opened(karim, his)) == []
    assert his.post(url, answer="yes").status == 403
    lines = eventually(lambda: opened(claire, hers, "sent").all(".receipts li"))
    assert lines[0].get_text().startswith(f"Displayed by {karim.address}, ")


def test_who_says_no_is_not_asked_again_and_nothing_leaves(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    his = karim.visitor()
    sent_asking(claire, karim, claire.visitor())
    (url,) = questions(opened(karim, his))
    his.post(url, answer="no")
    assert questions(opened(karim, his)) == []
    assert Acknowledgement.objects.filter(address=claire.address).count() == 0
    assert claire.program().subjects() == []


def test_who_chose_always_answers_by_opening_and_who_chose_never_is_not_asked(
    hire: Engage,
) -> None:
    claire, karim, anne = hire("Claire"), hire("Karim"), hire("Anne")
    hers = claire.visitor()
    karim.visitor().post("/settings/writing", receipts="always", htmx={})
    anne.visitor().post("/settings/writing", receipts="never", htmx={})
    sent_asking(claire, anne, hers)
    assert questions(opened(anne, anne.visitor())) == []
    subject = sent_asking(claire, karim, hers)
    opened(karim, karim.visitor())
    got = claire.program().waits_for(subject)
    assert "automatic-action/MDN-sent-automatically" in got.as_string()


REFUSED = {
    "a list": {"List-Id": "<profs.ac-poitiers.fr>"},
    "a machine": {"Auto-Submitted": "auto-generated"},
    "mass mail": {"Precedence": "bulk"},
    "another envelope": {"Return-Path": "<autre@lointain.example>"},
    "another address": {"Disposition-Notification-To": "<autre@lointain.example>"},
    "two addresses": {"Disposition-Notification-To": "<irene@lointain.example>, <b@c.example>"},
    "a hidden copy": {"To": "<liste@lointain.example>"},
}


@pytest.mark.parametrize("why", REFUSED)
def test_no_receipt_is_offered_to(hire: Engage, why: str) -> None:
    person = hire()
    made = letter("Avis", sender="Irène <irene@lointain.example>", to=person.who)
    for name, value in {
        "Disposition-Notification-To": "<irene@lointain.example>",
        **REFUSED[why],
    }.items():
        del made[name]
        made[name] = value
    person.program().keep(made)
    assert questions(opened(person, person.visitor())) == []
    person.visitor().post("/settings/writing", receipts="always", htmx={})
    opened(person, person.visitor())
    assert Acknowledgement.objects.exclude(address__endswith="@ac-poitiers.fr").count() == 0
