"""A letter leaves, arrives with its files, is taken back, or comes back with the reason."""

import pytest

from preau.identity.models import Address
from preau.mail.models import Draft, DraftAttachment
from tests.house.cast import Cast, Person, open_school
from tests.house.fixtures import Engage
from tests.house.postbag import PNG, SECRET, letter, unique
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually


def write(person: Person, visitor: Visitor, **fields: str) -> str:
    draft = visitor.get(f"/mail/{person.box}/compose").location
    fields = {"format": "text", "text": f"Bonjour {SECRET}", **fields}
    assert visitor.post(draft, version="0", htmx={}, **fields).status == 200
    return draft


def dispatch(visitor: Visitor, draft: str, version: str = "1") -> Answer:
    return visitor.post(draft + "dispatch", version=version, warned="1", htmx={})


def refusal(visitor: Visitor, draft: str) -> str:
    page = visitor.get(draft)
    found = page.all(".composer-notices .notice-danger .notice-words")
    return found[0].get_text() if found else ""


def test_a_letter_with_a_file_is_received_by_the_other_person(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    visitor, subject = claire.visitor(), unique("Sortie")
    draft = write(claire, visitor, to=karim.who, subject=f"{subject} d’été {SECRET}")
    visitor.post(
        draft + "attachments", files=[("file", ("plan d’été.png", "image/png", PNG))], htmx={}
    )
    assert dispatch(visitor, draft).toasts == ["Message sent"]
    got = karim.program().waits_for(subject)
    files = [(part.get_filename(), part.get_content()) for part in got.iter_attachments()]
    assert (got["From"], got["To"]) == (claire.who, karim.who) or str(got["From"]).endswith(
        f"<{claire.address}>"
    )
    assert files == [("plan d’été.png", PNG)]
    page = karim.visitor().get(karim.path())
    assert page.rows() == [f"{subject} d’été"]
    assert claire.program().waits_for(subject, "Sent")["Message-ID"] == got["Message-ID"]
    assert visitor.get(draft).status == 404


def test_a_reply_marks_the_question_answered_and_joins_its_conversation(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    subject = unique("Question")
    ident = karim.program().keep(
        letter(subject, sender=claire.who, to=karim.who, message_id=f"<{subject}@x.example>")
    )[0]
    visitor = karim.visitor()
    draft = visitor.get(f"/mail/{karim.box}/compose?reply=inbox/{ident}").location
    visitor.post(draft, version="0", htmx={}, format="text", text=f"Oui {SECRET}")
    dispatch(visitor, draft)
    got = claire.program().waits_for(f"Re: {subject}")
    assert got["In-Reply-To"] == f"<{subject}@x.example>"
    eventually(lambda: r"\Answered" in next(iter(karim.program().flags().values())))


def test_a_forward_marks_the_message_forwarded(hire: Engage) -> None:
    person = hire()
    ident = person.program().keep(letter("À transmettre"))[0]
    visitor = person.visitor()
    draft = visitor.get(f"/mail/{person.box}/compose?forward=inbox/{ident}&as=attachment").location
    visitor.post(draft, version="0", htmx={}, to=person.who)
    dispatch(visitor, draft)
    got = person.program().waits_for("TR: À transmettre")
    assert [part.get_content_type() for part in got.iter_attachments()] == ["message/rfc822"]
    eventually(lambda: any("$Forwarded" in flags for flags in person.program().flags().values()))


def test_a_letter_in_html_is_also_in_plain_text(hire: Engage) -> None:
    person = hire()
    visitor, subject = person.visitor(), unique("Html")
    draft = write(
        person,
        visitor,
        to=person.who,
        subject=f"{subject} {SECRET}",
        format="html",
        html=f"<p>Été <b>gras</b> {SECRET}</p>",
    )
    dispatch(visitor, draft)
    got = person.program().waits_for(subject)
    bodies = [
        part.get_content().strip() for part in got.walk() if part.get_content_maintype() == "text"
    ]
    assert "Été gras" in bodies[0]
    assert "<b>gras</b>" in bodies[1]


def test_nobody_sees_the_blind_copies(hire: Engage) -> None:
    claire, karim, anne = hire("Claire"), hire("Karim"), hire("Anne")
    visitor, subject = claire.visitor(), unique("Secret")
    dispatch(
        visitor, write(claire, visitor, to=karim.who, bcc=anne.who, subject=f"{subject} {SECRET}")
    )
    seen = [one.program().waits_for(subject) for one in (karim, anne)]
    assert [one["Bcc"] for one in seen] == [None, None]
    assert anne.address not in seen[0].as_string()
    assert anne.address in str(claire.program().waits_for(subject, "Sent")["Bcc"])


def test_send_can_be_undone_until_it_leaves(hire: Engage) -> None:
    claire, karim = hire("Claire", undo_seconds=60), hire("Karim")
    visitor = claire.visitor()
    draft = write(claire, visitor, to=karim.who, subject=f"Trop tôt {SECRET}")
    done = dispatch(visitor, draft)
    undo = done.one("[data-preau-undo]")
    back = visitor.post(
        str(undo["action"]), token=str(undo.select_one("[name=token]")["value"]), htmx={}
    )
    assert (back.status, back.one("[name=subject]")["value"]) == (200, f"Trop tôt {SECRET}")
    assert Draft.objects.get(mailbox__login=claire.login).state == Draft.State.WRITING
    assert karim.program().subjects() == []


def test_a_letter_that_left_is_not_taken_back(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    visitor, subject = claire.visitor(), unique("Parti")
    draft = write(claire, visitor, to=karim.who, subject=f"{subject} {SECRET}")
    dispatch(visitor, draft)
    karim.program().waits_for(subject)
    assert visitor.post(draft + "recall", htmx={}).status in (403, 404)


def test_the_same_letter_is_never_sent_twice(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    visitor, subject = claire.visitor(), unique("Unique")
    draft = write(claire, visitor, to=karim.who, subject=f"{subject} {SECRET}")
    answers = [dispatch(visitor, draft).status for _ in range(3)]
    karim.program().waits_for(subject)
    eventually(lambda: not Draft.objects.filter(mailbox__login=claire.login).exists())
    assert answers[0] == 200
    assert set(answers[1:]) <= {404, 409}
    assert len(karim.program().find(subject)) == 1


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("", "To whom? Add at least one recipient."),
        ("pas une adresse", "“pas une adresse” is not an address: correct it or remove it."),
        ("a@b", "“a@b” is not an address: correct it or remove it."),
    ],
)
def test_a_letter_to_nobody_is_not_sent_and_says_why(hire: Engage, to: str, sentence: str) -> None:
    person = hire()
    visitor = person.visitor()
    answer = dispatch(visitor, write(person, visitor, to=to, subject=f"x {SECRET}"))
    assert (answer.status, answer.one(".notice-danger .notice-words").get_text()) == (422, sentence)


def test_a_refused_letter_stays_in_drafts_with_the_reason(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = write(person, visitor, to="personne.du.tout@ac-poitiers.fr", subject=f"Refusé {SECRET}")
    assert dispatch(visitor, draft).status == 200
    sentence = eventually(lambda: refusal(visitor, draft))
    assert "personne.du.tout@ac-poitiers.fr" in sentence
    page = visitor.get(draft)
    assert page.one("[name=subject]")["value"] == f"Refusé {SECRET}"
    assert f"Refusé {SECRET}" in person.program().waits_for("Refusé", "Drafts")["Subject"]


def test_a_refused_letter_goes_once_it_is_corrected(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    visitor, subject = claire.visitor(), unique("Corrigé")
    draft = write(
        claire, visitor, to="personne.du.tout@ac-poitiers.fr", subject=f"{subject} {SECRET}"
    )
    dispatch(visitor, draft)
    eventually(lambda: refusal(visitor, draft))
    version = str(visitor.get(draft).one("[name=version]")["value"])
    visitor.post(draft, version=version, htmx={}, to=karim.who)
    dispatch(visitor, draft, str(int(version) + 1))
    karim.program().waits_for(subject)


def test_of_several_recipients_one_unknown_keeps_the_letter_from_all(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    visitor = claire.visitor()
    draft = write(
        claire, visitor, to=f"{karim.address}, personne@ac-poitiers.fr", subject=f"Tous {SECRET}"
    )
    dispatch(visitor, draft)
    eventually(lambda: refusal(visitor, draft))
    assert karim.program().subjects() == []


def test_a_mailbox_too_small_refuses_in_words_before_anything_is_accepted(hire: Engage) -> None:
    claire, small = hire("Claire"), hire("Petit", quota=20_000)
    visitor = claire.visitor()
    draft = write(claire, visitor, to=small.address, subject=f"Trop {SECRET}", text="x" * 30_000)
    dispatch(visitor, draft)
    said = eventually(lambda: refusal(visitor, draft))
    assert (small.address in said, "larger than" in said) == (True, True)


def test_a_letter_to_the_world_leaves_signed_by_our_domain(hire: Engage) -> None:
    person = hire()
    visitor, address = person.visitor(), f"{unique('monde')}@lointain.example"
    draft = write(person, visitor, to=address, subject=f"Dehors {SECRET}")
    dispatch(visitor, draft)
    got = person.house.world.waits_for(address)
    signature = str(got.message["DKIM-Signature"])
    assert "d=ac-poitiers.fr" in signature
    assert (got.sender, got.message["From"].addresses[0].addr_spec) == (
        person.address,
        person.address,
    )
    assert [name for name in ("X-Originating-IP", "Bcc") if name in got.message] == []
    assert "127.0.0.1" not in "".join(got.message.get_all("Received", [])[-1:])


def test_who_works_in_the_schools_box_writes_in_its_name(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    school = open_school(members=(claire,))
    visitor, subject = claire.visitor(), unique("École")
    draft = visitor.get(f"/mail/{school.slug}/compose").location
    visitor.post(
        draft,
        version="0",
        htmx={},
        to=karim.who,
        subject=f"{subject} {SECRET}",
        text="x",
        format="text",
    )
    dispatch(visitor, draft)
    got = karim.program().waits_for(subject)
    assert got["From"].addresses[0].addr_spec == school.address


def test_who_may_only_read_a_box_does_not_write_in_its_name(hire: Engage) -> None:
    person = hire()
    school = open_school()
    from preau.identity.actions.opening import let_in

    let_in(person.account, school, may_send=False)
    visitor = person.visitor()
    assert visitor.get(f"/mail/{school.slug}/inbox/").status == 200
    assert visitor.get(f"/mail/{school.slug}/compose").status == 403


def test_anothers_identity_cannot_be_chosen(hire: Engage, cast: Cast) -> None:
    from preau.mail import identities

    person = hire()
    theirs = identities.default(cast.school, cast.claire.account)
    visitor = person.visitor()
    draft = visitor.get(f"/mail/{person.box}/compose").location
    assert visitor.post(draft, {"from": str(theirs.pk)}, version="0", htmx={}).status == 403


def test_an_address_for_life_still_reaches_its_owner(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    former = f"{unique('ancienne')}@ac-poitiers.fr"
    Address.objects.create(address=former, mailbox=karim.account.memberships.get().mailbox)
    visitor, subject = claire.visitor(), unique("Ancienne")
    dispatch(visitor, write(claire, visitor, to=former, subject=f"{subject} {SECRET}"))
    assert karim.program().waits_for(subject)["To"] == former


def test_a_letter_without_subject_is_asked_about_once(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = write(person, visitor, to=person.who)
    asked = visitor.post(draft + "dispatch", version="1")
    assert (asked.status, asked.one("[name=warned]")["value"]) == (422, "no-subject")
    sent = visitor.post(
        draft + "dispatch", version=str(asked.one("[name=version]")["value"]), warned="no-subject"
    )
    assert sent.status == 302


def test_a_sent_letter_leaves_no_file_behind(hire: Engage) -> None:
    person = hire()
    visitor, subject = person.visitor(), unique("Pièce")
    draft = write(person, visitor, to=person.who, subject=f"{subject} {SECRET}")
    visitor.post(draft + "attachments", files=[("file", ("a.txt", "text/plain", b"a"))], htmx={})
    file = DraftAttachment.objects.get(draft__mailbox__login=person.login).file.name
    path = person.house.places.data / "files" / str(file)
    assert path.exists()
    dispatch(visitor, draft)
    person.program().waits_for(subject)
    eventually(lambda: not path.exists())


def test_whom_one_wrote_to_is_offered_the_next_time(hire: Engage) -> None:
    person = hire()
    visitor, address = person.visitor(), f"{unique('zebulon')}@lointain.example"
    dispatch(
        visitor, write(person, visitor, to=f"Zébulon Unique <{address}>", subject=f"x {SECRET}")
    )
    person.house.world.waits_for(address)

    def offered() -> list[str]:
        answer = visitor.get(f"/mail/{person.box}/addresses", q="zebul", htmx={})
        return [str(one["data-preau-value"]) for one in answer.all("[role=option]")]

    assert eventually(offered) == [f'"Zébulon Unique" <{address}>']
