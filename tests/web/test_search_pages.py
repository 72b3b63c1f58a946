"""Finding an old message: operators, accents, other forms of a word, text inside files."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import PNG, letter
from tests.house.visitor import Answer
from tests.house.waiting import eventually

Find = Callable[[str], list[str]]


def search(person: Person, text: str, folder: str = "all") -> Answer:
    """While the index takes in what other tests pour out, the page says to come back: so we do."""
    visitor = person.visitor()

    def found() -> Answer | None:
        answer = visitor.get(person.path(folder), q=text)
        return None if answer.status == 503 else answer

    return eventually(found, 180) or visitor.get(person.path(folder), q=text)


@pytest.fixture(scope="module")
def library(running_house: House, request: pytest.FixtureRequest) -> dict[str, Person]:
    """One box for the whole file: nothing here changes it."""
    return {}


@pytest.fixture
def find(
    library: dict[str, Person], hire: Engage, tmp_path_factory: pytest.TempPathFactory
) -> Find:
    if not library:
        library["owner"] = stock(hire("Alix"), tmp_path_factory.mktemp("pdf"))
        eventually(lambda: search(library["owner"], "parapluie").rows(), 180)
    return lambda text: sorted(search(library["owner"], text).rows())


def stock(person: Person, folder: Path) -> Person:
    program = person.program()
    program.make_folder("Réunions")
    program.keep(
        letter("Élèves absents", "Les élèves étaient à la fête.", sender="Claire Lefèvre <c.lefevre@ac-poitiers.fr>", to=person.who),
        letter("Cantine", "Menus de la semaine.", sender="Intendance <intendance@ecole.example>", cc="Paul Durand <paul@ecole.example>"),
        flags=r"(\Seen)", at=1_700_000_000,
    )  # fmt: skip
    program.keep(
        letter(
            "Conseil de classe",
            "Le conseil du troisième trimestre.",
            attachments=(("bulletins.csv", "text/csv", "moyennes;trigonométrie\n".encode()),),
        ),
        at=1_735_000_000,
    )
    program.keep(
        letter("Photo", "Voir ci-joint.", attachments=(("plan.png", "image/png", PNG),)),
        flags=r"(\Flagged)",
        at=1_736_000_000,
    )
    program.keep(
        letter("Ordre du jour", "Chevaux et parapluie.", html="<p>Le <b>parapluie</b> rouge</p>"),
        folder="Réunions",
        at=1_737_000_000,
    )
    program.keep(
        letter(
            "Rapport",
            "Voir le document.",
            attachments=(("rapport.pdf", "application/pdf", pdf(folder, "hippopotame")),),
        ),
        at=1_738_000_000,
    )
    return person


def pdf(folder: Path, word: str) -> bytes:
    """A page that says one word, made by hand."""
    stream = f"BT /F1 24 Tf 72 700 Td ({word}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%b endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    made = (
        body
        + b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(body))
    )
    path = folder / "page.pdf"
    path.write_bytes(made)
    said = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout
    assert word.encode() in said
    return made


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("cantine", ["Cantine"]),
        ("CANTINE", ["Cantine"]),
        ("eleves", ["Élèves absents"]),
        ("élève", ["Élèves absents"]),
        ("cheval", ["Ordre du jour"]),
        ("parapluies", ["Ordre du jour"]),
        ("objet:conseil", ["Conseil de classe"]),
        ("subject:conseil", ["Conseil de classe"]),
        ("de:lefevre", ["Élèves absents"]),
        ("de:Lefèvre", ["Élèves absents"]),
        ("from:intendance@ecole.example", ["Cantine"]),
        ("cc:durand", ["Cantine"]),
        ("de:claire fête", ["Élèves absents"]),
        ("cantine OU photo", ["Cantine", "Photo"]),
        ("conseil -trimestre", []),
        ('"conseil de classe"', ["Conseil de classe"]),
        ('"classe de conseil"', []),
        ('"trigonometrie moyennes"', []),
        ('"moyennes trigonometrie"', ["Conseil de classe"]),
        ('"de classe"', ["Conseil de classe"]),
        ('"conseil du troisieme"', ["Conseil de classe"]),
        ('corps:"conseil du"', ["Conseil de classe"]),
        ('"semaine de la menus"', []),
        ('"de la sem"', ["Cantine"]),
        ('"a la fete"', ["Élèves absents"]),
        ('"etaient la fete"', []),
        ('objet:"eleves absents"', ["Élèves absents"]),
        ('objet:"absents eleves"', []),
        ('"Paul Durand"', ["Cantine"]),
        ('cantine -"semaine menus"', ["Cantine"]),
        ('cantine -"menus de la semaine"', []),
        ('"document le voir"', ["Rapport"]),
        ("avant:2024-01-01", ["Cantine", "Élèves absents"]),
        ("après:2025-01-10", ["Ordre du jour", "Rapport"]),
        ("dans:Réunions parapluie", ["Ordre du jour"]),
        ("dans:reunions", ["Ordre du jour"]),
        ("trigonometrie", ["Conseil de classe"]),
        ("hippopotame", ["Rapport"]),
        ("fichier:plan", ["Photo"]),
        ("zzzzintrouvable", []),
    ],
)
def test_what_is_typed_finds_what_is_meant(find: Find, text: str, subjects: list[str]) -> None:
    assert find(text) == sorted(subjects)


def test_with_an_attachment_finds_only_those(find: Find) -> None:
    assert find("pièce:oui") == ["Conseil de classe", "Photo", "Rapport"]


def test_each_criterion_is_a_chip_that_can_be_taken_off(
    find: Find, library: dict[str, Person]
) -> None:
    find("cantine")
    page = search(library["owner"], "de:intendance objet:cantine")
    chips = page.all(".list-chips .chip")
    assert len(chips) == 2
    without = library["owner"].visitor().get(str(chips[0].select_one("a")["href"]))
    assert without.one("#search")["value"] == "objet:cantine"


def test_a_search_in_one_folder_stays_in_it(find: Find, library: dict[str, Person]) -> None:
    find("cantine")
    assert search(library["owner"], "parapluie", "inbox").rows() == []


def test_a_search_with_nothing_found_offers_the_next_step(
    find: Find, library: dict[str, Person]
) -> None:
    find("cantine")
    page = search(library["owner"], "zzzzintrouvable", "inbox")
    assert page.one(".empty-title").get_text() == "Nothing found"
    assert (
        page.one(".empty a.button")["href"] == library["owner"].path("all") + "?q=zzzzintrouvable"
    )


def test_a_message_that_just_came_is_found_at_once(hire: Engage) -> None:
    person = hire()
    person.program().keep(letter("Neuf", "Le mot chrysanthème."))
    assert search(person, "chrysantheme").rows() == ["Neuf"]


def test_a_file_is_found_by_its_name_under_thousands_of_newer_ones(hire: Engage) -> None:
    person = hire(quota=500 * 1024 * 1024)
    old = letter("Ancien", attachments=(("vieux-plan.pdf", "application/pdf", b"%PDF"),))
    new = letter("Récent", attachments=(("menu.pdf", "application/pdf", b"%PDF"),))
    person.program().keep(old, at=1_500_000_000)
    person.program().keep(*[new] * 20)
    with person.program().imap() as line:
        line.select("INBOX")
        for _ in range(6):
            assert line.copy("2:*", "INBOX")[0] == "OK"
            line.noop()
    visitor = person.visitor()
    assert visitor.get(person.path(), q="fichier:vieux").rows() == ["Ancien"]
    assert visitor.get(person.path(), q="fichier:menu").one(".list-total").get_text() == (
        "1\u202f280 messages"
    )
    person.program().keep(letter("Venu depuis", attachments=(("vieux.png", "image/png", b"x"),)))
    assert visitor.get(person.path(), q="fichier:vieux").rows() == ["Venu depuis", "Ancien"]


def test_the_words_searched_for_are_lit_in_rows_and_in_the_message(hire: Engage) -> None:
    person = hire(view="flat")
    person.program().keep(letter("Les <Élèves> de l’école", "Un texte."))
    page = person.visitor().get(person.path("all"), q="eleve école -absent")
    assert [mark.get_text() for mark in page.all(".row-subject mark")] == ["Élèves", "école"]
    opened = person.visitor().get(str(page.one("a.row-link")["href"]))
    subject = opened.one("#reader-subject")
    assert [mark.get_text() for mark in subject.select("mark")] == ["Élèves", "école"]
    assert subject.get_text().startswith("Les <Élèves> de l’école")


def test_nothing_is_lit_where_nothing_is_searched_for(hire: Engage) -> None:
    person = hire()
    person.program().keep(letter("Élèves"))
    assert person.visitor().get(person.path()).all("mark") == []


def offered(person: Person, text: str) -> list[tuple[str, str]]:
    """(label, the whole search when it is chosen)."""
    page = person.visitor().get(f"/mail/{person.box}/offers", htmx={}, q=text, at=str(len(text)))
    return [
        (option.select_one(".search-offer-name").get_text(), str(option["data-preau-text"]))
        for option in page.all("[role=option]")
    ]


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("obj", [("objet:", "objet:")]),
        ("sortie dans:réu", [("Réunions", "sortie dans:Réunions ")]),
        ("dans:corb", [("Corbeille", "dans:Corbeille ")]),
        ("est:non-l", [("non-lu", "est:non-lu ")]),
        (
            "date:dern",
            [
                ("semaine dernière", 'date:"semaine dernière" '),
                ("mois dernier", 'date:"mois dernier" '),
            ],
        ),
        ("zzzz", []),
    ],
)
def test_a_search_is_completed_as_it_is_typed(
    hire: Engage, text: str, offers: list[tuple[str, str]]
) -> None:
    person = hire().prefers(language="fr")
    person.program().make_folder("Réunions")
    assert offered(person, text) == offers


def test_people_complete_a_search_with_their_address(hire: Engage) -> None:
    person, other = hire("Maïwenn"), hire("Zélie")
    assert (other.name, f"from:{other.address} ") in offered(person, "zeli")
    assert (other.name, f"to:{other.address} ") in offered(person, "to:zeli")


def test_a_box_of_others_completes_nothing(hire: Engage) -> None:
    person, other = hire(), hire()
    assert person.visitor().get(f"/mail/{other.box}/offers", q="de").status == 404
