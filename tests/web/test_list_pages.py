"""The list: its rows, its marks, its order, its depth, and what one page costs the database."""

import re
import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import PNG, letter
from tests.house.visitor import Answer

# Session, account with its preference, the boxes of the menu, the roles behind the console, the
# searches of the pane, whether one is away.
QUERIES_OF_A_PAGE = 6


def inbox(person: Person, **query: str) -> Answer:
    return person.visitor().get(person.path(), **query)


def queries_of(person: Person, path: str) -> int:
    """How many the database is asked for one page, by this process's own pages: the least of three,
    for what is remembered a while is asked again now and then."""
    client = Client(HTTP_HOST=person.house.host(person.account.academy))
    client.cookies["preau_session"] = person.visitor().cookies["preau_session"]
    client.get(path)

    def once() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    return min(once() for _ in range(3))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_list_costs_the_same_queries_whatever_it_holds(
    house: House, hire: Engage, count: int
) -> None:
    person = hire()
    person.program().keep(*[letter(f"Lettre {n}") for n in range(count)])
    assert len(inbox(person).rows()) == count
    assert queries_of(person, person.path()) == QUERIES_OF_A_PAGE


@pytest.mark.parametrize("count", [1, 3])
def test_an_open_message_costs_the_same_queries_whatever_stands_around_it(
    house: House, hire: Engage, count: int
) -> None:
    person = hire()
    ids = person.program().keep(*[letter(f"Lettre {n}") for n in range(count)])
    assert queries_of(person, person.path(tail=f"m/{ids[-1]}/")) == QUERIES_OF_A_PAGE


def test_an_empty_inbox_says_so_and_what_to_do_next(hire: Engage) -> None:
    page = inbox(hire())
    assert (page.rows(), page.one(".empty-title").get_text()) == (
        [],
        "All read, all filed",
    )
    assert len(page.all(".empty a.button")) == 1


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("unread", "Everything here is read"),
        ("flagged", "No message here has a star"),
        ("attachment", "No message here has an attachment"),
    ],
)
def test_a_filter_that_lets_nothing_through_leads_back_to_the_whole_folder(
    hire: Engage, kind: str, said: str
) -> None:
    person = hire()
    person.program().keep(letter("Lue"), folder="Archive", flags=r"(\Seen)")
    page = person.visitor().get(person.path("archive"), filter=kind)
    way = page.one(".empty a.button")
    assert (page.rows(), page.one(".empty-title").get_text()) == ([], said)
    assert (way.get_text(), way["href"]) == ("Show everything", person.path("archive"))


def test_the_newest_message_comes_first(hire: Engage) -> None:
    person = hire()
    person.program().keep(letter("Un"), letter("Deux"), letter("Trois"))
    assert inbox(person).rows() == ["Trois", "Deux", "Un"]


def test_a_row_tells_who_what_when_and_its_marks(hire: Engage) -> None:
    person = hire()
    made = letter(
        "Compte rendu", "Voici le texte.", sender=f"Karim Benali <karim.b@{'ac-poitiers.fr'}>",
        attachments=(("plan.png", "image/png", PNG),),
    )  # fmt: skip
    person.program().keep(made, flags=r"(\Flagged \Answered $label1)")
    row = inbox(person).one("[data-preau-row]")
    marks = sorted(str(one["aria-label"]) for one in row.select(".row-marks svg"))
    assert row.select_one(".row-name").get_text() == "Karim Benali"
    assert row.select_one(".row-name")["title"] == "karim.b@ac-poitiers.fr"
    assert marks == ["Answered", "With an attachment"]
    assert row.select_one(".row-star")["aria-pressed"] == "true"
    assert [one.get_text() for one in row.select(".tag")] == ["Important"]
    assert "row-unread" in row["class"]
    assert re.fullmatch(r"\d\d:\d\d", row.select_one("time").get_text()) is not None


def test_a_sender_from_outside_is_marked(hire: Engage) -> None:
    person = hire()
    person.program().keep(letter("Du dehors"), letter("De chez nous", sender=person.who))
    rows = inbox(person).all("[data-preau-row]")
    outside = [bool(row.select('[aria-label="Outside the académie"]')) for row in rows]
    assert outside == [False, True]


def test_a_name_is_shown_even_where_the_sender_gives_only_an_address(hire: Engage) -> None:
    person = hire()
    person.program().keep(letter(sender="jean.moulin@lointain.example"))
    assert inbox(person).one(".row-name").get_text() == "Jean Moulin"


def test_a_subject_that_is_html_is_printed_as_text(hire: Engage) -> None:
    person = hire()
    person.program().keep(letter("<script>alert(1)</script><b>gras</b>"))
    page = inbox(person)
    assert page.rows() == ["<script>alert(1)</script><b>gras</b>"]
    assert page.all("[data-preau-row] b, [data-preau-row] script") == []


@pytest.fixture
def crowded(hire: Engage) -> Person:
    """120 messages, read, the newest `Lettre 120`."""
    person = hire(view="flat")
    person.program().keep(*[letter(f"Lettre {n}") for n in range(1, 121)], flags=r"(\Seen)")
    return person


def test_fifty_rows_at_a_time_and_any_depth_by_its_address(crowded: Person) -> None:
    visitor = crowded.visitor()
    first = visitor.get(crowded.path())
    deep = visitor.get(crowded.path(), **{"from": "100"})
    assert first.rows() == [f"Lettre {n}" for n in range(120, 70, -1)]
    assert deep.rows() == [f"Lettre {n}" for n in range(20, 0, -1)]
    assert deep.one(".list-total").get_text() == "101–120 of 120"
    assert (len(first.all("#more")), len(deep.all("#more"))) == (1, 0)


def test_scrolling_brings_the_next_rows_and_only_them(crowded: Person) -> None:
    visitor = crowded.visitor()
    more = str(visitor.get(crowded.path()).one("#more")["hx-get"])
    fragment = visitor.get(more, htmx={"HX-Target": "more"})
    assert fragment.rows() == [f"Lettre {n}" for n in range(70, 20, -1)]
    assert fragment.all("#folders, #reader, .topbar") == []


def test_a_depth_that_is_nonsense_shows_the_plain_list(crowded: Person) -> None:
    visitor = crowded.visitor()
    for nonsense in ("-1", "abc", "1e9", "٣", "²", ""):
        assert visitor.get(crowded.path(), **{"from": nonsense}).status == 200
    beyond = visitor.get(crowded.path(), **{"from": "999999999999"})
    assert (beyond.status, beyond.rows()) == (200, [])


def test_quick_filters_show_what_they_name(hire: Engage) -> None:
    person = hire()
    program = person.program()
    program.keep(letter("Lue"), flags=r"(\Seen)")
    program.keep(letter("Étoilée"), flags=r"(\Seen \Flagged)")
    program.keep(letter("Jointe", attachments=(("a.png", "image/png", PNG),)), flags=r"(\Seen)")
    program.keep(letter("Nouvelle"))
    shown = {
        name: inbox(person, filter=name).rows() for name in ("unread", "flagged", "attachment")
    }
    assert shown == {"unread": ["Nouvelle"], "flagged": ["Étoilée"], "attachment": ["Jointe"]}


def test_an_empty_filter_says_nothing_was_found_and_shows_the_way_back(hire: Engage) -> None:
    person = hire()
    person.program().keep(letter("Lue"), flags=r"(\Seen)")
    page = inbox(person, filter="flagged")
    assert (page.rows(), page.one(".empty a.button")["href"]) == ([], person.path())


@pytest.fixture
def talk(hire: Engage) -> Person:
    """A conversation of three and a letter alone, which is newer than the first of them."""
    person = hire(view="threads")
    program = person.program()
    now = time.time()
    program.keep(
        letter("Sortie", sender="Anne Un <anne@lointain.example>", message_id="<a@x.example>"),
        at=now - 900,
    )
    program.keep(letter("Seule"), at=now - 600)
    program.keep(
        letter(
            "Re: Sortie", sender=person.who, answers="<a@x.example>", message_id="<b@x.example>"
        ),
        at=now - 300,
    )
    program.keep(
        letter("Re: Sortie", sender="Bob Deux <bob@lointain.example>", answers="<b@x.example>"),
        at=now,
    )
    return person


def test_a_conversation_is_one_row_with_its_voices_and_how_many(talk: Person) -> None:
    page = inbox(talk)
    assert page.rows() == ["Re: Sortie", "Seule"]
    first = page.all("[data-preau-row]")[0]
    assert first.select_one(".row-name").get_text() == "Anne, me, Bob"
    assert first.select_one(".row-count").find(string=True) == "3"


def test_flat_shows_every_message(talk: Person) -> None:
    assert inbox(talk, view="flat").rows() == ["Re: Sortie", "Re: Sortie", "Seule", "Sortie"]


def test_the_view_chosen_stays_while_one_scrolls(hire: Engage) -> None:
    person = hire(view="threads")
    person.program().keep(*[letter(f"Lettre {n}") for n in range(60)])
    page = inbox(person, view="flat")
    assert "view=flat" in str(page.one("#more")["hx-get"])


def test_sent_mail_shows_to_whom(hire: Engage) -> None:
    person = hire()
    person.program().keep(
        letter("Parti", to="Irène Lointaine <irene@lointain.example>"), folder="Sent"
    )
    row = person.visitor().get(person.path("sent")).one(".row-name")
    assert row.get_text() == "To: Irène Lointaine"


def test_the_folder_pane_counts_what_is_unread(hire: Engage) -> None:
    person = hire()
    person.program().keep(letter("Un"), letter("Deux"))
    page = inbox(person)
    assert (page.unread("Inbox"), page.unread("Trash")) == ("2", "")
    assert page.soup.title.get_text().startswith("(2) Inbox")


def test_all_messages_shows_every_folder_and_says_which(hire: Engage) -> None:
    person = hire()
    program = person.program()
    program.keep(letter("Ici"))
    program.make_folder("Réunions")
    program.keep(letter("Là"), folder="Réunions")
    page = person.visitor().get(person.path("all"), view="flat")
    labels = {
        row.select_one(".row-subject").get_text().split()[0]: row.select_one(
            ".row-folder"
        ).get_text()
        for row in page.all("[data-preau-row]")
    }
    assert labels == {"Ici": "Inbox", "Là": "Réunions"}


def test_the_gauge_says_in_words_what_room_is_left(hire: Engage) -> None:
    person = hire(quota=1024 * 1024)
    assert inbox(person).one("#gauge p").get_text() == "1 MB left"
    person.program().keep(letter(text="x" * 900_000))
    page = inbox(person)
    assert "gauge-warning" in page.one("#gauge")["class"]


@pytest.mark.parametrize("folder", ["nulle-part", "f" * 32, "INBOX", "virtual"])
def test_a_folder_that_is_not_there_is_404(hire: Engage, folder: str) -> None:
    person = hire()
    assert person.visitor().get(person.path(folder)).status == 404


@pytest.mark.parametrize("ident", ["1-1", "x", "1-", "-1", "1-1-1", "99999999999999-1", "1%2D1"])
def test_a_message_that_is_not_there_is_said_so(hire: Engage, ident: str) -> None:
    person = hire()
    assert person.visitor().get(person.path(tail=f"m/{ident}/")).status in (404, 409)


def test_any_search_typed_by_hand_answers(hire: Engage) -> None:
    person = hire()
    visitor: Callable[..., Answer] = person.visitor().get
    for text in (
        '"',
        "(",
        "de:",
        "((a OR",
        "avant:hier",
        "\\",
        "{99}",
        "*",
        "a" * 5000,
        "\x00",
        "🐍",
        "é" * 300,
    ):
        assert visitor(person.path(), q=text).status == 200
