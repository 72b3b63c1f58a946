"""The reader: HTML behind glass, plain text, the source, paper; its place in the list."""

import pytest

from tests.house.fixtures import Engage
from tests.house.postbag import PNG, letter
from tests.house.visitor import Answer
from tests.web.reading import read

FRAME_SANDBOX = ["allow-popups", "allow-popups-to-escape-sandbox", "allow-same-origin"]


def test_a_plain_text_is_read_with_its_links_and_its_quotes_told_apart(hire: Engage) -> None:
    person = hire()
    ident = person.program().keep(
        letter(text="Bonjour,\nVoir https://ecole.example/a?b=1&c=2.\n\n> cité\n> encore\n")
    )[0]
    text = read(person, ident).one(".message-text")
    link = text.select_one("a")
    assert (link["href"], link["rel"], link["target"]) == (
        "https://ecole.example/a?b=1&c=2", ["noopener", "noreferrer"], "_blank",
    )  # fmt: skip
    assert len(text.select("blockquote")) == 1


def test_the_long_quote_a_reply_ends_on_is_folded_and_whole_on_paper(hire: Engage) -> None:
    person = hire()
    quote = "".join(f"> ligne {n}\n" for n in range(6))
    made = letter(text="D’accord.")
    made.set_content(f"D’accord.\n\nLe 12 novembre, Claire a écrit :\n{quote}")
    ident = person.program().keep(made)[0]
    text = read(person, ident).one(".message-text")
    details = text.select_one("details")
    assert " ".join(details.extract().get_text(" ").split()[:3]) == "Earlier messages Le"
    assert text.get_text().strip() == "D’accord."
    paper = read(person, ident, "print")
    assert (paper.all("details"), "ligne 5" in paper.words) == ([], True)


def test_the_long_quote_of_a_reply_in_html_is_folded_and_whole_on_paper(hire: Engage) -> None:
    person = hire()
    quote = "<blockquote>" + "<p>Une phrase déjà lue, assez longue.</p>" * 9 + "</blockquote>"
    made = letter()
    made.set_content(f"<p>Oui.</p>{quote}", subtype="html")
    ident = person.program().keep(made)[0]
    visitor = person.visitor()

    def framed(page: Answer) -> Answer:
        return visitor.get(str(page.one("iframe.message-frame")["src"]))

    assert len(framed(read(person, ident)).all("details > blockquote")) == 1
    paper = framed(read(person, ident, "print"))
    assert (len(paper.all("details")), len(paper.all("blockquote"))) == (0, 1)


@pytest.mark.parametrize("html", ["", "<div><br>&nbsp;</div>"])
def test_an_empty_message_says_that_it_is(hire: Engage, html: str) -> None:
    person = hire()
    made = letter()
    made.set_content(" \n")
    if html:
        made.add_alternative(html, subtype="html")
    ident = person.program().keep(made)[0]
    page = read(person, ident)
    assert page.one(".message-blank").get_text() == (
        "This message is empty: its sender wrote nothing in it."
    )
    assert page.all("iframe.message-frame") == []


def test_an_event_of_the_first_of_a_month_is_said_as_french_says_it(hire: Engage) -> None:
    person = hire().prefers(language="fr")
    event = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Conseil\nDTSTART;VALUE=DATE:20261201\nEND:VEVENT\nEND:VCALENDAR\n"
    ident = person.program().keep(letter(attachments=(("e.ics", "text/calendar", event),)))[0]
    page = read(person, ident, "preview/2")
    assert "mardi 1er décembre 2026" in page.words


@pytest.mark.parametrize(("theme", "asked"), [("auto", "auto"), ("dark", "dark"), ("light", "")])
def test_a_frame_stands_on_the_ground_of_the_page(hire: Engage, theme: str, asked: str) -> None:
    person = hire().prefers(theme=theme)
    ident = person.program().keep(letter(html="<p>Salut</p>"))[0]
    url = str(read(person, ident).one("iframe.message-frame")["src"])
    paper = person.visitor().get(url).soup.html["class"]
    assert (f"ground={asked}" in url if asked else "ground" not in url, paper) == (
        True, [asked or "light"],
    )  # fmt: skip


def test_html_is_shown_in_a_sandboxed_frame_under_its_own_policy(hire: Engage) -> None:
    person = hire()
    ident = person.program().keep(
        letter(html='<p style="color:red" onclick="x()">Salut</p><script>x()</script>')
    )[0]
    frame = read(person, ident).one("iframe.message-frame")
    body = person.visitor().get(str(frame["src"]))
    assert sorted(frame["sandbox"]) == FRAME_SANDBOX
    assert "default-src 'none'" in body.headers["content-security-policy"]
    assert body.headers["referrer-policy"] == "no-referrer"
    assert body.all("script, [onclick]") == []
    assert "Salut" in body.words


def test_who_it_comes_from_is_always_said(hire: Engage) -> None:
    person = hire()
    ident = person.program().keep(
        letter(sender='"recteur@ac-poitiers.fr" <pirate@lointain.example>')
    )[0]
    page = read(person, ident)
    assert page.one(".message-address").get_text() == "pirate@lointain.example"
    assert [one["class"] for one in page.all(".people .badge")] == [["badge", "badge-outside"]]


def test_an_answer_that_would_go_elsewhere_is_warned_of(hire: Engage) -> None:
    person = hire()
    ident = person.program().keep(letter(Reply_To="autre@ailleurs.example"))[0]
    notices = [one.get_text() for one in read(person, ident).all(".notice-words")]
    assert notices == ["An answer would go to autre@ailleurs.example."]


def test_the_source_is_one_click_away_and_never_runs(hire: Engage) -> None:
    person = hire()
    made = letter(html="<script>alert(1)</script>")
    ident = person.program().keep(made)[0]
    page = read(person, ident, "source")
    assert page.all("script:not([src])") == []
    assert "<script>alert(1)</script>" in page.one("pre").get_text()


def test_the_message_is_saved_octet_for_octet(hire: Engage) -> None:
    from tests.house.client import octets

    person, made = hire(), letter("Original", html="<p>é</p>")
    ident = person.program().keep(made)[0]
    answer = read(person, ident, "message.eml")
    assert (answer.body, answer.headers["content-type"]) == (octets(made), "message/rfc822")
    assert "Original" in answer.headers["content-disposition"]


def test_an_image_of_the_text_is_shown_in_it_and_not_among_the_files(hire: Engage) -> None:
    person = hire()
    made = letter(html='<p>Photo <img src="cid:photo@x" alt="photo"></p>')
    made.get_payload()[1].add_related(PNG, "image", "png", cid="<photo@x>")
    ident = person.program().keep(made)[0]
    page = read(person, ident)
    image = person.visitor().get(str(page.one("iframe.message-frame")["src"])).one("img")
    got = person.visitor().get(str(image["src"]))
    assert (page.all(".attachment"), got.body, got.headers["content-type"]) == (
        [],
        PNG,
        "image/png",
    )


def test_a_conversation_is_stacked_oldest_first_and_read_ones_are_folded(hire: Engage) -> None:
    person = hire(view="threads")
    program = person.program()
    program.keep(letter("Sujet", "Un", message_id="<1@x.example>"), flags=r"(\Seen)", at=1.7e9)
    program.keep(
        letter("Re: Sujet", "Deux", answers="<1@x.example>", message_id="<2@x.example>"),
        flags=r"(\Seen)",
        at=1.7e9 + 60,
    )
    ident = program.keep(letter("Re: Sujet", "Trois", answers="<2@x.example>"), at=1.7e9 + 120)[0]
    stack = read(person, ident).all("details.message")
    assert [one.has_attr("open") for one in stack] == [False, False, True]
    assert "Trois" in stack[2].get_text()
    said = [one.select_one(".message-preview").get_text().split()[:1] for one in stack]  # type: ignore[union-attr]
    assert said == [["Un"], ["Deux"], []]


def test_a_folded_message_has_its_text_once_unfolded(hire: Engage) -> None:
    person = hire(view="threads")
    program = person.program()
    program.keep(
        letter("Sujet", "Le premier texte", message_id="<p@x.example>"), flags=r"(\Seen)", at=1.7e9
    )
    ident = program.keep(letter("Re: Sujet", "Le second", answers="<p@x.example>"), at=1.7e9 + 60)[
        0
    ]
    folded = read(person, ident).all("details.message")[0]
    frame = folded.select_one("iframe.message-frame")
    assert "Le premier texte" in person.visitor().get(str(frame["src"])).words


def test_the_arrows_lead_to_the_neighbours_of_the_list(hire: Engage) -> None:
    person = hire(view="flat")
    ids = person.program().keep(letter("Un"), letter("Deux"), letter("Trois"))
    page = read(person, ids[1])
    steps = {str(one["rel"][0]): str(one["href"]) for one in page.all(".reader-steps a")}
    assert steps == {
        name: person.path(tail=f"m/{ids[n]}/") for name, n in (("prev", 2), ("next", 0))
    }
    assert page.one(".reader-position").get_text() == "2 of 3"


def test_a_message_of_a_search_keeps_the_search_around_it(hire: Engage) -> None:
    person = hire(view="flat")
    person.program().keep(letter("Alpha un"), letter("Bravo"), letter("Alpha deux"))
    visitor = person.visitor()
    found = visitor.get(person.path(), q="objet:alpha")
    page = visitor.get(str(found.all("a.row-link")[0]["href"]))
    assert page.rows() == ["Alpha deux", "Alpha un"]
    assert page.one(".reader-position").get_text() == "1 of 2"


HORRORS = [
    b"", b"\r\n", b"\0", b"no header at all", b"Subject: =?utf-8?B?broken\r\n\r\nx",
    b"Content-Type: multipart/mixed\r\n\r\nno boundary", b"Content-Type: text/plain; charset=klingon\r\n\r\n\xff\xfe",
    b"From: \xe9\xe8\r\nSubject: caf\xe9\r\n\r\ntexte \xe9", b"Content-Type: text/html\r\n\r\n" + b"<div>" * 5000,
    b"Content-Type: message/rfc822\r\n\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 50,
    b"Content-Type: text/html; charset=utf-7\r\n\r\n+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    b"Content-Transfer-Encoding: base64\r\n\r\n!!!!", b"Content-Type: image/svg+xml\r\n\r\n<svg onload='x()'/>",
    b"Date: hier\r\nFrom: <>\r\nTo: @\r\n\r\n", b"Content-Type: application/ms-tnef\r\n\r\nnot tnef",
    b"Subject: " + b"x" * 200_000 + b"\r\n\r\nlong",
]  # fmt: skip


@pytest.mark.parametrize("horror", HORRORS, ids=range(len(HORRORS)))
def test_a_broken_message_opens_in_every_way(hire: Engage, horror: bytes) -> None:
    person = hire()
    ident = person.program().keep(horror.replace(b"\0", b"") or b"\r\n")[0]
    assert person.visitor().get(person.path()).status == 200
    for tail in ("", "body", "source", "message.eml", "print"):
        assert read(person, ident, tail).status == 200
    assert person.visitor().get(f"/mail/{person.box}/compose?reply=inbox/{ident}").status == 302
    assert person.visitor().get(f"/mail/{person.box}/compose?forward=inbox/{ident}").status == 302


def test_a_message_opened_by_its_address_is_read_on_its_own_page(hire: Engage) -> None:
    person = hire(view="flat")
    person.program().keep(letter("Un"), letter("Deux"))
    visitor = person.visitor()
    first = visitor.get(person.path()).soup.select("a.row-link")[0]
    page = visitor.get(str(first["href"]))
    unread = [row["id"] for row in page.soup.select(".row-unread")]
    assert (len(unread), page.one("#folder-inbox .folder-count").get_text().split()) == (
        1,
        ["1", "unread"],
    )
