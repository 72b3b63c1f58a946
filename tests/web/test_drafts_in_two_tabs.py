"""One letter in two tabs, or one that leaves meanwhile: nothing is lost, and both are kept if asked."""

import pytest

from preau.mail import letters
from tests.house.fixtures import Engage
from tests.house.postbag import PNG
from tests.web.drafts import begin, field, row, save, text


def test_two_tabs_the_later_save_is_refused_and_both_texts_live(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    assert save(visitor, draft, "0", subject="Premier onglet").status == 200
    refused = save(visitor, draft, "0", subject="Second onglet")
    assert (refused.status, refused.json) == (409, {"conflict": True, "sentence": ""})
    kept = save(visitor, draft, "0", subject="Second onglet", copy="1")
    assert kept.status == 201
    subjects = [field(visitor.get(one), "subject") for one in (draft, str(kept.json["url"]))]
    assert subjects == ["Premier onglet", "Second onglet"]


@pytest.mark.parametrize("behind", ["0", "", "x", "9" * 30])
def test_what_another_tab_wrote_since_is_not_thrown_away_unseen(hire: Engage, behind: str) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    save(visitor, draft, "0", subject="Premier onglet")
    refused = visitor.post(draft + "discard", version=behind, htmx={})
    page = visitor.post(draft + "discard", version=behind, subject="Second onglet")
    assert (refused.status, refused.json["conflict"], page.status) == (409, True, 409)
    assert len(page.all(".composer-notices button[name=copy]")) == 1
    assert field(visitor.get(draft), "subject") == "Premier onglet"
    assert visitor.post(draft + "discard", version="1", htmx={}).toasts == ["Draft thrown away"]


LEAVING = "This letter is on its way: it cannot be changed any more."


def test_a_letter_on_its_way_says_so_to_whoever_would_change_it(hire: Engage) -> None:
    person = hire(undo_seconds=600)
    visitor = person.visitor()
    draft = begin(person, visitor, to=person.address)
    save(visitor, draft, "0", subject="Parti", text="Bonjour", format="text")
    visitor.post(draft + "dispatch", version="1", htmx={})
    script = save(visitor, draft, "1", subject="Trop tard")
    plain = visitor.post(draft, version="1", subject="Trop tard")
    again = visitor.post(draft + "dispatch", version="1", htmx={})
    file = visitor.post(
        draft + "attachments", files=[("file", ("a.txt", "text/plain", b"a"))], htmx={}
    )
    assert (script.json["sentence"], again.json["sentence"]) == (LEAVING, LEAVING)
    assert (file.status, file.toasts) == (409, [LEAVING])
    assert plain.one(".composer-notices .notice-words").get_text() == LEAVING
    assert [one.get_text() for one in plain.all(".composer-notices button")] == ["Keep both"]
    assert field(plain, "subject") == "Trop tard"


def test_both_letters_of_keep_both_send_the_image_of_the_text(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    image = [("file", ("plan.png", "image/png", PNG))]
    joined = visitor.post(draft + "attachments", {"inline": "1"}, files=image, htmx={})
    address = str(joined.one("[data-preau-attachment]")["data-preau-url"])
    html = f'<p>Plan <img src="{address}"></p>'
    save(visitor, draft, "0", html=html, format="html")
    kept = save(visitor, draft, "0", html=html, format="html", copy="1")
    for one in (draft, str(kept.json["url"])):
        octets = letters.octets(row(one))
        assert (octets.count(b"Content-ID:"), octets.count(b'src=3D"cid:')) == (1, 1)


def test_without_script_a_conflict_shows_both_ways_out(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    visitor.post(draft, version="0", subject="Un")
    page = visitor.post(draft, version="0", subject="Deux")
    assert page.status == 409
    assert len(page.all(".composer-notices button[name=copy]")) == 1


def test_what_is_refused_by_a_conflict_is_printed_again_not_lost(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    visitor.post(draft, version="0", subject="Un", text="Texte un", format="text")
    page = visitor.post(draft, version="0", subject="Deux", text="Texte deux", format="text")
    assert (field(page, "subject"), text(page)) == ("Deux", "Texte deux")
