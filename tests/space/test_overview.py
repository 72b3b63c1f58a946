"""What fills a mailbox: the sums are Dovecot's, and each part leads to its own messages."""

from preau.mail import access
from preau.space import surveying
from preau.space.actions import asking
from preau.space.models import Survey
from tests.house.cast import Person, open_school
from tests.house.fixtures import Engage
from tests.house.postbag import letter
from tests.house.visitor import Answer
from tests.house.waiting import eventually
from tests.space.errands import octets

DAY = 24 * 3600.0
# 3 March of each year.
IN_2023, IN_2024, IN_2026 = 1677834000.0, 1709456400.0, 1772528400.0
PLAN = ("plan d’été.pdf", "application/pdf", bytes(range(256)) * 900)


def furnish(person: Person) -> None:
    program = person.program()
    program.make_folder("Réunions")
    program.keep(letter("Ancienne"), letter("Lourde", attachments=(PLAN,)), at=IN_2023)
    program.keep(letter("Moyenne", sender="Paul <PAUL@x.example>"), at=IN_2024, folder="Réunions")
    program.keep(letter("Neuve", sender="paul@x.example"), at=IN_2026)
    program.keep(letter("Jetée", sender="sans adresse"), at=IN_2026, folder="Trash")


def lines(page: Answer, group: str) -> dict[str, tuple[str, str]]:
    """Name to what it leads to and how many messages it says."""
    rows = page.all(f"section[aria-labelledby=by-{group}] tbody tr")
    found = {}
    for row in rows:
        link = row.select_one("a.space-link")
        name = row.select_one(".space-words").contents[0].get_text(strip=True)  # type: ignore[union-attr]
        count = row.select_one(".space-count").get_text(strip=True)  # type: ignore[union-attr]
        found[name] = (str(link["href"]) if link else "", count)
    return found


def test_the_parts_are_all_of_the_mailbox_to_the_octet(hire: Engage) -> None:
    person = hire("Lucie")
    furnish(person)
    with access.desk(person.account, person.box) as desk:
        found = surveying.survey(desk)
    whole = octets(person)
    folders, senders, years = (
        sum(one.octets for one in part) for part in (found.folders, found.senders, found.years)
    )
    trash = sum(one.octets for one in found.folders if one.key == "trash")
    assert (found.octets, folders, found.messages) == (whole, whole, 5)
    assert (senders, years) == (whole - trash, whole - trash)


def test_each_part_leads_to_exactly_its_messages(hire: Engage) -> None:
    person = hire("Louise", view="flat")
    furnish(person)
    visitor = person.visitor()
    page = visitor.get(f"/space/{person.box}/")
    shown = {}
    for group in ("folders", "years", "senders", "files"):
        for name, (url, _count) in lines(page, group).items():
            if url:
                shown[name] = sorted(visitor.get(url, view="flat").rows())
    assert shown == {
        "Inbox": ["Ancienne", "Lourde", "Neuve"],
        "Réunions": ["Moyenne"],
        "Trash": ["Jetée"],
        "2023": ["Ancienne", "Lourde"],
        "2024": ["Moyenne"],
        "2026": ["Neuve"],
        "irene@lointain.example": ["Ancienne", "Lourde"],
        "paul@x.example": ["Moyenne", "Neuve"],
        "Lourde couleuvrine": ["Ancienne", "Lourde", "Neuve"],
    }


def test_nothing_one_and_three_messages_are_said_so(hire: Engage) -> None:
    person = hire("Nora")
    visitor = person.visitor()
    assert "Nothing takes room yet" in visitor.get(f"/space/{person.box}/").words
    program = person.program()
    for count in ("1 message", "3 messages"):
        program.keep(*[letter(f"N° {count}")] * (1 if count[0] == "1" else 2))
        page = visitor.get(f"/space/{person.box}/")
        assert lines(page, "folders")["Inbox"][1] == count


def test_a_shared_box_is_chosen_beside_one_s_own(hire: Engage) -> None:
    person = hire("Sarah")
    school = open_school(members=(person,))
    page = person.visitor().get(f"/space/{school.slug}/")
    names = [tab.get_text() for tab in page.all("[aria-label=Mailbox] .tab")]
    assert names == [person.name, school.name]
    assert page.one("[aria-label=Mailbox] [aria-current]").get_text() == school.name


def test_a_mailbox_too_large_for_a_page_is_counted_by_the_worker(hire: Engage) -> None:
    person = hire("Gaëlle")
    furnish(person)
    with access.desk(person.account, person.box) as desk:
        errand = asking.ask_survey(person.account, desk.mailbox)
        assert asking.ask_survey(person.account, desk.mailbox).pk in (errand.pk, errand.pk + 1)
    row = eventually(lambda: Survey.objects.filter(mailbox=errand.mailbox).first(), 60)
    assert surveying.kept(row).messages == 5


def keepers(person: Person) -> list[str]:
    """Where the messages go whose attachments may be kept in one's files."""
    page = person.visitor().get(f"/space/{person.box}/")
    return [str(button["formaction"]) for button in page.all("button[formaction]")]


def test_attachments_leave_the_mailbox_for_one_s_files_from_the_picture(hire: Engage) -> None:
    person = hire("Olga")
    program, visitor = person.program(), person.visitor()
    big = ("plan.pdf", "application/pdf", bytes(range(256)) * 8000)
    program.keep(letter("Lourde", attachments=(big,)))
    program.keep(letter("Jetée", attachments=(big,)), folder="Trash")
    program.keep(letter("Moyenne", attachments=(PLAN,)))
    (where,) = keepers(person)
    here = f"/space/{person.box}/"
    answer = visitor.post(where, next=here)
    assert (answer.status, answer.location) == (302, here)
    assert "1 attachment is in your files" in visitor.get(here).words
    # The light one came in last.
    medium, light = (len(one.as_bytes()) for one in program.letters())
    assert (light < 2_000, medium > 300_000) == (True, True)
    assert keepers(person) == []
