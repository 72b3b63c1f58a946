"""A draft taken up again keeps what it held, and none that is leaving is taken up."""

from email.message import EmailMessage

from preau.formats.imap.request import quote
from preau.identity.models import Mailbox
from preau.mail import letters
from preau.mail.doors import mailstore
from preau.mail.models import Draft
from tests.house.cast import open_school
from tests.house.fixtures import Engage
from tests.house.postbag import PNG, SECRET, letter
from tests.house.waiting import eventually
from tests.web.drafts import begin, field, save, text, version


def test_the_images_of_another_programs_draft_stay_in_its_text(hire: Engage) -> None:
    person = hire()
    made = letter(html='<p>Plan <img src="cid:plan@x" alt="plan"></p>')
    made.get_payload()[1].add_related(PNG, "image", "png", cid="<plan@x>")
    ident = person.program().keep(made, folder="Drafts", flags=r"(\Draft)")[0]
    visitor = person.visitor()
    taken = visitor.get(f"/mail/{person.box}/compose", edit=f"drafts/{ident}").location
    draft = Draft.objects.get(mailbox__login=person.login)
    image = draft.attachments.get()
    octets = letters.octets(draft)
    assert f"{taken}attachments/{image.pk}" in draft.html
    assert visitor.get(f"{taken}attachments/{image.pk}").body == PNG
    assert f"<{image.content_id}>".encode() in octets
    assert f"cid:{image.content_id}".encode() in octets


def with_image(**more: str) -> EmailMessage:
    made = letter("Plan", html='<p>Voici <img src="cid:plan@x" alt="plan"></p>', **more)  # type: ignore[arg-type]
    made.get_payload()[1].add_related(PNG, "image", "png", cid="<plan@x>")  # type: ignore[union-attr,index]
    return made


def test_the_images_of_a_message_forwarded_in_the_text_arrive_in_it(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    ident = claire.program().keep(with_image())[0]
    visitor = claire.visitor()
    draft = visitor.get(f"/mail/{claire.box}/compose", forward=f"inbox/{ident}").location
    frame = visitor.get(f"{draft}quote")
    shown = str(frame.one("img")["src"])
    policy = frame.headers["content-security-policy"]
    assert visitor.get(shown).body == PNG
    assert f"http://{visitor.host}{draft}attachments/ " in policy
    visitor.post(draft, version="0", to=karim.address, text="Pour vous", format="text", htmx={})
    visitor.post(f"{draft}dispatch", version="1", htmx={})
    arrived = karim.program().waits_for("TR: Plan")
    image = next(part for part in arrived.walk() if part.get_content_type() == "image/png")
    html = arrived.get_body(("html",))
    assert html is not None
    assert image.get_content() == PNG
    assert f'src="cid:{image["Content-ID"].strip("<>")}"' in html.get_content()


def test_a_forwarded_message_that_is_left_out_takes_its_images_along(hire: Engage) -> None:
    person = hire()
    ident = person.program().keep(with_image())[0]
    visitor = person.visitor()
    draft = visitor.get(f"/mail/{person.box}/compose", forward=f"inbox/{ident}").location
    visitor.post(draft, version="0", quote="removed", text="Sans", format="text", htmx={})
    octets = letters.octets(Draft.objects.get(mailbox__login=person.login))
    assert b"image/png" not in octets


def test_two_people_of_one_box_each_write_their_own_letter(hire: Engage) -> None:
    """Claire begins; Karim opens what he sees in Drafts, changes it, throws his own away."""
    claire, karim = hire("Claire"), hire("Karim")
    school = open_school(members=(claire, karim))
    first, second = claire.visitor(), karim.visitor()
    hers = first.get(f"/mail/{school.slug}/compose").location
    first.post(hers, version="0", subject="Conseil", text="À dix heures", format="text", htmx={})
    mirrored = eventually(lambda: Draft.objects.filter(mailbox=school, mirror_uid__gt=0).first())
    assert mirrored is not None
    seen = f"{mirrored.mirror_uidvalidity}-{mirrored.mirror_uid}"
    assert second.get(hers).status == 404
    his = second.get(f"/mail/{school.slug}/compose", edit=f"drafts/{seen}").location
    page = second.get(his)
    said = page.one(".composer-notices .notice-words").get_text()
    assert said.startswith(f"{claire.name} is writing this letter.")
    assert "À dix heures" in page.one("textarea[name=text]").get_text()
    second.post(his, version="0", text="À midi", format="text", htmx={})
    second.post(his + "discard", version="1", htmx={})
    assert "À dix heures" in first.get(hers).one("textarea[name=text]").get_text()
    saved = first.post(hers, version="1", text="À onze heures", format="text", htmx={})
    assert (saved.status, in_drafts(school, "Conseil")) == (200, 1)


def in_drafts(school: Mailbox, subject: str) -> int:
    with mailstore().open(school.login) as box:
        box.select("Drafts")
        return len(box.uids_matching([b"SUBJECT", quote(subject)]))


def test_a_letter_in_the_queue_is_not_taken_up_a_second_time(hire: Engage) -> None:
    person = hire(undo_seconds=600)
    visitor = person.visitor()
    draft = visitor.get(f"/mail/{person.box}/compose", to=person.address).location
    visitor.post(draft, version="0", subject="Sortie", text="Bonjour", format="text", htmx={})

    def copied() -> Draft | None:
        return Draft.objects.filter(mailbox__login=person.login, mirror_uid__gt=0).first()

    row = eventually(copied)
    assert row is not None
    visitor.post(f"{draft}dispatch", version="1", htmx={})
    ident = f"{row.mirror_uidvalidity}-{row.mirror_uid}"
    again = visitor.get(f"/mail/{person.box}/compose", edit=f"drafts/{ident}")
    added = visitor.post(f"{draft}attachments", files=[("file", ("a.png", "image/png", PNG))])
    assert (again.status, added.status) == (409, 409)
    assert Draft.objects.filter(mailbox__login=person.login).count() == 1


def test_a_draft_left_by_thunderbird_is_taken_up_and_replaced(hire: Engage) -> None:
    person = hire()
    made = letter(
        "Depuis Thunderbird", "Mon texte", sender=person.who, to="Irène <irene@x.example>",
        attachments=(("plan.png", "image/png", PNG),),
    )  # fmt: skip
    ident = person.program().keep(made, folder="Drafts", flags=r"(\Draft \Seen)")[0]
    visitor = person.visitor()
    link = visitor.get(person.path("drafts", f"m/{ident}/")).one(".reader-answers a.button-primary")
    draft = visitor.get(str(link["href"])).location
    page = visitor.get(draft)
    assert (field(page, "to"), field(page, "subject")) == (
        '"Irène" <irene@x.example>', f"Depuis Thunderbird {SECRET}",
    )  # fmt: skip
    assert "Mon texte" in text(page)
    assert [str(one["data-preau-name"]) for one in page.all("[data-preau-attachment]")] == [
        "plan.png"
    ]
    save(visitor, draft, version(page), subject=f"Repris ici {SECRET}")
    eventually(lambda: person.program().subjects("Drafts") == [f"Repris ici {SECRET}"])


def test_a_draft_opened_twice_from_its_folder_is_one_draft(hire: Engage) -> None:
    person = hire()
    ident = person.program().keep(letter("Une fois"), folder="Drafts", flags=r"(\Draft)")[0]
    visitor = person.visitor()
    first = begin(person, visitor, edit=f"drafts/{ident}")
    assert begin(person, visitor, edit=f"drafts/{ident}") == first
