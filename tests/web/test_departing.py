"""Before a letter leaves: what its author would regret is asked about, and mended by a button."""

from preau.mail.models import Draft
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, letter, unique
from tests.house.visitor import Answer
from tests.house.waiting import eventually
from tests.web.drafts import begin, row, save, version

NUMEN = "13E9501234ABC"


def asked(answer: Answer) -> list[str]:
    """The beginning of each question."""
    notices = answer.all(".composer-notices .notice-words")
    return [" ".join(one.get_text().split()[:4]) for one in notices]


def buttons(answer: Answer) -> list[str]:
    return [one.get_text() for one in answer.all(".composer-notices button")]


def test_a_numen_in_the_subject_the_text_or_the_quotation_is_warned_of(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    asks = letter(f"Dossier {SECRET}", f"Mon NUMEN : {NUMEN}", sender=karim.who, to=claire.who)
    ident = claire.program().keep(asks)[0]
    visitor = claire.visitor()
    for query, fields in (
        ({"to": karim.address}, {"subject": f"Le {NUMEN}", "format": "text", "text": "x"}),
        (
            {"to": karim.address},
            {"subject": "x", "format": "html", "html": f"<b>13E</b>{NUMEN[3:]}"},
        ),
        ({"reply": f"inbox/{ident}"}, {"subject": "x", "format": "text", "text": "Bien reçu"}),
    ):
        draft = begin(claire, visitor, **query)
        save(visitor, draft, **fields)
        answer = visitor.post(draft + "dispatch", version="1", warned="1", htmx={})
        assert (answer.status, asked(answer), buttons(answer)) == (
            422,
            ["This message contains a"],
            ["Mask the NUMEN", "Send anyway"],
        )
        assert row(draft).state == Draft.State.WRITING


def test_a_numen_is_masked_everywhere_and_the_letter_then_leaves(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    asks = letter(f"Dossier {SECRET}", f"Mon NUMEN : {NUMEN}", sender=karim.who, to=claire.who)
    ident = claire.program().keep(asks)[0]
    visitor, subject = claire.visitor(), unique("Masqué")
    draft = begin(claire, visitor, reply=f"inbox/{ident}")
    fields = {"to": karim.address, "subject": f"{subject} {NUMEN}", "format": "html"}
    save(visitor, draft, **fields, html=f"<p>Le 13&nbsp;E <b>95</b>01234 ABC {SECRET}</p>")
    masked = visitor.post(draft + "dispatch", version="1", mend="numen")
    page = visitor.follow(masked)
    assert page.one("[name=subject]")["value"] == f"{subject} (NUMEN)"
    assert visitor.post(draft + "dispatch", version=version(page), htmx={}).status == 200
    got = karim.program().waits_for(subject)
    bodies = [part.get_content() for part in got.walk() if part.get_content_maintype() == "text"]
    assert [body.count("(NUMEN)") for body in bodies] == [2, 2]
    assert "01234" not in str(got["Subject"]) + "".join(bodies)


def test_a_numen_leaves_only_by_the_button_that_says_so(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    visitor, subject = claire.visitor(), unique("Malgré")
    draft = begin(claire, visitor, to=karim.address)
    save(visitor, draft, subject=f"{subject} {NUMEN}", format="text", text=f"x {SECRET}")
    again = [visitor.post(draft + "dispatch", version="1", warned="1").status for _ in range(2)]
    sent = visitor.post(draft + "dispatch", version="1", warned="numen")
    assert (again, sent.status) == ([422, 422], 302)
    assert NUMEN in str(karim.program().waits_for(subject)["Subject"])


def test_a_form_without_script_is_asked_each_question_once(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    outside = ", ".join(f"parent{n}@lointain.example" for n in range(11))
    draft = begin(person, visitor)
    save(visitor, draft, to=outside, format="text", text=f"Vous trouverez ci-joint {SECRET}")
    first = visitor.post(draft + "dispatch", version="1")
    told = [str(one["value"]) for one in first.all("input[name=warned]")]
    assert (first.status, told, buttons(first)) == (
        422,
        ["forgotten", "no-subject", "many"],
        ["Move them to Bcc", "One copy each"],
    )
    second = visitor.post(draft + "dispatch", {"warned": told}, version="1")
    assert second.status == 302
    assert eventually(lambda: not Draft.objects.filter(mailbox__login=person.login).exists())


def test_outside_addresses_in_clear_are_moved_to_bcc_by_the_button(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    visitor = claire.visitor()
    outside = [f"parent{n}@lointain.example" for n in range(11)]
    draft = begin(claire, visitor)
    save(visitor, draft, to=f"{karim.address}, {', '.join(outside[:6])}", cc=", ".join(outside[6:]))
    visitor.post(draft + "dispatch", version="1", mend="many")
    kept = row(draft)
    assert (kept.to, kept.cc, kept.bcc) == (karim.address, "", ", ".join(outside))
