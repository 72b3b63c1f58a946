"""People whose names say what they may do, and one's own for each test that changes something.

Claire of Poitiers owns a box and works in her school's; Karim is her colleague in Poitiers, without
the school's box; Odile is of Paris; Nadia of Poitiers was suspended.
"""

import secrets
from dataclasses import dataclass, field
from functools import cache

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from preau.formats.stems import fold
from preau.identity.actions import opening
from preau.identity.models import Account, Mailbox
from preau.identity.sessions import SessionStore
from tests.house.client import MailProgram
from tests.house.installation import House
from tests.house.postbag import SECRET, unique
from tests.house.visitor import Visitor

PASSWORD = f"{SECRET.capitalize()}-12!"
MEGABYTE = 1024 * 1024
BACKEND = "preau.identity.backend.AccountBackend"


@cache
def hashed() -> str:
    """A hash costs a tenth of a second: everybody has the same password."""
    return opening.hash_password(PASSWORD)


@dataclass(eq=False)
class Person:
    """Somebody with an account, and the ways they come in."""

    account: Account
    device: str
    house: House = field(repr=False)

    @property
    def address(self) -> str:
        return self.account.address

    @property
    def login(self) -> str:
        return self.account.login

    @property
    def mailbox(self) -> Mailbox:
        return Mailbox.objects.get(login=self.login)

    @property
    def box(self) -> str:
        return self.account.identifier

    @property
    def name(self) -> str:
        return self.account.name

    def path(self, folder: str = "inbox", tail: str = "") -> str:
        """An address of this person's mail: `path("sent")`, `path(tail="m/1-2/")`."""
        return f"/mail/{self.box}/{folder}/{tail}"

    @property
    def who(self) -> str:
        return f"{self.name} <{self.address}>"

    def visitor(self) -> Visitor:
        """A browser signed in already; tests of the entrance come in by themselves."""
        visitor = Visitor(self.house.ports.web, self.house.host(self.account.academy))
        visitor.cookies["preau_session"] = session_of(self.account)
        return visitor

    def program(self) -> MailProgram:
        """Thunderbird, or the like: signed in with the password of a device."""
        return MailProgram(self.house, self.login, self.device)

    def prefers(self, **wishes: object) -> "Person":
        preference = self.account.preference
        for name, value in wishes.items():
            setattr(preference, name, value)
        preference.save()
        return self


@dataclass(frozen=True)
class Cast:
    claire: Person
    karim: Person
    odile: Person
    nadia: Person
    school: Mailbox


def session_of(account: Account) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def engage(
    house: House,
    given: str,
    *,
    academy: str = "poitiers",
    family: str = "",
    quota: int = 50 * MEGABYTE,
    undo_seconds: int = 0,
    view: str = "threads",
) -> Person:
    """An account of one's own, in English as the code is, whose letters leave at once."""
    family = family or unique("Essai")
    identifier = fold(unique(f"{given[0]}{family}"))
    account = opening.open_account(
        academy=academy,
        identifier=identifier,
        domain=f"ac-{academy}.fr",
        address=f"{fold(given)}.{identifier}@ac-{academy}.fr",
        given_name=given,
        family_name=family,
        password_hash=hashed(),
        quota_bytes=quota,
    )
    device = f"{SECRET}-{secrets.token_hex(16)}"
    opening.add_device(account, "Thunderbird", device)
    return Person(account, device, house).prefers(
        undo_seconds=undo_seconds, view=view, language="en"
    )


def open_school(*, academy: str = "poitiers", members: tuple[Person, ...] = ()) -> Mailbox:
    box = opening.open_functional_box(
        academy=academy,
        address=f"ce.{unique('086')}j@ac-{academy}.fr",
        name="Lycée des Trois-Chênes",
        quota_bytes=100 * MEGABYTE,
    )
    for person in members:
        opening.let_in(person.account, box)
    return box


def assemble(house: House) -> Cast:
    claire = engage(house, "Claire", family="Lefèvre")
    nadia = engage(house, "Nadia", family="Morel")
    nadia.account.state = Account.State.SUSPENDED
    nadia.account.save()
    return Cast(
        claire=claire,
        karim=engage(house, "Karim", family="Benali"),
        odile=engage(house, "Odile", family="Perrin", academy="paris"),
        nadia=nadia,
        school=open_school(members=(claire,)),
    )
