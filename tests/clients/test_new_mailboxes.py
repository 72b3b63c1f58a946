"""The first moment of a mailbox: letters, junk and programs come to it at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from preau.engines.dovecot.delivery import Delivery
from tests.house.cast import Person
from tests.house.client import octets
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter

MAILBOXES, AT_ONCE = 60, 4


@pytest.mark.engines
def test_first_letters_come_while_the_first_programs_sign_in(house: House, hire: Engage) -> None:
    people = [hire() for _ in range(MAILBOXES)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for person in people:
            together(pool, house, person)
    came = [
        [len(person.program().subjects(folder)) for folder in ("INBOX", "Junk")]
        for person in people
    ]
    assert came == [[1, 1]] * MAILBOXES


def together(pool: ThreadPoolExecutor, house: House, person: Person) -> None:
    """Two letters, one of them junk, and two programs, at the same moment. Raises EngineAway where
    a letter is put off, imaplib's abort where a program is cut off."""
    gate = Barrier(AT_ONCE)

    def deliver(number: int) -> None:
        gate.wait(60)
        made = letter(f"Lettre {number}", to=person.who, X_Spam="Yes" if number == 2 else "No")
        Delivery(house.ports.lmtp).deliver(person.address, octets(made))

    def sign_in() -> None:
        gate.wait(60)
        with person.program().imap() as line:
            line.list()
            line.status("Junk", "(MESSAGES)")
            line.select("INBOX")

    going = [pool.submit(deliver, 1), pool.submit(deliver, 2), pool.submit(sign_in)]
    for one in [*going, pool.submit(sign_in)]:
        one.result()
