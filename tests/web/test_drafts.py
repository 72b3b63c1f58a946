"""Letters being written: kept as one types, seen by every program, thrown away."""

import pytest

from preau.identity.models import Post
from preau.mail import letters
from preau.people.actions.listing import relist
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET
from tests.house.waiting import eventually
from tests.web.drafts import begin, field, row, save, text


def test_what_is_typed_is_there_after_a_reload_and_in_another_browser(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    answer = save(
        visitor,
        draft,
        to="Irène <irene@x.example>",
        subject="Sortie",
        text="Bonjour\nà tous",
        format="text",
    )
    assert (answer.status, answer.json["version"]) == (200, "1")
    page = person.visitor().get(draft)
    assert (field(page, "to"), field(page, "subject"), text(page)) == (
        '"Irène" <irene@x.example>', "Sortie", "Bonjour\nà tous",
    )  # fmt: skip


def test_a_save_says_only_what_changed_and_leaves_the_rest(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    save(visitor, draft, subject="Sortie", to="a@x.example")
    save(visitor, draft, "1", cc="b@x.example")
    page = visitor.get(draft)
    assert [field(page, name) for name in ("subject", "to", "cc")] == [
        "Sortie",
        "a@x.example",
        "b@x.example",
    ]


def test_a_link_may_fill_the_recipient_and_the_subject(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    page = visitor.get(begin(person, visitor, to="a@x.example", subject="Bonjour"))
    assert (field(page, "to"), field(page, "subject")) == ("a@x.example", "Bonjour")


BREAKS = ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028"]


@pytest.mark.parametrize("line", BREAKS)
def test_no_field_can_begin_a_header_of_its_own(hire: Engage, line: str) -> None:
    person = hire()
    visitor = person.visitor()
    evil = f"a{line}Bcc: x@x.example{line}X-Evil: 1{line}{line}corps"
    linked = begin(person, visitor, to=f"a@x.example{evil}", cc=evil, subject=evil)
    typed = begin(person, visitor)
    save(visitor, typed, to=f'"{evil}" <a@x.example>', cc=f"<b@x.example{evil}>", subject=evil)
    file = ("a%22%0D%0AX-Evil: 1.txt", "text/plain; x=%0D%0AX-Evil: 1", b"1")
    visitor.post(typed + "attachments", files=[("file", file)], htmx={})
    for draft in (linked, typed):
        lines = letters.octets(row(draft), with_bcc=True).splitlines()
        assert [one for one in lines if one.lower().startswith((b"bcc:", b"x-evil:"))] == []


def test_a_link_that_holds_nul_begins_a_letter_without_it(hire: Engage) -> None:
    person = hire()
    draft = begin(person, person.visitor(), to="a\0@x.example", subject="a\0b")
    assert (row(draft).to, row(draft).subject) == ("a@x.example", "ab")


def test_a_thrown_away_draft_is_gone_everywhere(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    save(visitor, draft, subject=f"À jeter {SECRET}")
    eventually(lambda: row(draft).mirror_uid)
    assert person.program().subjects("Drafts") == [f"À jeter {SECRET}"]
    answer = visitor.post(draft + "discard", version="1", htmx={})
    assert (answer.status, visitor.get(draft).status) == (200, 404)
    assert person.program().subjects("Drafts") == []


def test_a_draft_is_seen_by_every_program_within_seconds_and_follows(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    save(
        visitor,
        draft,
        subject=f"Premier {SECRET}",
        to="a@x.example",
        bcc="c@x.example",
        text="Un",
        format="text",
    )
    seen = person.program().waits_for("Premier", "Drafts")
    assert (seen["To"], seen["Bcc"]) == ("a@x.example", "c@x.example")
    save(visitor, draft, "1", subject=f"Second {SECRET}")
    eventually(lambda: person.program().subjects("Drafts") == [f"Second {SECRET}"])
    assert [r"\Draft" in flags for flags in person.program().flags("Drafts").values()] == [True]


def test_a_letter_nobody_touched_is_not_put_in_drafts(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    begin(person, visitor)
    save(visitor, begin(person, visitor), subject=f"Commencée après {SECRET}")
    person.program().waits_for("Commencée après", "Drafts")
    assert person.program().subjects("Drafts") == [f"Commencée après {SECRET}"]


def test_completion_offers_colleagues_with_what_they_do(hire: Engage) -> None:
    person, colleague = hire("Zoé", family="Quintard"), hire("Max", family="Quintard")
    Post.objects.create(
        person=colleague.account.person,
        academy="poitiers",
        function="Proviseur",
        school_name="Lycée Vert",
    )
    relist("poitiers")
    answer = person.visitor().get(f"/mail/{person.box}/addresses", q="quintar", htmx={})
    values = [str(one["data-preau-value"]) for one in answer.all("[role=option]")]
    assert f'"Max Quintard" <{colleague.address}>' in values
    assert "Proviseur" in answer.words


def test_html_that_is_pasted_is_made_harmless(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    save(
        visitor,
        draft,
        format="html",
        html='<p onclick="x()">A<script>x()</script><img src="https://t.example/p.png"></p>',
    )
    html = visitor.get(draft).one("textarea[name=html]").get_text()
    assert [word in html for word in ("onclick", "script")] == [False, False]
