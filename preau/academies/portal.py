"""What an académie shows: its entrances and colours, its services, who helps."""

from dataclasses import dataclass

from preau.academies.choices import Landing, ServiceKind
from preau.academies.colour import hue_and_chroma
from preau.academies.values import (
    Cidr,
    DarkInk,
    Host,
    Ink,
    Link,
    MailAddress,
    Phone,
    Positive,
    Slug,
    Text,
    UrlPath,
)


@dataclass(frozen=True)
class Entrance:
    """A host name that opens this académie. The first one in the file is the one shown.

    Both kinds of entrance let everybody in: `opens` only says where one comes out (P-05).
    """

    host: Host
    name: Text
    path: UrlPath = "/"
    opens: Landing = Landing.OWN
    demo: bool = False


@dataclass(frozen=True)
class Look:
    """Accent on light pages and on dark ones; a logo is a file beside the académie's file."""

    accent: Ink
    accent_dark: DarkInk
    logo: Text | None = None
    dsfr: bool = False

    @property
    def hue(self) -> float:
        """`--accent-h`, in degrees."""
        return round(hue_and_chroma(self.accent)[0], 1)

    @property
    def chroma(self) -> float:
        """`--accent-c`, as in `oklch()`."""
        return round(hue_and_chroma(self.accent)[1], 3)


@dataclass(frozen=True)
class NamedLink:
    name: Text
    url: Link
    about: Text | None = None


@dataclass(frozen=True)
class Service(NamedLink):
    """A tile of the portal. `signs_in`: it asks us who one is, so no second password (P-17);
    `public`: shown before sign-in, too."""

    kind: ServiceKind = ServiceKind.OTHER
    signs_in: bool = False
    public: bool = True


@dataclass(frozen=True)
class Network:
    """A network one knows by name; `shared`: computers there are many people's (E-15)."""

    cidr: Cidr
    name: Text
    shared: bool = False


@dataclass(frozen=True)
class Desk:
    """A place where one can go and ask."""

    address: Text
    hours: Text


@dataclass(frozen=True)
class NumenOffice:
    """Who gives a lost NUMEN back and processes a file, by category of staff (I-15).

    `categories` are the words of the staff file for these people, folded: `professeur-certifie`.
    """

    staff: Text
    office: Text
    contact: Text | None = None
    categories: tuple[Slug, ...] = ()


@dataclass(frozen=True)
class Help:
    """Who to turn to. What is None is not published, and pages leave it out."""

    site: Link
    hours_to_answer: Positive
    phone: Phone | None = None
    mail: MailAddress | None = None
    hours: Text | None = None
    desk: Desk | None = None
    relays: tuple[Text, ...] = ()
    numen: tuple[NumenOffice, ...] = ()

    @property
    def categories(self) -> frozenset[str]:
        """Every category of staff that the file knows."""
        return frozenset(category for office in self.numen for category in office.categories)

    def numen_office(self, category: str) -> NumenOffice | None:
        """Who manages people of this category, where the file says so."""
        return next((one for one in self.numen if category in one.categories), None)
