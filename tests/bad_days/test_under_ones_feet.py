"""Two clients on one mailbox: no stale row acts on the wrong message, whatever the other did."""

import pytest
from django.test import Client

from preau.engines.errors import EngineAway
from preau.web.mail.views import acts
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, letter
from tests.house.visitor import Answer, Visitor

CHANGED = "The mailbox changed under your feet: look at the list again. Nothing was lost."


@pytest.fixture
def two(hire: Engage) -> tuple[Person, Visitor, list[str]]:
    """A person whose folder `Dossier` holds two messages, seen in an open page."""
    person = hire(view="flat")
    person.program().make_folder("Dossier")
    ids = person.program().keep(letter("Un"), letter("Deux"), folder="Dossier")
    visitor = person.visitor()
    return person, visitor, ids


def key(visitor: Visitor, person: Person, name: str = "Dossier") -> str:
    return visitor.get(person.path()).folders()[name]


def act(visitor: Visitor, path: str, *ids: str, **more: str) -> Answer:
    return visitor.post(path, {"id": list(ids)}, htmx={}, **more)


def held(person: Person, name: str = "Dossier") -> list[str]:
    return [one.removesuffix(f" {SECRET}") for one in person.program().subjects(name)]


def test_a_message_expunged_elsewhere_is_said_gone(two: tuple[Person, Visitor, list[str]]) -> None:
    person, visitor, ids = two
    folder = key(visitor, person)
    with person.program().imap() as line:
        line.select("Dossier")
        line.uid("store", ids[0].partition("-")[2], "+FLAGS", r"(\Deleted)")
        line.expunge()
    assert visitor.get(person.path(folder, f"m/{ids[0]}/")).status == 404
    assert visitor.get(person.path(folder, f"m/{ids[1]}/")).status == 200


@pytest.mark.parametrize("verb", ["archive", "trash", "star", "reading", "junk"])
def test_acting_on_what_is_gone_touches_nothing_else(
    two: tuple[Person, Visitor, list[str]], verb: str
) -> None:
    person, visitor, ids = two
    folder = key(visitor, person)
    with person.program().imap() as line:
        line.select("Dossier")
        line.uid("move", ids[0].partition("-")[2], "Sent")
    done = act(visitor, person.path(folder, verb), ids[0], on="1")
    assert (done.status, held(person), held(person, "Sent")) == (200, ["Deux"], ["Un"])
    assert [
        flags for flags in person.program().flags("Dossier").values() if "Flagged" in flags
    ] == []


def test_a_folder_made_again_under_the_same_name_is_another_folder(
    two: tuple[Person, Visitor, list[str]],
) -> None:
    """The UIDs start again at 1: an old row must not act on the new message that has its number."""
    person, visitor, ids = two
    folder = key(visitor, person)
    with person.program().imap() as line:
        line.delete("Dossier")
        line.create("Dossier")
    new = person.program().keep(letter("Neuf"), folder="Dossier")[0]
    assert new.partition("-")[2] == ids[0].partition("-")[2]
    for path in (person.path(folder, "trash"), person.path(key(visitor, person), "trash")):
        assert act(visitor, path, ids[0]).status in (404, 409)
    assert held(person) == ["Neuf"]


def test_uidvalidity_changed_is_told_in_words(hire: Engage) -> None:
    person = hire(view="flat")
    person.program().keep(letter("Un"))
    validity, _, uid = person.visitor().get(person.path()).ids()[0].partition("-")
    stale = f"{int(validity) - 1}-{uid}"
    page = person.visitor().get(person.path(tail=f"m/{stale}/"))
    done = act(person.visitor(), person.path(tail="trash"), stale)
    assert (page.status, CHANGED in page.words) == (409, True)
    assert (done.status, done.toasts) == (409, [CHANGED])
    assert held(person, "INBOX") == ["Un"]


def test_a_folder_renamed_elsewhere_keeps_its_address(
    two: tuple[Person, Visitor, list[str]],
) -> None:
    person, visitor, ids = two
    folder = key(visitor, person)
    visitor.get(person.path(folder))
    with person.program().imap() as line:
        line.rename("Dossier", "Classeur")
    assert visitor.get(person.path(folder)).rows() == ["Deux", "Un"]
    assert act(visitor, person.path(folder, "archive"), ids[0]).status == 200
    assert held(person, "Classeur") == ["Deux"]


def test_two_folders_that_swapped_names_are_not_taken_for_each_other(
    two: tuple[Person, Visitor, list[str]],
) -> None:
    person, visitor, ids = two
    person.program().make_folder("Autre")
    person.program().keep(letter("D’ailleurs"), folder="Autre")
    folder = key(visitor, person)
    visitor.get(person.path(folder))
    with person.program().imap() as line:
        line.rename("Dossier", "Tampon")
        line.rename("Autre", "Dossier")
        line.rename("Tampon", "Autre")
    assert visitor.get(person.path(folder)).rows() == ["Deux", "Un"]
    assert act(visitor, person.path(folder, "trash"), ids[0]).status == 200
    assert (held(person, "Dossier"), held(person, "Autre")) == (["D’ailleurs"], ["Deux"])


def test_a_folder_deleted_elsewhere_is_said_gone(two: tuple[Person, Visitor, list[str]]) -> None:
    person, visitor, ids = two
    folder = key(visitor, person)
    with person.program().imap() as line:
        line.delete("Dossier")
    assert visitor.get(person.path(folder)).status == 404
    assert act(visitor, person.path(folder, "trash"), ids[0]).status == 404


def test_moving_into_a_folder_deleted_elsewhere_moves_nothing(
    two: tuple[Person, Visitor, list[str]],
) -> None:
    person, visitor, _ids = two
    target = key(visitor, person)
    message = person.program().keep(letter("Reste"))[0]
    with person.program().imap() as line:
        line.delete("Dossier")
    assert act(visitor, person.path(tail="move"), message, to=target).status in (404, 422)
    assert held(person, "INBOX") == ["Reste"]


def test_the_counts_of_an_open_folder_follow_what_another_program_does(hire: Engage) -> None:
    person = hire(view="flat")
    person.program().keep(letter("Un"), letter("Deux"), letter("Trois"))
    visitor = person.visitor()
    for _ in range(4):
        assert visitor.get(person.path()).unread("Inbox") == "3"
    with person.program().imap() as line:
        line.select("INBOX")
        line.uid("store", "1:2", "+FLAGS", r"(\Seen)")
    assert {visitor.get(person.path()).unread("Inbox") for _ in range(4)} == {"1"}


def test_two_tabs_the_second_archive_of_one_message_changes_nothing(hire: Engage) -> None:
    person = hire(view="flat")
    ids = person.program().keep(letter("Un"), letter("Deux"))
    one, other = person.visitor(), person.visitor()
    assert act(one, person.path(tail="archive"), ids[0]).toasts == ["1 message archived"]
    assert act(other, person.path(tail="archive"), ids[0]).status == 200
    assert (held(person, "INBOX"), held(person, "Archive")) == (["Deux"], ["Un"])


def test_undo_after_another_program_emptied_the_folder_says_nothing_came_back(hire: Engage) -> None:
    person = hire(view="flat")
    ids = person.program().keep(letter("Un"))
    visitor = person.visitor()
    done = act(visitor, person.path(tail="trash"), ids[0])
    with person.program().imap() as line:
        line.select("Trash")
        line.store("1:*", "+FLAGS", r"(\Deleted)")
        line.expunge()
    token = str(done.one("[data-preau-undo] input[name=token]")["value"])
    answer = visitor.post(f"/mail/{person.box}/undo", token=token, htmx={})
    assert (answer.status, answer.toasts) == (200, ["Nothing to change."])


def test_a_draft_whose_copy_another_program_deleted_is_still_there(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = visitor.get(f"/mail/{person.box}/compose").location
    visitor.post(draft, version="0", htmx={}, subject=f"Mien {SECRET}")
    person.program().waits_for("Mien", "Drafts")
    with person.program().imap() as line:
        line.select("Drafts")
        line.store("1:*", "+FLAGS", r"(\Deleted)")
        line.expunge()
    assert visitor.get(draft).one("[name=subject]")["value"] == f"Mien {SECRET}"
    assert visitor.post(draft + "discard", version="1", htmx={}).status == 200


def test_a_message_gone_while_one_answers_it_still_gets_its_answer(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    ident = karim.program().keep(letter("Question", sender=claire.who))[0]
    visitor = karim.visitor()
    draft = visitor.get(f"/mail/{karim.box}/compose?reply=inbox/{ident}").location
    with karim.program().imap() as line:
        line.select("INBOX")
        line.store("1:*", "+FLAGS", r"(\Deleted)")
        line.expunge()
    visitor.post(draft, version="0", htmx={}, text=f"Oui {SECRET}", format="text")
    visitor.post(draft + "dispatch", version="1", warned="1", htmx={})
    claire.program().waits_for("Re: Question")
    karim.program().waits_for("Re: Question", "Sent")


def lose(person: Person, folder: str) -> None:
    """The files of a folder's messages vanish from the disk, under Dovecot's feet."""
    name, _, domain = person.login.partition("@")
    there = person.house.places.mail / domain / name / "mail" / "mailboxes" / folder
    for file in there.glob("dbox-Mails/u.*"):
        file.unlink()


def test_an_action_that_stops_in_the_second_folder_tells_and_takes_back_the_first(
    hire: Engage,
) -> None:
    person = hire(view="flat")
    program, visitor = person.program(), person.visitor()
    program.make_folder("A", "B")
    program.keep(letter("Premier motclef"), folder="A")
    program.keep(letter("Second motclef"), folder="B")
    assert len(visitor.get(person.path("all"), q="motclef").rows()) == 2
    lose(person, "B")
    done = visitor.post(person.path("all", "archive"), every="1", q="motclef", htmx={})
    cut = "Then the mailbox stopped answering: the other messages stayed where they were."
    assert (done.status, done.toasts) == (200, [f"1 message archived. {cut}"])
    assert (held(person, "A"), held(person, "Archive")) == ([], ["Premier motclef"])
    token = str(done.one("[data-preau-undo] input[name=token]")["value"])
    visitor.post(f"/mail/{person.box}/undo", token=token, htmx={})
    assert (held(person, "A"), held(person, "Archive")) == (["Premier motclef"], [])


def test_what_is_done_is_told_though_the_page_cannot_be_read_again(
    hire: Engage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dovecot goes between the action and the look at what it changed."""
    person = hire(view="flat")
    ident = person.program().keep(letter("Un"))[0]
    client = Client(HTTP_HOST=person.house.host("poitiers"), headers={"HX-Request": "true"})
    client.cookies["preau_session"] = person.visitor().cookies["preau_session"]

    def away(*_: object, **__: object) -> None:
        raise EngineAway("dovecot")

    monkeypatch.setattr(acts, "_acted", away)
    done = client.post(person.path(tail="archive"), {"id": ident})
    monkeypatch.undo()
    answer = Answer(person.path(), done.status_code, {}, done.content)
    assert (answer.status, answer.toasts) == (200, ["1 message archived"])
    assert held(person, "Archive") == ["Un"]
    token = str(answer.one("[data-preau-undo] input[name=token]")["value"])
    person.visitor().post(f"/mail/{person.box}/undo", token=token, htmx={})
    assert held(person, "INBOX") == ["Un"]
