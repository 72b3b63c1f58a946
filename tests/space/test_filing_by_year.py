"""Archives by year: in one gesture, and back by one."""

import pytest

from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import letter
from tests.space.errands import ask

IN_2023, IN_2024 = 1677834000.0, 1709456400.0


@pytest.fixture
def person(hire: Engage) -> Person:
    hired = hire("Renée")
    program = hired.program()
    program.keep(letter("De 2023"), at=IN_2023, flags=r"(\Seen)")
    program.keep(letter("De 2024"), letter("De 2024 aussi"), at=IN_2024)
    program.keep(letter("De cette année"))
    return hired


def subjects(person: Person) -> dict[str, list[str]]:
    program = person.program()
    return {
        folder: [one.removesuffix(" couleuvrine") for one in program.subjects(folder)]
        for folder in ("INBOX", "Archive/2023", "Archive/2024")
    }


def test_former_years_go_to_their_folders_and_come_back(person: Person) -> None:
    before = subjects(person)
    errand = ask(person, "file folder:inbox")
    page = errand.settled()
    assert "3 messages are in the Archives, in the folders of their years." in page.words
    assert subjects(person) == {
        "INBOX": ["De cette année"],
        "Archive/2023": ["De 2023"],
        "Archive/2024": ["De 2024", "De 2024 aussi"],
    }
    assert errand.do("return").settled().words.count("3 messages are back where they were.") == 1
    after = subjects(person)
    assert {name: sorted(those) for name, those in after.items()} == {
        name: sorted(those) for name, those in before.items()
    }
    assert errand.visitor.post(f"{errand.url}deed", do="return").status == 409


def test_who_is_named_goes_whatever_the_folder_and_the_year(person: Person) -> None:
    program = person.program()
    program.keep(letter("De Paul", sender="paul@x.example"), at=IN_2023, folder="Archive")
    program.keep(letter("De Paul jetée", sender="paul@x.example"), at=IN_2023, folder="Trash")
    ask(person, "file sender:paul@x.example").settled()
    assert (subjects(person)["Archive/2023"], program.subjects("Archive")) == (["De Paul"], [])
    assert len(program.find("De Paul jetée", "Trash")) == 1


def test_what_is_filed_already_is_not_filed_again(person: Person) -> None:
    ask(person, "file folder:inbox").settled()
    assert ask(person, "file folder:inbox").settled().one("#errand-name").get_text() == (
        "There is nothing"
    )
