"""Folders made, renamed, nested, emptied, deleted; what is refused keeps what was typed."""

import pytest

from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import letter
from tests.house.visitor import Answer, Visitor

ROLES = ["Inbox", "Drafts", "Sent", "Archives", "Junk", "Trash", "All messages"]


def create(visitor: Visitor, person: Person, name: str, parent: str = "") -> Answer:
    return visitor.post(f"/mail/{person.box}/folders", name=name, parent=parent)


def own(visitor: Visitor, person: Person) -> list[str]:
    return [name for name in visitor.get(person.path()).folders() if name not in ROLES]


def key(visitor: Visitor, person: Person, name: str) -> str:
    return visitor.get(person.path()).folders()[name]


def test_every_mailbox_has_its_folders_in_their_order(hire: Engage) -> None:
    person = hire()
    assert list(person.visitor().get(person.path()).folders()) == ROLES


def test_a_new_folder_opens_and_says_so(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    page = visitor.follow(create(visitor, person, "  Réunions   d’équipe "))
    assert page.toasts == ["Folder created"]
    assert page.one("#list-title").get_text() == "Réunions d’équipe"
    with person.program().imap() as line:
        assert b"R&AOk-unions d&IBkA6Q-quipe" in b"".join(line.list()[1])


@pytest.mark.parametrize(
    "name",
    [
        "A&B",
        "{5}",
        "&AOk-",
        "👩‍🏫",
        "Ä漢字🐟",
        "100 % là",
        "a.b",
        "x~",
        "“guillemets”",
        'a"b\\c',
        "x" * 80,
    ],
)
def test_any_ordinary_name_is_kept_as_typed(hire: Engage, name: str) -> None:
    person = hire()
    visitor = person.visitor()
    if "%" in name:
        assert create(visitor, person, name).status == 422
        return
    create(visitor, person, name)
    assert own(visitor, person) == [name]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "a/b",
        "a*",
        ".caché",
        "~a",
        "INBOX",
        "virtual",
        "x" * 81,
        "a\x00b",
        "\u200b",
        "\u202egnp",
    ],
)
def test_a_name_that_cannot_be_is_refused_with_what_was_typed(hire: Engage, name: str) -> None:
    person = hire()
    answer = create(person.visitor(), person, name)
    assert (answer.status, len(answer.all(".field-error"))) == (422, 1)
    assert answer.one("#folder-name").get("value", "").replace("\ufffd", "\x00") == name
    assert own(person.visitor(), person) == []


def test_the_same_name_twice_is_refused_in_words(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    create(visitor, person, "Parents")
    answer = create(visitor, person, "Parents")
    assert answer.status == 422
    assert answer.one(".field-error").get_text() == "There is already a folder “Parents” here."


def test_a_folder_is_made_inside_another_and_stands_under_it(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    create(visitor, person, "École")
    create(visitor, person, "Zoo")
    create(visitor, person, "Classe", key(visitor, person, "École"))
    page = visitor.get(person.path())
    depths = [one["class"][1] for one in page.all("#folder-links a.folder")[len(ROLES) :]]
    assert (own(visitor, person), depths) == (
        ["École", "Classe", "Zoo"], ["folder-depth-0", "folder-depth-1", "folder-depth-0"],
    )  # fmt: skip


def test_a_renamed_folder_keeps_its_address_and_its_messages(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    create(visitor, person, "Ancien")
    person.program().keep(letter("Dedans"), folder="Ancien")
    address = person.path(key(visitor, person, "Ancien"))
    page = visitor.follow(visitor.post(address + "rename", name="Nouveau"))
    assert page.toasts == ["Folder renamed"]
    assert (visitor.get(address).rows(), own(visitor, person)) == (["Dedans"], ["Nouveau"])


def test_a_folder_moves_under_another_with_what_it_holds(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    for name in ("A", "B"):
        create(visitor, person, name)
    create(visitor, person, "Dans A", key(visitor, person, "A"))
    folders = visitor.get(person.path()).folders()
    visitor.post(person.path(folders["A"], "rename"), name="A", parent=folders["B"])
    assert own(visitor, person) == ["B", "A", "Dans A"]


def test_a_folder_is_never_put_inside_itself(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    create(visitor, person, "A")
    create(visitor, person, "Dans A", key(visitor, person, "A"))
    folders = visitor.get(person.path()).folders()
    answer = visitor.post(person.path(folders["A"], "rename"), name="A", parent=folders["Dans A"])
    assert answer.status == 422
    assert answer.one(".field-error").get_text() == "A folder cannot be put inside itself."


@pytest.mark.parametrize("folder", ["inbox", "sent", "trash", "all"])
@pytest.mark.parametrize("verb", ["rename", "delete"])
def test_the_folders_every_mailbox_has_keep_name_and_place(
    hire: Engage, folder: str, verb: str
) -> None:
    person = hire()
    assert person.visitor().post(person.path(folder, verb), name="Autre").status == 403


def test_a_deleted_folder_leaves_its_messages_in_the_trash(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    create(visitor, person, "Vieux")
    person.program().keep(letter("Un"), letter("Deux"), folder="Vieux")
    page = visitor.follow(visitor.post(person.path(key(visitor, person, "Vieux"), "delete")))
    assert page.toasts == ["Folder deleted; its 2 messages are in the trash"]
    assert own(visitor, person) == []
    assert visitor.get(person.path("trash"), view="flat").rows() == ["Deux", "Un"]


def test_a_folder_that_holds_others_is_not_deleted(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    create(visitor, person, "A")
    create(visitor, person, "Dans A", key(visitor, person, "A"))
    answer = visitor.post(person.path(key(visitor, person, "A"), "delete"))
    assert (answer.status, own(visitor, person)) == (403, ["A", "Dans A"])


@pytest.mark.parametrize("folder", ["Trash", "Junk"])
def test_emptying_trash_and_junk_deletes_for_ever(hire: Engage, folder: str) -> None:
    person = hire()
    visitor = person.visitor()
    person.program().keep(letter("Un"), letter("Deux"), folder=folder)
    page = visitor.follow(visitor.post(person.path(folder.lower(), "empty")))
    assert (page.toasts, page.rows(), page.all("[data-preau-undo]")) == (
        ["2 messages deleted for ever"],
        [],
        [],
    )


def test_emptying_another_folder_puts_its_messages_in_the_trash_and_can_be_undone(
    hire: Engage,
) -> None:
    person = hire()
    visitor = person.visitor()
    create(visitor, person, "Vieux")
    person.program().keep(letter("Un"), folder="Vieux")
    page = visitor.follow(visitor.post(person.path(key(visitor, person, "Vieux"), "empty")))
    assert visitor.get(person.path("trash")).rows() == ["Un"]
    token = str(page.one("[data-preau-undo] input[name=token]")["value"])
    visitor.post(f"/mail/{person.box}/undo", token=token)
    assert visitor.get(page.url.removeprefix(f"http://{visitor.host}")).rows() == ["Un"]


def test_the_inbox_is_never_emptied_at_once(hire: Engage) -> None:
    person = hire()
    person.program().keep(letter("Un"))
    visitor = person.visitor()
    answer = visitor.post(person.path(tail="empty"), htmx={})
    sentence = "This folder is never emptied at once: choose what is to go."
    assert (answer.status, answer.toasts) == (403, [sentence])
    person.prefers(language="fr")
    said = visitor.post(person.path(tail="empty"), htmx={}).toasts
    assert said == ["Ce dossier ne se vide jamais d’un coup : choisissez ce qui doit partir."]
    assert visitor.get(person.path()).rows() == ["Un"]


def test_a_fragment_is_sent_on_to_the_new_folders_page(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    answer = visitor.post(f"/mail/{person.box}/folders", name="Neuf", htmx={})
    assert (answer.status, answer.headers["hx-redirect"]) == (
        204,
        person.path(key(visitor, person, "Neuf")),
    )


@pytest.mark.parametrize("name", ["Un\r\nA1 DELETE Sent", "Un\nA1 DELETE Sent", "Un {3+}\r\nabc"])
def test_a_line_break_in_a_name_begins_no_command(hire: Engage, name: str) -> None:
    person = hire()
    visitor = person.visitor()
    create(visitor, person, name)
    assert own(visitor, person) == [" ".join(name.split())]
    assert "Sent" in visitor.get(person.path()).folders()


def test_an_address_that_only_does_something_says_so_to_who_opens_it(hire: Engage) -> None:
    person = hire()
    page = person.visitor().get(f"/mail/{person.box}/folders")
    assert page.status == 405
    assert page.headers["allow"] == "POST"
    assert page.one("h1").get_text(strip=True) == "There is no page here"
