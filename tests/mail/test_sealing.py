"""An académie's signature under every letter: its lines and its logo, put back where they lack."""

import email
from collections.abc import Callable, Iterator
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from preau.academies.registry import academies
from preau.mail import access, letters
from preau.mail.actions import writing
from preau.mail.actions.resuming import resume_draft
from preau.mail.models import Draft
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import PNG, SECRET, unique
from tests.web.drafts import begin, row, save
from tests.web.test_paper import images

Says = Callable[[str], None]
LINES = ["Académie de Poitiers", "22 rue Guillaume-VII-le-Troubadour"]


@pytest.fixture
def says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Says]:
    """Poitiers' file says this of signatures, to this process."""
    ours = Path(settings.ACADEMIES_FOLDER)

    def change(signature: str) -> None:
        for file in ours.glob("*.toml"):
            (tmp_path / file.name).write_text(file.read_text())
        text = (ours / "poitiers.toml").read_text()
        before, _, after = text.partition("[signature]")
        rest = after[after.index("\n[") :]
        (tmp_path / "poitiers.toml").write_text(f"{before}[signature]\n{signature}{rest}")
        (tmp_path / "logo.png").write_bytes(PNG)
        monkeypatch.setattr(settings, "ACADEMIES_FOLDER", str(tmp_path))
        academies.cache_clear()

    yield change
    academies.cache_clear()


def rule(name: str, more: str = "always = true") -> str:
    return f'rule = "{name}"\nlines = {LINES}\n{more}\n'.replace("'", '"')


def leaving(draft: Draft) -> EmailMessage:
    octets = letters.octets(draft)
    return email.message_from_bytes(octets, policy=policy.default)  # type: ignore[arg-type, return-value]


def said(draft: Draft, kind: str = "plain") -> list[str]:
    part = leaving(draft).get_body((kind,))
    text = part.get_content() if part else ""
    return [line for line in text.splitlines() if line.strip()]


def begun(person: Person, **fields: str) -> Draft:
    draft = writing.start_draft(person.mailbox, by=person.account, to=person.address)
    return writing.save_draft(draft, fields, version="0") if fields else draft


def test_fixed_the_signature_stands_as_the_directory_has_it_whatever_is_done_to_it(
    hire: Engage, says: Says
) -> None:
    says(rule("fixed"))
    person = hire()
    signed = [person.account.name, *LINES]
    assert said(begun(person)) == signed
    altered = '<div>Oui</div><div class="preau-signature"><b>Le recteur</b></div>'
    assert said(begun(person, format="html", html=altered)) == ["Oui", *signed]
    assert said(begun(person, format="html", html="<div>Oui</div>")) == ["Oui", *signed]
    assert said(begun(person, format="text", text="Oui")) == ["Oui", *signed]


def test_framed_ones_own_words_stay_and_the_lines_are_put_back(hire: Engage, says: Says) -> None:
    says(rule("framed"))
    person = hire()
    draft = begun(person)
    identity = draft.identity
    assert identity is not None
    identity.signature_html, identity.is_own = "<p>Claire, salle 12</p>", True
    identity.save()
    own = '<div class="preau-signature"><p>Bien à vous</p>{}</div>'
    cut = own.format("")
    altered = own.format('<div class="preau-institution">Le recteur</div>')
    assert said(begun(person)) == ["Claire, salle 12", *LINES]
    for html in (cut, altered):
        assert said(begun(person, format="html", html=html)) == ["Bien à vous", *LINES]
    assert said(begun(person, format="html", html="<p>Oui</p>")) == ["Oui", *LINES]
    text = "\n".join(["Oui", *LINES])
    assert said(begun(person, format="text", text=text)) == ["Oui", *LINES]


def test_what_is_quoted_keeps_its_own_signature(hire: Engage, says: Says) -> None:
    says(rule("fixed"))
    person = hire()
    quote = '<div class="preau-quote"><div class="preau-signature">Karim</div></div>'
    assert said(begun(person, format="html", html=f"<div>Oui</div>{quote}")) == [
        "Oui",
        person.account.name,
        *LINES,
        "Karim",
    ]


def test_without_always_a_letter_leaves_as_it_was_written(hire: Engage, says: Says) -> None:
    says(rule("fixed", ""))
    assert said(begun(hire(), format="html", html="<div>Oui</div>")) == ["Oui"]


def test_the_logo_travels_with_the_letter_and_is_shown_in_its_place(
    hire: Engage, says: Says
) -> None:
    says(rule("framed", 'logo = "logo.png"'))
    person = hire()
    draft = begun(person)
    address = f"/mail/{person.box}/logo"
    assert f'<img src="{address}" alt="">' in draft.html
    made = leaving(draft)
    (logo,) = [part for part in made.walk() if part.get_content_type() == "image/png"]
    html = made.get_body(("html",)).get_content()  # type: ignore[union-attr]
    number = str(logo["Content-ID"]).strip("<>")
    assert (logo.get_content(), f'<img src="cid:{number}" alt="">' in html) == (PNG, True)
    assert (logo.get_content_disposition(), address in html) == ("inline", False)
    without = writing.save_draft(draft, {"format": "html", "html": "<p>Oui</p>"}, version="0")
    assert [part.get_content_type() for part in leaving(without).walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_the_logo_is_read_on_the_screen_in_the_pdf_and_on_the_sheet_to_print(
    hire: Engage, says: Says
) -> None:
    says(rule("framed", 'logo = "logo.png"'))
    person = hire()
    ident = person.program().keep(letters.octets(begun(person, subject=unique("Logo"))))[0]
    visitor = person.visitor()
    where = f"{person.path()}m/{ident}/"
    for page in (where, f"{where}print"):
        frame = visitor.get(str(visitor.get(page).one("iframe")["src"]))
        assert visitor.get(str(frame.one("img")["src"])).body == PNG
        assert visitor.get(page).all("a.attachment-open") == []
    assert images(visitor.get(f"{where}message.pdf").body) == 1


def test_a_draft_taken_up_again_is_signed_once_and_has_one_logo(hire: Engage, says: Says) -> None:
    says(rule("framed", 'always = true\nlogo = "logo.png"'))
    person = hire()
    ident = person.program().keep(letters.octets(begun(person)), folder="Drafts")[0]
    validity, _, uid = ident.partition("-")
    with access.desk(person.account, person.box) as desk:
        draft = resume_draft(desk, "drafts", (int(validity), int(uid)))
    assert said(draft) == [person.account.name, *LINES]
    kinds = [part.get_content_type() for part in leaving(draft).walk()]
    assert (kinds.count("image/png"), draft.attachments.count()) == (1, 0)


def test_the_logo_is_shown_to_who_writes_in_the_box(hire: Engage, says: Says) -> None:
    says(rule("framed", 'logo = "logo.png"'))
    person, karim = hire(), hire("Karim")
    answers = []
    for one in (person, karim):
        visitor = one.visitor()
        client = Client(headers={"host": visitor.host})
        client.cookies["preau_session"] = visitor.cookies["preau_session"]
        answers.append(client.get(f"/mail/{person.box}/logo"))
    assert [one.status_code for one in answers] == [200, 404]
    assert (answers[0].content, answers[0]["Content-Type"]) == (PNG, "image/png")
    assert person.visitor().get(f"/mail/{person.box}/logo").status == 404


def test_under_an_academie_that_seals_the_reader_has_its_lines(hire: Engage) -> None:
    claire, karim = hire("Claire", academy="amiens"), hire("Karim", academy="amiens")
    visitor, subject = claire.visitor(), unique("Scellé")
    draft = begin(claire, visitor, to=karim.address)
    assert len(visitor.get(draft).all(".composer-sealed")) == 1
    save(visitor, draft, format="html", html=f"<p>Oui {SECRET}</p>", subject=subject)
    assert row(draft).html == f"<p>Oui {SECRET}</p>"
    visitor.post(draft + "dispatch", version="1", warned="1")
    got = karim.program().waits_for(subject)
    lines = got.get_body(("plain",)).get_content().splitlines()  # type: ignore[union-attr]
    assert [line for line in lines if line] == [
        f"Oui {SECRET}",
        claire.account.name,
        "Académie d’Amiens",
    ]
