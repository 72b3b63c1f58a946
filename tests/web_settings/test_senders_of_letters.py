"""Signatures filled from the directory, and several senders for one person."""

import pytest

from preau.identity.models import Address, Post
from preau.mail import identities
from preau.mail.models import Identity
from tests.house.cast import Person, open_school
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, unique
from tests.house.visitor import Answer, Visitor
from tests.web.drafts import begin, row, text, version


def post_of(person: Person, function: str, school: str) -> Post:
    return Post.objects.create(
        person=person.account.person, academy="poitiers", function=function, school_name=school
    )


def signature(visitor: Visitor, person: Person) -> list[str]:
    """The lines that a new letter begins with."""
    page = visitor.follow(visitor.get(f"/mail/{person.box}/compose"))
    return [line for line in text(page).splitlines() if line]


def settings(visitor: Visitor) -> Answer:
    return visitor.get("/settings/writing")


def test_a_letter_begins_signed_by_the_directory(hire: Engage) -> None:
    person = hire()
    post_of(person, "Professeure des écoles", "École Jules-Ferry")
    visitor = person.visitor()
    assert signature(visitor, person) == [
        person.account.name,
        "Professeure des écoles",
        "École Jules-Ferry",
        "Académie de Poitiers",
    ]


def test_the_telephone_and_the_function_shown_are_chosen(hire: Engage) -> None:
    person = hire()
    post_of(person, "Professeure", "Collège A")
    trainer = post_of(person, "Formatrice", "Rectorat")
    visitor = person.visitor()
    settings(visitor)
    identity = Identity.objects.get(mailbox__login=person.login)
    url = f"/settings/writing/{identity.pk}"
    answer = visitor.post(url, kind="filled", phone="05 49 00 00 00", post=str(trainer.pk), htmx={})
    filled = answer.one(f"#signature-{identity.pk}-filled")
    said = [person.account.name, "Formatrice", "Rectorat", "05 49 00 00 00", "Académie de Poitiers"]
    assert [line.get_text() for line in filled.select("div:not(.preau-institution)")] == said
    assert signature(visitor, person) == said
    refused = visitor.post(url, kind="filled", phone="demain", htmx={})
    assert (refused.status, signature(visitor, person)) == (422, said)


def test_what_one_writes_takes_the_place_of_the_directory_and_back(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    settings(visitor)
    url = f"/settings/writing/{Identity.objects.get(mailbox__login=person.login).pk}"
    visitor.post(url, kind="own", format="html", html="<p>Claire, salle 12</p>")
    assert signature(visitor, person) == ["Claire, salle 12"]
    visitor.post(url, kind="filled")
    assert signature(visitor, person) == [person.account.name, "Académie de Poitiers"]


def test_a_functional_box_signs_with_its_own_name(hire: Engage) -> None:
    person = hire()
    post_of(person, "Secrétaire", "Collège A")
    school = open_school(members=(person,))
    visitor = person.visitor()
    page = visitor.follow(visitor.get(f"/mail/{school.slug}/compose"))
    lines = [line for line in text(page).splitlines() if line]
    assert lines == [school.name, "Académie de Poitiers"]


def test_a_second_sender_has_its_own_name_address_and_signature(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    visitor = claire.visitor()
    settings(visitor)
    former = f"{unique('formation')}@ac-poitiers.fr"
    mailbox = claire.account.memberships.get(mailbox__login=claire.login).mailbox
    Address.objects.create(address=former, mailbox=mailbox)
    visitor.post("/settings/writing/senders", name="Claire, formatrice", address=former)
    second = Identity.objects.get(mailbox=mailbox, address=former)
    visitor.post(f"/settings/writing/{second.pk}", kind="own", format="html", html="<p>Stages</p>")
    draft, subject = begin(claire, visitor, to=karim.address), unique("Stage")
    page = visitor.get(draft)
    fields = {"text": text(page), "format": "text", "subject": f"{subject} {SECRET}"}
    visitor.post(draft, {"from": str(second.pk)}, version=version(page), **fields)
    assert row(draft).html == identities.opening("<p>Stages</p>")
    assert visitor.post(draft + "dispatch", version="1").status == 302
    got = karim.program().waits_for(subject)
    assert str(got["From"]) == f'"Claire, formatrice" <{former}>'


def test_a_sender_is_proposed_first_or_removed_but_never_the_last(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    settings(visitor)
    first = Identity.objects.get(mailbox__login=person.login)
    assert visitor.post(f"/settings/writing/{first.pk}/removal").status == 403
    visitor.post("/settings/writing/senders", name="Autre", address=person.address)
    other = Identity.objects.get(name="Autre")
    visitor.post(f"/settings/writing/{other.pk}/default")
    assert signature(visitor, person)[0] == "Autre"
    visitor.post(f"/settings/writing/{other.pk}/removal")
    assert signature(visitor, person)[0] == person.account.name


@pytest.mark.parametrize("address", ["recteur@ac-poitiers.fr", "x@lointain.example"])
def test_no_other_address_can_be_added(hire: Engage, address: str) -> None:
    person = hire()
    visitor = person.visitor()
    settings(visitor)
    answer = visitor.post("/settings/writing/senders", name="Le recteur", address=address)
    assert answer.status == 404
    assert Identity.objects.filter(mailbox__login=person.login).count() == 1
