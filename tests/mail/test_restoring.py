"""What was erased, by any program, can be taken back for some days; then it is gone."""

import pytest

from preau.identity.doors import doveadm
from preau.mail import access, erased
from preau.mail.actions.trimming import trim_erased
from tests.house.cast import Person
from tests.house.client import utf7
from tests.house.fixtures import Engage
from tests.house.postbag import letter, unique
from tests.house.waiting import eventually

pytestmark = pytest.mark.engines


def expunge(person: Person, folder: str) -> None:
    """As a telephone does."""
    with person.program().imap() as line:
        line.select(f'"{utf7(folder)}"')
        line.store("1:*", "+FLAGS", "\\Deleted")
        line.expunge()


def lying(person: Person, words: str = "") -> list[tuple[str, str]]:
    """The folder each came from and the one it goes back to, newest erased first."""
    with access.desk(person.account, person.box) as desk:
        return [(one.origin, one.home) for one in erased.look(desk, words).lines]


def post(person: Person, verb: str, **fields: str | list[str]) -> None:
    visitor = person.visitor()
    visitor.get(f"/settings/erased/{person.box}/")
    visitor.post(f"/settings/erased/{person.box}/{verb}", fields)


def places(person: Person) -> list[str]:
    with access.desk(person.account, person.box) as desk:
        return [str(place) for place in erased.every(desk)]


def test_what_a_telephone_erased_comes_back_where_it_was(hire: Engage) -> None:
    person, subject = hire(), unique("Conseil")
    program = person.program()
    program.make_folder("Réunions")
    program.keep(letter(subject), folder="Réunions")
    expunge(person, "Réunions")
    assert (lying(person), program.subjects("Réunions")) == ([("Réunions", "Réunions")], [])
    post(person, "restore", id=places(person))
    assert (len(program.find(subject, "Réunions")), lying(person)) == (1, [])


def test_a_folder_deleted_with_its_messages_comes_back_with_them(hire: Engage) -> None:
    person, subject = hire(), unique("Projet")
    program = person.program()
    program.make_folder("Projets")
    program.keep(letter(subject), folder="Projets")
    with program.imap() as line:
        line.delete("Projets")
    post(person, "restore", every="1")
    assert len(program.find(subject, "Projets")) == 1


def test_from_the_trash_letters_go_back_to_where_they_are_read(hire: Engage) -> None:
    """One's own to Sent, and the others to the inbox."""
    person = hire()
    program = person.program()
    program.keep(letter("Reçue"), letter("Envoyée", sender=person.who), folder="Trash")
    expunge(person, "Trash")
    assert sorted(lying(person)) == [("Trash", "INBOX"), ("Trash", "Sent")]


def test_moving_and_copying_erases_nothing(hire: Engage) -> None:
    person = hire()
    program = person.program()
    program.keep(letter("Un"), letter("Deux"))
    with program.imap() as line:
        line.select("INBOX")
        line._simple_command("MOVE", "1", "Archive")
        line.copy("1", "Archive")
        line.store("1", "+FLAGS", "\\Deleted")
        line.expunge()
    assert (lying(person), len(program.subjects("Archive"))) == ([], 2)


def test_a_draft_saved_again_and_again_leaves_nothing_behind(hire: Engage) -> None:
    person = hire()
    for folder in ("Drafts", "Programmés"):
        if folder != "Drafts":
            person.program().make_folder(folder)
        person.program().keep(letter("Brouillon"), folder=folder)
        expunge(person, folder)
    assert lying(person) == []


def test_what_was_erased_takes_no_room_and_no_program_shows_it(hire: Engage) -> None:
    person = hire()
    program = person.program()
    program.keep(letter("Gros", "x" * 200_000))
    expunge(person, "INBOX")
    with program.imap() as line:
        _, listed = line.list()
        usage = line.getquotaroot("INBOX")[1][1]
    assert b"erased" not in b"".join(one for one in listed if isinstance(one, bytes))
    assert usage == [b"Mailbox (STORAGE 0 51200)"]


def test_putting_back_can_be_undone(hire: Engage) -> None:
    person = hire()
    person.program().keep(letter("Erreur"))
    expunge(person, "INBOX")
    visitor = person.visitor()
    here = f"/settings/erased/{person.box}/"
    visitor.get(here)
    visitor.post(f"{here}restore", {"id": places(person)})
    token = visitor.get(here).one("#toasts [name=token]")["value"]
    visitor.post(f"{here}undo", token=str(token))
    assert (lying(person), person.program().subjects()) == ([("INBOX", "INBOX")], [])


def test_erasing_for_ever_is_asked_for_twice(hire: Engage) -> None:
    person = hire()
    person.program().keep(letter("Secret"))
    expunge(person, "INBOX")
    post(person, "erase", id=places(person))
    before = len(lying(person))
    post(person, "erase", id=places(person), sure="1")
    assert (before, lying(person)) == (1, [])


def test_words_find_what_was_erased(hire: Engage) -> None:
    person, word = hire(), unique("chrysobéryl")
    person.program().keep(letter(f"Le {word}"), letter("Autre chose"))
    expunge(person, "INBOX")
    # The indexer may be busy for a while with what others have erased.
    doveadm(120).index(person.login, "erased/*")
    assert (len(lying(person, word)), len(lying(person))) == (1, 2)


def test_after_its_days_it_is_gone_and_not_before(hire: Engage) -> None:
    """The night erases what lies there longer than the académie says."""
    person = hire()
    person.program().keep(letter("Vieux"))
    expunge(person, "INBOX")
    doveadm(60).forget_erased("*@ac-poitiers.fr", 30)
    before = len(lying(person))
    doveadm(60).forget_erased("*@ac-paris.fr", 0)
    other = len(lying(person))
    assert (before, other) == (1, 1)
    # What was erased in this very second is not older than it.
    eventually(lambda: doveadm(60).forget_erased("*@ac-poitiers.fr", 0) or not lying(person))


def test_nobody_sees_what_another_erased(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    claire.program().keep(letter("À moi"))
    expunge(claire, "INBOX")
    assert karim.visitor().get(f"/settings/erased/{claire.box}/").status == 404


HERE = "*@ac-poitiers.fr"


def test_beyond_its_weight_what_was_erased_first_goes(hire: Engage) -> None:
    person, other = hire("Claire"), hire("Karim")
    for number in range(3):
        person.program().keep(letter(f"N° {number}", "x" * 100_000))
        expunge(person, "INBOX")
    other.program().keep(letter("Légère"))
    expunge(other, "INBOX")
    weights = doveadm().erased_weights(HERE)
    assert (weights[person.login] > 300_000, 0 < weights[other.login] < 100_000) == (True, True)
    gone = [trim_erased(person.login, most) for most in (400_000, 250_000, 250_000)]
    with access.desk(person.account, person.box) as desk:
        left = [one.summary.subject.decode() for one in erased.look(desk).lines]
    assert (gone, [one.split()[1] for one in left]) == ([0, 1, 0], ["2", "1"])
    assert doveadm().erased_weights(HERE)[person.login] < 250_000
