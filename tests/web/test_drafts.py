"""Letters being written: kept as one types, in every tab and every program, with their files."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from preau.mail import letters
from preau.mail.models import Draft, DraftAttachment
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import PNG, SECRET, letter
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually


def begin(person: Person, visitor: Visitor, **query: str) -> str:
    """The address of a new draft."""
    answer = visitor.get(f"/mail/{person.box}/compose", **query)
    assert answer.status == 302
    return answer.location


def version(page: Answer) -> str:
    return str(page.one("input[name=version]")["value"])


def save(visitor: Visitor, draft: str, at: str = "0", **fields: str) -> Answer:
    return visitor.post(draft, version=at, htmx={}, **fields)


def field(page: Answer, name: str) -> str:
    return str(page.one(f"[name={name}]").get("value", ""))


def text(page: Answer) -> str:
    """HTML drops the line break a textarea begins with, and so does this."""
    return page.one("textarea[name=text]").get_text()


def row(draft: str) -> Draft:
    return Draft.objects.get(pk=int(draft.rstrip("/").rpartition("/")[2]))


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
    assert (field(page, "to"), field(page, "subject")) == (
        "Irène <irene@x.example>",
        "Sortie",
    ) or field(page, "to") == '"Irène" <irene@x.example>'
    assert text(page) == "Bonjour\nà tous"


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


def test_of_two_files_that_arrive_at_once_only_what_the_letter_may_hold_is_kept(
    hire: Engage,
) -> None:
    person = hire(academy="paris")
    visitor = person.visitor()
    draft = begin(person, visitor)
    limit = int(str(visitor.get(draft).one("preau-composer")["data-preau-max-size"]))
    half = b"x" * (limit * 6 // 10)

    def upload(number: int) -> int:
        file = (f"gros{number}.bin", "application/x-b", half)
        return visitor.post(draft + "attachments", files=[("file", file)], htmx={}).status

    with ThreadPoolExecutor(3) as together:
        answers = sorted(together.map(upload, range(3)))
    kept = list(row(draft).attachments.all())
    assert (answers, [one.size for one in kept]) == ([200, 413, 413], [len(half)])
    folder = (person.house.places.data / "files" / str(kept[0].file.name)).parent
    assert [one.name for one in folder.glob("gros?*.bin")] == [
        str(kept[0].file.name).split("/")[-1]
    ]


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


def test_files_are_joined_listed_and_taken_off(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    fragment = visitor.post(
        draft + "attachments",
        files=[
            ("file", ("plan d’été.png", "image/png", PNG)),
            ("file", ("b.txt", "text/plain", b"b")),
        ],
        htmx={},
    )
    names = [str(one["data-preau-name"]) for one in fragment.all("[data-preau-attachment]")]
    assert names == ["plan d’été.png", "b.txt"]
    assert visitor.get(str(fragment.all("a.composer-file-name")[0]["href"])).body == PNG
    visitor.post(str(fragment.all("[data-preau-remove]")[0]["formaction"]), htmx={})
    page = visitor.get(draft)
    assert [str(one["data-preau-name"]) for one in page.all("[data-preau-attachment]")] == ["b.txt"]


def test_a_file_taken_off_leaves_nothing_on_the_disk(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    fragment = visitor.post(
        draft + "attachments", files=[("file", ("a.txt", "text/plain", b"a"))], htmx={}
    )
    kept = DraftAttachment.objects.get(draft=row(draft)).file
    path = person.house.places.data / "files" / str(kept.name)
    assert path.read_bytes() == b"a"
    visitor.post(str(fragment.one("[data-preau-remove]")["formaction"]), htmx={})
    assert not path.exists()


def test_too_heavy_a_file_is_refused_in_words_and_the_draft_stays(hire: Engage) -> None:
    person = hire(academy="paris")
    visitor = person.visitor()
    draft = begin(person, visitor)
    limit = int(str(visitor.get(draft).one("preau-composer")["data-preau-max-size"]))
    answer = visitor.post(
        draft + "attachments",
        files=[("file", ("gros.bin", "application/x-b", b"x" * (limit + 1)))],
        htmx={},
    )
    assert (answer.status, len(answer.toasts)) == (413, 1)
    assert answer.toasts[0].startswith("Too large: all files together may weigh")
    assert visitor.get(draft).all("[data-preau-attachment]") == []


def test_a_name_with_a_path_in_it_is_only_a_name(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    fragment = visitor.post(
        draft + "attachments", files=[("file", ("../../etc/passwd", "text/plain", b"x"))], htmx={}
    )
    assert fragment.one("[data-preau-attachment]")["data-preau-name"] == "passwd"


@pytest.fixture
def asked(hire: Engage) -> tuple[Person, str]:
    """A message to answer: from Irène, to me and Paul, copy to Anne."""
    person = hire(view="flat")
    made = letter(
        "Sortie", "Venez-vous ?", to=f"{person.who}, Paul <paul@x.example>", cc="Anne <anne@x.example>",
        message_id="<question@x.example>", attachments=(("plan.png", "image/png", PNG),),
    )  # fmt: skip
    return person, person.program().keep(made)[0]


def test_a_reply_goes_to_the_sender_and_quotes(asked: tuple[Person, str]) -> None:
    person, ident = asked
    visitor = person.visitor()
    draft = begin(person, visitor, reply=f"inbox/{ident}")
    page = visitor.get(draft)
    assert (field(page, "to"), field(page, "cc"), field(page, "subject")) == (
        '"Irène Lointaine" <irene@lointain.example>', "", f"Re: Sortie {SECRET}",
    )  # fmt: skip
    quote = visitor.get(draft + "quote")
    assert "Venez-vous ?" in quote.words
    assert (row(draft).in_reply_to, row(draft).references) == (
        "<question@x.example>",
        "<question@x.example>",
    )


def test_a_reply_to_all_goes_to_everyone_but_oneself(asked: tuple[Person, str]) -> None:
    person, ident = asked
    visitor = person.visitor()
    page = visitor.get(begin(person, visitor, reply=f"inbox/{ident}", all="1"))
    assert (
        field(page, "to") == '"Irène Lointaine" <irene@lointain.example>, "Paul" <paul@x.example>'
    )
    assert field(page, "cc") == '"Anne" <anne@x.example>'


def test_forwarded_in_the_text_a_message_brings_its_files(asked: tuple[Person, str]) -> None:
    person, ident = asked
    visitor = person.visitor()
    draft = begin(person, visitor, forward=f"inbox/{ident}")
    page = visitor.get(draft)
    names = [str(one["data-preau-name"]) for one in page.all("[data-preau-attachment]")]
    assert (field(page, "subject"), field(page, "to"), names) == (
        f"TR: Sortie {SECRET}",
        "",
        ["plan.png"],
    )
    assert "irene@lointain.example" in visitor.get(draft + "quote").words


def test_forwarded_as_an_attachment_a_message_is_whole(asked: tuple[Person, str]) -> None:
    person, ident = asked
    visitor = person.visitor()
    draft = begin(person, visitor, forward=f"inbox/{ident}", **{"as": "attachment"})
    page = visitor.get(draft)
    link = page.one("a.composer-file-name")
    assert str(link.get_text()).endswith(".eml")
    assert b"Message-ID: <question@x.example>" in visitor.get(str(link["href"])).body


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
    eventually(lambda: person.program().subjects("Drafts"))
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
    person.program().waits_for("Second", "Drafts")
    assert person.program().subjects("Drafts") == [f"Second {SECRET}"]
    assert [r"\Draft" in flags for flags in person.program().flags("Drafts").values()] == [True]


def test_a_letter_nobody_touched_is_not_put_in_drafts(hire: Engage) -> None:
    person = hire()
    begin(person, person.visitor())
    time.sleep(4)
    assert person.program().subjects("Drafts") == []


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


def test_completion_offers_colleagues_with_what_they_do(hire: Engage) -> None:
    from preau.identity.models import Post
    from preau.people.actions.listing import relist

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
