"""Templates: written in settings, put in a letter with their places filled, shared by a box."""

import pytest

from preau.identity.models import Post
from preau.wordings.actions.keeping import keep
from preau.wordings.fields import given_and_family
from preau.wordings.models import Wording
from tests.house.cast import Person, open_school
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, letter, unique
from tests.house.visitor import Answer
from tests.web.drafts import begin, field, row, save, text, version

LIST = "/settings/templates/"


def box_of(person: Person) -> object:
    return person.account.memberships.get(mailbox__login=person.login).mailbox


def made(person: Person, name: str, html: str, subject: str = "") -> Wording:
    return keep(box_of(person), by=person.account, name=name, subject=subject, html=html)  # type: ignore[arg-type]


def names(page: Answer) -> list[str]:
    return [one.get_text() for one in page.all(".wording-name")]


def test_a_template_is_written_changed_removed_and_brought_back(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    fields = {"name": "Accusé", "subject": "Reçu", "text": f"Bien reçu, {{prénom}}. {SECRET}"}
    page = visitor.follow(visitor.post(f"{LIST}new/{person.box}", **fields))
    assert (names(page), page.toasts) == (["Accusé"], ["Template “Accusé” kept."])
    url = str(page.one(".wording-words")["href"])
    assert visitor.post(url, **{**fields, "name": ""}).status == 422
    renamed = visitor.follow(visitor.post(url, **{**fields, "name": "Accusé de réception"}))
    assert names(renamed) == ["Accusé de réception"]
    gone = visitor.follow(visitor.post(f"{url}/removal"))
    undo = gone.one("[data-preau-undo]")
    assert names(gone) == []
    token = str(undo.select_one("[name=token]")["value"])  # type: ignore[index]
    assert names(visitor.follow(visitor.post(str(undo["action"]), token=token))) == [
        "Accusé de réception"
    ]


def test_a_name_that_is_taken_is_refused_and_nothing_typed_is_lost(hire: Engage) -> None:
    person = hire()
    made(person, "Accusé", "<p>Un</p>")
    other = made(person, "Relance", "<p>Deux</p>")
    visitor = person.visitor()
    typed = f"<p>Deux et <b>demi</b> {SECRET}</p>"
    page = visitor.post(f"{LIST}{other.pk}", name="Accusé", subject="", format="html", html=typed)
    assert page.status == 422
    assert page.one("textarea[name=html]").get_text() == typed
    assert page.one(".notice-danger .notice-words").get_text() == "Another template has this name."
    other.refresh_from_db()
    assert (other.name, other.html) == ("Relance", "<p>Deux</p>")


def test_its_places_are_filled_from_the_directory_and_the_letter(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    Post.objects.create(
        person=karim.account.person,
        academy="poitiers",
        function="Principal",
        school_name="Collège Jean Moulin",
    )
    wording = made(
        claire,
        "Visite",
        "<p>Bonjour {prénom} {nom}, {fonction} ({établissement}), objet : {objet}. {mon prénom}</p>",
        "Visite",
    )
    visitor = claire.visitor()
    draft = begin(claire, visitor, to=karim.address)
    answer = visitor.post(draft + "wording", wording=str(wording.pk), htmx={})
    given, family = karim.account.given_name, karim.account.family_name
    said = f"Bonjour {given} {family}, Principal (Collège Jean Moulin), objet : Visite."
    assert answer.json == {
        "subject": "Visite",
        "html": f"<p>{said} {claire.account.given_name}</p>",
        "text": f"{said} {claire.account.given_name}",
    }


def test_without_script_it_stands_between_what_is_written_and_the_signature(hire: Engage) -> None:
    person = hire()
    from preau.mail import identities

    identity = identities.default(box_of(person), person.account)  # type: ignore[arg-type]
    identity.signature_html, identity.is_own = "<p>Une signature</p>", True
    identity.save()
    wording = made(person, "Suite", "<p>La suite {nom}</p>", "Objet du modèle")
    visitor = person.visitor()
    draft = begin(person, visitor)
    page = visitor.get(draft)
    typed = {"text": f"Mes mots\n\n{text(page).strip()}", "format": "text", "to": person.address}
    put = visitor.post(draft + "wording", version=version(page), wording=str(wording.pk), **typed)
    page = visitor.follow(put)
    assert text(page) == f"Mes mots\n\nLa suite {person.account.family_name}\n\nUne signature"
    assert field(page, "subject") == "Objet du modèle"


def test_places_left_are_asked_about_before_the_letter_leaves(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    wording = made(claire, "Groupe", "<p>Bonjour {prénom}, le {date}</p>", "x")
    visitor = claire.visitor()
    draft = begin(claire, visitor, to=f"{karim.address}, {claire.address}")
    html = visitor.post(draft + "wording", wording=str(wording.pk), htmx={}).json["html"]
    assert html.startswith("<p>Bonjour {prénom}, le ") and "{date}" not in html
    save(visitor, draft, format="html", html=html, subject=f"x {SECRET}")
    answer = visitor.post(draft + "dispatch", version="1", warned="1", htmx={})
    sentence = answer.one(".composer-notices .notice-words").get_text()
    assert sentence.startswith("prénom was not filled")


def test_a_letter_becomes_a_template_without_its_signature_and_its_quotation(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    asks = letter(f"Question {SECRET}", "Tu viens ?", sender=karim.who, to=claire.who)
    ident = claire.program().keep(asks)[0]
    visitor, name = claire.visitor(), unique("Réponse")
    draft = begin(claire, visitor, reply=f"inbox/{ident}")
    html = '<p>Oui, je viens.</p><div class="preau-signature">Claire</div>'
    save(visitor, draft, format="html", html=html, subject=name)
    assert visitor.post(draft + "wording/new", htmx={}).toasts == [f"Template “{name}” kept."]
    kept = Wording.objects.get(name=name)
    assert (kept.subject, kept.html, kept.mailbox) == (
        name,
        "<p>Oui, je viens.</p>",
        box_of(claire),
    )
    assert row(draft).html == html


def test_a_functional_box_shares_its_templates_and_nobody_else_sees_them(hire: Engage) -> None:
    claire, karim, anne = hire("Claire"), hire("Karim"), hire("Anne")
    school = open_school(members=(claire, karim))
    shared = keep(school, by=claire.account, name="De l’école", html="<p>École</p>")
    own = made(claire, "À moi", "<p>Moi</p>")
    page = claire.visitor().get(f"/mail/{school.slug}/compose")
    page = claire.visitor().follow(page)
    offered = [str(one["value"]) for one in page.all("[name=wording]")]
    assert offered == [str(shared.pk), str(own.pk)]
    assert "De l’école" in names(karim.visitor().get(LIST))
    stranger = anne.visitor()
    draft = begin(anne, stranger)
    answers = [
        stranger.get(f"{LIST}{shared.pk}").status,
        stranger.post(f"{LIST}{shared.pk}/removal").status,
        stranger.post(draft + "wording", wording=str(shared.pk), htmx={}).status,
        stranger.get(f"{LIST}new/{school.slug}").status,
    ]
    assert answers == [404, 404, 404, 404]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Claire Dubois", ("Claire", "Dubois")),
        ("DUBOIS Claire", ("Claire", "DUBOIS")),
        ("Dubois, Claire", ("Claire", "Dubois")),
        ("Anne-Marie DE LA TOUR", ("Anne-Marie", "DE LA TOUR")),
        ("secretariat", ("", "")),
    ],
)
def test_a_name_written_in_an_address_is_taken_apart(name: str, parts: tuple[str, str]) -> None:
    assert given_and_family(name) == parts
