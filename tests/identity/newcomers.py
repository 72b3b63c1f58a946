"""People who have not come in yet, and what they hold."""

import re
from dataclasses import dataclass
from datetime import date

from preau.formats.numen import Numen, parse
from preau.identity.actions.handing_over import make_slips
from preau.identity.models import Account, Post, Role, SecondAddress, Slip
from preau.identity.numens import numen_hash
from preau.identity.slips import code_of
from tests.house.cast import Person, engage
from tests.house.installation import House
from tests.house.postbag import unique
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually

# The day is the month: a browser may ask for either first.
BIRTH = date(1990, 9, 9)
NEW = "Ardoise-Mouillée-42!"
_sources = (number for number in range(2, 60_000))


def at(house: House, academy: str = "poitiers") -> Visitor:
    """Each from a network of its own: wrong tries are counted by network, too."""
    number = next(_sources)
    source = f"127.1.{number // 250}.{number % 250 + 2}"
    visitor = Visitor(house.ports.web, house.host(academy), source=source)
    visitor.cookies["django_language"] = "en"
    return visitor


@dataclass(eq=False)
class Newcomer:
    """Somebody to activate: what they type, and where they live."""

    person: Person
    numen: Numen

    @property
    def account(self) -> Account:
        return Account.objects.get(pk=self.person.account.pk)

    @property
    def home(self) -> str:
        return f"{self.person.box}@maison.example"

    def typed(self, code: str = "", **more: str) -> dict[str, str]:
        """The first page as they fill it; with a code, that of their slip."""
        way = "slip" if code else "mail"
        given = {"numen": self.numen.spaced, "birth": BIRTH.isoformat(), "way": way, "code": code}
        return given | more

    def slip(self) -> tuple[Slip, str]:
        """A slip of a head of theirs, and the code that stands on it."""
        made = make_slips([self.account], by=head(self.person.house).account)
        one = made.slips.get()
        return one, code_of(one)

    def lives_at_home(self) -> "Newcomer":
        SecondAddress.objects.create(person=self.account.person, address=self.home)
        return self


def newcomer(
    house: House, given: str = "Nina", *, academy: str = "poitiers", uai: str = "",
    state: str = Account.State.TO_ACTIVATE, category: str = "",
) -> Newcomer:  # fmt: skip
    person = engage(house, given, academy=academy)
    account, staff = person.account, person.account.person
    number = parse(f"13E21{account.pk:05}KLM")
    staff.numen_hash, staff.birth_date, staff.category = numen_hash(number), BIRTH, category
    staff.save()
    account.state, account.password = state, ""
    account.save()
    if uai:
        Post.objects.create(
            person=staff, academy=academy, function="Professeure", school_name="Lycée", uai=uai
        )
    return Newcomer(person, number)


def head(house: House, uai: str = "", *, academy: str = "poitiers") -> Person:
    person = engage(house, "Sylvie", academy=academy)
    uai = uai or unique("08")
    Role.objects.create(account=person.account, kind=Role.Kind.HEAD, uai=uai)
    return person


def said(answer: Answer) -> str:
    """The page without its token and what was typed."""
    for one in answer.soup.select("input[name=csrfmiddlewaretoken], input[name=numen]"):
        one["value"] = ""
    for one in answer.soup.select("input[name=birth], input[name=code]"):
        one["value"] = ""
    return str(answer.soup)


def comes_as_far_as_the_password(visitor: Visitor, one: Newcomer) -> None:
    answer = visitor.post("/activate/", **one.typed(one.slip()[1]))
    assert answer.location == "/activate/password"


def code_at_home(house: House, one: Newcomer, number: int = 0) -> str:
    received = eventually(lambda: house.world.received_by(one.home)[number:])
    found = re.search(r"\d{4} \d{4}", received[0].message.get_content())
    assert found is not None
    return found[0]


def activated(house: House, one: Newcomer) -> Visitor:
    visitor = at(house)
    comes_as_far_as_the_password(visitor, one)
    visitor.post("/activate/password", password=NEW)
    return visitor
