"""Mailboxes at the help desk: room for shared ones too, a clean-up offered, and nothing read."""

from email import message_from_bytes
from email.policy import default

import pytest

from preau.identity.actions import opening
from preau.identity.models import Mailbox, Role
from preau.journal.models import Entry
from preau.mail.doors import mailstore
from preau.space import surveying
from preau.space.actions.tallying import tally
from tests.house.cast import MEGABYTE, Person, open_school
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, letter, unique
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually

pytestmark = pytest.mark.engines


def agent(hire: Engage, kind: str = Role.Kind.DESK, academy: str = "poitiers") -> Person:
    person = hire("Inès", academy=academy)
    opening.give_role(person.account, kind)
    return person


def path(mailbox: Mailbox, tail: str = "") -> str:
    return f"/console/boxes/{mailbox.pk}{tail}"


def own(person: Person) -> Mailbox:
    return Mailbox.objects.get(login=person.login)


def lines(page: Answer, section: str) -> dict[str, str]:
    rows = page.all(f"section[aria-labelledby={section}] dl > div")
    return {row.dt.get_text(): row.dd.get_text() for row in rows}  # type: ignore[union-attr]


def furnish(person: Person) -> None:
    program = person.program()
    program.make_folder("Divorce")
    program.keep(letter("Secrète", sender="paul@x.example"), at=1709456400.0)
    program.keep(letter("Intime"), letter("Autre"), folder="Divorce", at=1677834000.0)
    program.keep(letter("Jetée"), folder="Trash", at=1677834000.0)


def test_what_fills_a_mailbox_is_said_by_counts_and_nothing_of_it_is_read(hire: Engage) -> None:
    person, desk = hire("Claire"), agent(hire)
    furnish(person)
    page = desk.visitor().get(path(own(person)))
    counts = {name: said.partition(" · ")[2] for name, said in lines(page, "by-folder").items()}
    years = {name: said.partition(" · ")[2] for name, said in lines(page, "by-year").items()}
    assert counts == {
        "Inbox": "1 message",
        "Trash": "1 message",
        "Folders of their own": "2 messages",
    }
    assert years == {"2024": "1 message", "2023": "2 messages"}
    told = [word for word in ("Divorce", "Secrète", "paul@", "Intime", SECRET) if word in page.text]
    assert told == []
    # On a telephone, what has this name brings the button of the mail's folders.
    assert page.all("#folders") == []
    activity = person.visitor().get("/settings/activity").words
    assert f"{desk.name} looked at how much fills your mailbox, never at your mail." in activity


def test_a_clean_up_offered_leads_to_the_lines_that_were_chosen(hire: Engage) -> None:
    person, desk = hire("Claire"), agent(hire)
    furnish(person)
    visitor = desk.visitor()
    nothing = visitor.post(path(own(person), "/offer"))
    visitor.post(path(own(person), "/offer"), what=["trash", "nonsense"])
    said = person.program().waits_for("Make room in your mailbox").get_content()
    (link,) = [line for line in said.splitlines() if "/cleanup?" in line]
    page = person.visitor().get("/" + link.split("/", 3)[3])
    checked = [one["value"] for one in page.all("[name=what][checked]")]
    assert (nothing.status, f"{desk.name}, of the help desk" in said, checked) == (
        422,
        True,
        ["trash"],
    )
    assert len(person.program().letters("Trash")) == 1


def test_the_desk_gives_room_to_a_shared_box_and_whoever_shares_it_is_told(hire: Engage) -> None:
    member, desk = hire("Claire"), agent(hire)
    school = open_school(members=(member,))
    name = unique("Lycée")
    Mailbox.objects.filter(pk=school.pk).update(name=name)
    visitor = desk.visitor()
    (link,) = visitor.get("/console/boxes/", q=name).all(".console-link")
    facts = lines(visitor.get(str(link["href"])), "facts")
    silent = visitor.post(path(school, "/room"), megabytes="300", reason=" ")
    visitor.post(path(school, "/room"), megabytes="300", reason="rentrée")
    school.refresh_from_db()
    assert (facts["Shared by"], silent.status) == (member.name, 422)
    assert school.quota_bytes == 300 * MEGABYTE
    assert lines(visitor.get(path(school)), "facts")["Room"].endswith(" of 300 MB")
    # In French, as what is written to several.
    eventually(lambda: "rentrée" in "".join(texts(school)))


def texts(mailbox: Mailbox) -> list[str]:
    with mailstore().open(mailbox.login) as box:
        box.select("INBOX")
        letters = [message_from_bytes(box.raw(uid), policy=default) for uid in box.uids()]
    return [one.get_content() for one in letters]


@pytest.mark.parametrize("tail", ["", "/room", "/offer"])
def test_a_mailbox_out_of_reach_is_not_there(hire: Engage, tail: str) -> None:
    chief, elsewhere, claire = hire("Odile"), hire("Odile", academy="paris"), hire("Claire")
    opening.give_role(chief.account, Role.Kind.ADMINISTRATOR)
    desk, head = agent(hire).visitor(), agent(hire, Role.Kind.MANAGER).visitor()
    asked = [
        (desk, own(chief)),
        (desk, own(elsewhere)),
        (desk, open_school(academy="paris")),
        (head, open_school()),
        (claire.visitor(), own(claire)),
    ]
    assert [ask(visitor, box, tail) for visitor, box in asked] == [404] * 5


def ask(visitor: Visitor, mailbox: Mailbox, tail: str) -> int:
    where = path(mailbox, tail)
    return (
        visitor.post(where, megabytes="9", reason="x").status if tail else visitor.get(where).status
    )


def test_a_mailbox_too_large_for_a_page_is_counted_by_the_worker(
    hire: Engage, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = hire("Gaëlle")
    furnish(person)
    monkeypatch.setattr(surveying, "IN_A_PAGE", 3)
    assert tally(own(person)) is None
    found = eventually(lambda: tally(own(person)), 60)
    assert [(part.key, part.messages) for part in found.years] == [("2024", 1), ("2023", 2)]


def test_each_deed_at_a_mailbox_is_in_the_journal(hire: Engage) -> None:
    person, visitor = hire("Claire"), agent(hire).visitor()
    visitor.get(path(own(person)))
    refused = visitor.post(path(own(person), "/room"), megabytes="300", reason="")
    visitor.post(path(own(person), "/offer"), what="trash")
    verbs = Entry.objects.filter(subject=person.login, verb__startswith="mailbox.")
    assert refused.status == 422
    # A refused form shows what fills the mailbox, too.
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "mailbox.weighed",
        "mailbox.weighed",
        "mailbox.cleanup_offered",
    ]


def test_of_a_mailbox_that_is_closed_no_room_is_offered(hire: Engage) -> None:
    person, desk = hire("Claire"), agent(hire).visitor()
    account = f"/console/accounts/{person.box}"
    open_one = [one["href"] for one in desk.get(account).all("section[aria-labelledby=room] a")]
    Mailbox.objects.filter(login=person.login).update(is_active=False)
    closed = desk.get(account).all("section[aria-labelledby=room]")
    assert (open_one, closed) == ([path(own(person))], [])
    assert desk.get(path(own(person))).status == 404
