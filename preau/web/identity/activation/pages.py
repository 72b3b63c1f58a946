"""What the pages of activation show: what was typed, what is wrong, how far one has come."""

from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from preau.academies.academy import Academy
from preau.academies.portal import NumenOffice
from preau.formats.numen import Numen
from preau.identity import slips
from preau.identity.actions.activating import Claim
from preau.web.identity.recovery.pages import Form

SLIP, MAIL = "slip", "mail"


@dataclass(frozen=True)
class Step:
    """One of the five; `number` counts from 1."""

    number: int
    name: str
    is_done: bool = False
    is_current: bool = False


def steps(current: int) -> list[Step]:
    names = [_("Who you are"), _("Password"), _("Second address"), _("Protection"), _("Tour")]
    return [
        Step(number, name, number < current, number == current)
        for number, name in enumerate(names, start=1)
    ]


@dataclass
class WhoPage:
    """The first page. `way` is how they prove it: by a slip, or by a code that is mailed."""

    form: Form = field(default_factory=Form)
    way: str = SLIP
    is_refused: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> "WhoPage":
        way = MAIL if request.POST.get("way") == MAIL else SLIP
        return cls(Form.of(request), way)

    @classmethod
    def again(cls, claim: Claim | None) -> "WhoPage":
        """For who comes back from the next step: what they typed, but the NUMEN, kept nowhere."""
        if claim is None:
            return cls()
        return cls(Form(birth=claim.birth.isoformat()), MAIL)

    @property
    def steps(self) -> list[Step]:
        return steps(1)

    def read(self) -> tuple[Numen, date] | None:
        """None where something is wrong in shape, which its field then says."""
        number, birth = self.form.read_numen(), self.form.read_birth()
        if self.way == SLIP and not self._is_like_a_slip():
            self.form.errors["code"] = _(
                "The code of a slip has 12 signs: three groups of four, such as K7QM-2X9F-RT4C."
            )
        if number is None or birth is None or self.form.errors:
            return None
        return number, birth

    def _is_like_a_slip(self) -> bool:
        return len(slips.bare(self.form.code)) == slips.LENGTH


@dataclass
class CodePage:
    """Where the code that was mailed is typed."""

    form: Form = field(default_factory=Form)
    is_refused: bool = False
    was_sent_again: bool = False

    @property
    def steps(self) -> list[Step]:
        return steps(1)


@dataclass(frozen=True)
class OfficesPage:
    """Who gives a NUMEN back and processes a file; `mine` where the category is known (I-15)."""

    offices: tuple[NumenOffice, ...]
    help_phone: str
    help_hours: str
    mine: NumenOffice | None = None

    @classmethod
    def of(cls, academy: Academy, category: str = "") -> "OfficesPage":
        help_ = academy.help
        return cls(help_.numen, help_.phone or "", help_.hours or "", help_.numen_office(category))


@dataclass(frozen=True)
class TourPage:
    """One of three steps through the mailbox; each has an address."""

    number: int
    title: str
    points: list[tuple[str, str]]
    """An icon and a sentence each."""
    next_url: str
    previous_url: str

    @property
    def steps(self) -> list[Step]:
        return steps(5)


LAST = 3


def tour(number: int, inbox_url: str) -> TourPage:
    title, points = _tour()[number - 1]
    here = "activation:tour"
    return TourPage(
        number=number,
        title=title,
        points=points,
        next_url=reverse(here, kwargs={"number": number + 1}) if number < LAST else inbox_url,
        previous_url=reverse(here, kwargs={"number": number - 1})
        if number > 1
        else reverse("activation:protection"),
    )


def _tour() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (
            _("Read and file"),
            [
                ("inbox", _("Your messages are in the list; one you choose opens beside it.")),
                ("folder", _("Folders stand at the left: drag a message there, or use “Move”.")),
                ("search", _("One field finds everything: a name, a word, “from:claire”.")),
            ],
        ),
        (
            _("Write without worry"),
            [
                ("pencil", _("What you write is saved as you type, also if the browser closes.")),
                ("send", _("After “Send” you have ten seconds to change your mind.")),
                ("users", _("Type two letters of a colleague’s name: the directory completes it.")),
            ],
        ),
        (
            _("Stay safe, find help"),
            [
                ("shield-check", _("Nobody ever asks for your password or your NUMEN by mail.")),
                (
                    "triangle-alert",
                    _("A message from outside says so: look twice before you click."),
                ),
                ("circle-help", _("Help is at the top of every page, also before you sign in.")),
            ],
        ),
    ]
