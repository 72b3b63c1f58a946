"""What the tests of letters that a mail program has held share."""

from email.message import EmailMessage

from preau.mail.actions.sending import send_due
from preau.mail.models import Draft
from tests.clients.wire import signed_in
from tests.house.cast import Person
from tests.house.client import octets
from tests.house.waiting import eventually
from tests.web.later import SCHEDULED

DAY = 24 * 3600


def hold(
    person: Person,
    made: bytes,
    *to: Person,
    hold: str = f"HOLDFOR={DAY}",
    parameters: tuple[str, ...] = (),
    notify: tuple[str, ...] = (),
    sender: str = "",
) -> None:
    with person.program().smtp() as line:
        line.sendmail(
            sender or person.address, [one.address for one in to], made,
            mail_options=[*parameters, hold], rcpt_options=list(notify),
        )  # fmt: skip


def held(person: Person) -> Draft:
    return Draft.objects.get(author=person.account)


def leave(person: Person) -> None:
    due = held(person).due_at
    assert due is not None
    send_due(now=due)


def seen_in_scheduled(person: Person) -> EmailMessage:
    return eventually(lambda: person.program().letters(SCHEDULED))[0]


def departing(person: Person) -> str:
    """The path of the draft, as its page in Scheduled names it."""
    visitor = person.visitor()
    ident = eventually(lambda: visitor.get(person.path("scheduled")).ids())[0]
    page = visitor.get(person.path("scheduled", f"m/{ident}/"))
    return str(page.one(".departing-verbs")["action"]).removesuffix("cancel")


def codes(person: Person, *commands: str) -> list[int]:
    with signed_in(person) as line:
        return line.ask(*commands)


def after_headers(message: EmailMessage | bytes) -> bytes:
    raw = message if isinstance(message, bytes) else octets(message)
    return raw.partition(b"\r\n\r\n")[2]


def raw(person: Person, subject: str, folder: str = "INBOX") -> bytes:
    """As it stands in the store, not as a parser writes it again."""
    person.program().waits_for(subject, folder)
    with person.program().imap() as line:
        line.select(f'"{folder}"', readonly=True)
        _, (number,) = line.search(None, "SUBJECT", f'"{subject}"')
        _, said = line.fetch(number.split()[0].decode(), "(BODY.PEEK[])")
    found = said[0]
    assert isinstance(found, tuple)
    return found[1]


def raw_scheduled(person: Person) -> bytes:
    seen_in_scheduled(person)
    with person.program().imap() as line:
        line.select('"Programm&AOk-s"', readonly=True)
        found = line.fetch("1", "(BODY.PEEK[])")[1][0]
    assert isinstance(found, tuple)
    return found[1]
