"""Verbs on messages: done at once, told in words, seen by every client, taken back by one button."""

import pytest

from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, letter
from tests.house.visitor import Answer, Visitor


def act(
    visitor: Visitor, person: Person, verb: str, *ids: str, folder: str = "inbox", **more: str
) -> Answer:
    return visitor.post(person.path(folder, verb), {"id": list(ids)}, htmx={}, **more)


def undone(visitor: Visitor, person: Person, done: Answer) -> Answer:
    token = str(done.one("[data-preau-undo] input[name=token]")["value"])
    return visitor.post(f"/mail/{person.box}/undo", token=token, htmx={})


def where(person: Person) -> dict[str, list[str]]:
    """What each folder holds, empty ones left out."""
    names = ("INBOX", "Archive", "Junk", "Trash", "Drafts", "Sent", "Réunions")
    held = {
        name: [one.removesuffix(f" {SECRET}") for one in person.program().subjects(name)]
        for name in names
    }
    return {name: subjects for name, subjects in held.items() if subjects}


@pytest.fixture
def three(hire: Engage) -> tuple[Person, list[str]]:
    person = hire(view="flat")
    person.program().make_folder("Réunions")
    return person, person.program().keep(letter("Un"), letter("Deux"), letter("Trois"))


FLAGS = [
    ("reading", {}, r"\Seen", "1 message marked as read"),
    ("star", {}, r"\Flagged", "1 message starred"),
    ("tags", {"tag": "$label2"}, "$label2", "1 message tagged"),
]


@pytest.mark.parametrize(("verb", "more", "flag", "sentence"), FLAGS)
def test_a_mark_is_put_on_told_and_taken_back(
    three: tuple[Person, list[str]], verb: str, more: dict[str, str], flag: str, sentence: str
) -> None:
    person, ids = three
    visitor = person.visitor()
    done = act(visitor, person, verb, ids[1], on="1", **more)
    marked = [flag in flags for flags in person.program().flags().values()]
    assert (done.toasts, marked) == ([sentence], [False, True, False])
    assert undone(visitor, person, done).toasts == ["Undone for 1 message"]
    assert [flag in flags for flags in person.program().flags().values()] == [False, False, False]


@pytest.mark.parametrize(("verb", "more", "flag", "sentence"), FLAGS)
def test_undo_leaves_what_was_marked_before(
    three: tuple[Person, list[str]], verb: str, more: dict[str, str], flag: str, sentence: str
) -> None:
    person, ids = three
    visitor = person.visitor()
    act(visitor, person, verb, ids[0], on="1", **more)
    done = act(visitor, person, verb, *ids, on="1", **more)
    undone(visitor, person, done)
    assert [flag in flags for flags in person.program().flags().values()] == [True, False, False]


@pytest.mark.parametrize(
    ("verb", "more", "target", "sentence"),
    [
        ("archive", {}, "Archive", "2 messages archived"),
        ("trash", {}, "Trash", "2 messages moved to the trash"),
        ("junk", {"on": "1"}, "Junk", "2 messages reported as junk"),
        ("move", {"to": "Réunions"}, "Réunions", "2 messages moved to Réunions"),
    ],
)
def test_messages_go_where_they_are_sent_and_come_back(
    three: tuple[Person, list[str]], verb: str, more: dict[str, str], target: str, sentence: str
) -> None:
    person, ids = three
    visitor = person.visitor()
    if "to" in more:
        more = {"to": visitor.get(person.path()).folders()[more["to"]]}
    done = act(visitor, person, verb, ids[0], ids[2], **more)
    gone = sorted(str(one["id"]) for one in done.all("[hx-swap-oob=delete]"))
    assert (done.toasts, gone) == ([sentence], sorted(f"row-{one}" for one in (ids[0], ids[2])))
    assert where(person) == {"INBOX": ["Deux"], target: ["Un", "Trois"]}
    assert undone(visitor, person, done).toasts == ["Undone for 2 messages"]
    assert where(person) == {"INBOX": ["Deux", "Un", "Trois"]}
    assert visitor.get(person.path()).rows() == ["Trois", "Deux", "Un"]


def test_a_copy_leaves_the_message_where_it_was(three: tuple[Person, list[str]]) -> None:
    person, ids = three
    done = act(person.visitor(), person, "copy", ids[0], to="archive")
    assert (done.toasts, done.all("[data-preau-undo]")) == (["1 message copied to Archives"], [])
    assert where(person) == {"INBOX": ["Un", "Deux", "Trois"], "Archive": ["Un"]}


def test_what_is_not_junk_goes_back_to_the_inbox(hire: Engage) -> None:
    person = hire()
    ids = person.program().keep(letter("Faux"), folder="Junk")
    done = act(person.visitor(), person, "junk", *ids, folder="junk", on="0")
    assert (done.toasts, where(person)) == (
        ["1 message put back in the inbox"],
        {"INBOX": ["Faux"]},
    )


def test_only_what_is_in_the_trash_is_deleted_for_ever(three: tuple[Person, list[str]]) -> None:
    person, ids = three
    visitor = person.visitor()
    assert act(visitor, person, "trash", ids[0], forever="1").status == 403
    act(visitor, person, "trash", ids[0])
    thrown = visitor.get(person.path("trash")).ids()
    done = act(visitor, person, "trash", *thrown, folder="trash", forever="1")
    assert (done.toasts, done.all("[data-preau-undo]")) == (["1 message deleted for ever"], [])
    assert where(person) == {"INBOX": ["Deux", "Trois"]}


def test_the_action_of_a_conversation_takes_all_of_it(hire: Engage) -> None:
    person = hire(view="threads")
    person.program().keep(
        letter("Sortie", message_id="<un@x.example>"), letter("Seule"),
        letter("Re: Sortie", answers="<un@x.example>"),
    )  # fmt: skip
    visitor = person.visitor()
    done = act(visitor, person, "archive", visitor.get(person.path()).ids()[0])
    assert done.toasts == ["2 messages archived"]
    assert where(person) == {"INBOX": ["Seule"], "Archive": ["Sortie", "Re: Sortie"]}


def test_without_script_the_same_form_comes_back_to_the_list_and_says_it(
    three: tuple[Person, list[str]],
) -> None:
    person, ids = three
    visitor = person.visitor()
    answer = visitor.post(
        person.path(tail="archive"), id=ids[0], next=person.path() + "?filter=unread"
    )
    page = visitor.follow(answer)
    assert (answer.status, answer.location) == (302, person.path() + "?filter=unread")
    assert page.toasts == ["1 message archived"]
    assert len(page.all("[data-preau-undo]")) == 1
    assert visitor.get(person.path()).toasts == []


def test_next_never_leads_to_another_site(three: tuple[Person, list[str]]) -> None:
    person, ids = three
    answer = person.visitor().post(person.path(tail="star"), id=ids[0], next="//evil.example/")
    assert answer.headers["location"] == person.path()


def test_every_message_of_a_folder_is_marked_by_one_word(three: tuple[Person, list[str]]) -> None:
    person, _ids = three
    done = act(person.visitor(), person, "reading", every="1", on="1")
    assert done.toasts == ["3 messages marked as read"]
    assert [r"\Seen" in flags for flags in person.program().flags().values()] == [True] * 3


def test_a_whole_search_moves_what_it_finds_and_nothing_else(
    three: tuple[Person, list[str]],
) -> None:
    person, _ids = three
    visitor = person.visitor()
    done = act(visitor, person, "archive", every="1", q="objet:deux")
    assert done.toasts == ["1 message archived"]
    assert where(person) == {"INBOX": ["Un", "Trois"], "Archive": ["Deux"]}
    assert undone(visitor, person, done).toasts == ["Undone for 1 message"]


def test_a_whole_filter_takes_only_what_it_shows(three: tuple[Person, list[str]]) -> None:
    person, ids = three
    visitor = person.visitor()
    act(visitor, person, "star", ids[2], on="1")
    act(visitor, person, "trash", every="1", filter="flagged")
    assert where(person) == {"INBOX": ["Un", "Deux"], "Trash": ["Trois"]}


def test_in_the_view_of_all_messages_each_is_changed_where_it_stands(hire: Engage) -> None:
    person = hire(view="flat")
    program = person.program()
    program.keep(letter("Ici"))
    program.keep(letter("Parti"), folder="Sent")
    visitor = person.visitor()
    ids = visitor.get(person.path("all")).ids()
    done = act(visitor, person, "trash", *ids, folder="all")
    assert (done.toasts, where(person)["Trash"]) == (
        ["2 messages moved to the trash"],
        ["Ici", "Parti"],
    )
    undone(visitor, person, done)
    assert where(person) == {"INBOX": ["Ici"], "Sent": ["Parti"]}


LETTERS = "A tag is made of letters, digits, - and _."


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("", LETTERS),
        ("a b", LETTERS),
        ("é", LETTERS),
        ("a{3}", LETTERS),
        ('a"b', LETTERS),
        ("x\r\nA1 DELETE Sent", LETTERS),
        ("\\Seen", "A tag cannot begin with a backslash."),
        ("x" * 51, "A tag has 50 characters at most."),
    ],
)
def test_a_tag_that_imap_cannot_keep_is_refused_in_words(
    three: tuple[Person, list[str]], tag: str, sentence: str
) -> None:
    person, ids = three
    answer = act(person.visitor(), person, "tags", ids[0], tag=tag, on="1")
    assert (answer.status, answer.toasts) == (422, [sentence])


def test_a_tag_of_fifty_letters_is_kept(three: tuple[Person, list[str]]) -> None:
    person, ids = three
    answer = act(person.visitor(), person, "tags", ids[0], tag="x" * 50, on="1")
    assert (answer.status, answer.toasts) == (200, ["1 message tagged"])


def test_an_undo_note_that_was_changed_is_refused_in_words(three: tuple[Person, list[str]]) -> None:
    person, ids = three
    visitor = person.visitor()
    done = act(visitor, person, "trash", ids[0])
    token = str(done.one("[data-preau-undo] input[name=token]")["value"])
    answer = visitor.post(f"/mail/{person.box}/undo", token=token[:-2], htmx={})
    assert (answer.status, answer.toasts) == (422, ["It is too late to undo this."])


def test_undo_leaves_alone_what_moved_on_meanwhile(three: tuple[Person, list[str]]) -> None:
    person, ids = three
    visitor = person.visitor()
    done = act(visitor, person, "archive", ids[0], ids[1])
    first = visitor.get(person.path("archive")).ids()[-1]
    act(visitor, person, "trash", first, folder="archive")
    assert undone(visitor, person, done).toasts == ["Undone for 1 message"]
    assert where(person) == {"INBOX": ["Trois", "Deux"], "Trash": ["Un"]}


def test_acting_on_nothing_says_so(three: tuple[Person, list[str]]) -> None:
    person, _ids = three
    assert act(person.visitor(), person, "trash").toasts == ["Nothing to change."]


@pytest.mark.parametrize("verb", ["star", "archive", "undo"])
def test_a_verb_is_never_done_by_a_link(three: tuple[Person, list[str]], verb: str) -> None:
    person, ids = three
    path = f"/mail/{person.box}/undo" if verb == "undo" else person.path(tail=verb)
    assert person.visitor().get(path, id=ids[0]).status == 405


def test_to_move_into_the_view_of_all_messages_is_refused_in_words(
    three: tuple[Person, list[str]],
) -> None:
    person, ids = three
    answer = act(person.visitor(), person, "move", ids[0], to="all")
    assert (answer.status, answer.toasts) == (403, ["“All messages” is a view: choose a folder."])


def test_to_copy_into_the_view_of_all_messages_is_refused_in_words(
    three: tuple[Person, list[str]],
) -> None:
    person, ids = three
    answer = act(person.visitor(), person, "copy", ids[0], to="all")
    assert (answer.status, answer.toasts) == (403, ["“All messages” is a view: choose a folder."])


def test_opening_a_message_marks_it_read(three: tuple[Person, list[str]]) -> None:
    person, ids = three
    visitor = person.visitor()
    visitor.get(person.path(tail=f"m/{ids[1]}/"))
    assert [r"\Seen" in flags for flags in person.program().flags().values()] == [
        False,
        True,
        False,
    ]
    assert visitor.get(person.path()).unread("Inbox") == "2"


def test_undo_is_told_on_a_page_whose_folder_is_gone(three: tuple[Person, list[str]]) -> None:
    person, ids = three
    visitor = person.visitor()
    done = act(visitor, person, "trash", ids[0])
    token = str(done.one("[data-preau-undo] input[name=token]")["value"])
    page = {"HX-Current-URL": f"http://{visitor.host}/mail/{person.box}/{'0' * 32}/"}
    answer = visitor.post(f"/mail/{person.box}/undo", token=token, htmx=page)
    assert (answer.status, answer.toasts) == (200, ["Undone for 1 message"])


def test_a_header_written_with_underscores_is_nobodys(three: tuple[Person, list[str]]) -> None:
    """Many proxies let them pass, and WSGI would take them for the header they imitate."""
    person, ids = three
    visitor = person.visitor()
    visitor.get("/sign-in")
    headers = {
        "Origin": f"http://{visitor.host}",
        "X-CSRFToken": visitor.cookies["preau_csrf"],
        "Content-Type": "application/x-www-form-urlencoded",
        "Content_Type": "text/plain",
        "Content_Length": "1",
    }
    visitor.request("POST", person.path(tail="trash"), headers, f"id={ids[0]}".encode())
    assert where(person)["Trash"] == ["Un"]
