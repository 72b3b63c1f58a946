"""What one académie is, as its file says it: read once at start, never changed.

The names here are the keys of `academies/*.toml`; `docs/operate/academies.md` explains them.
A field without a default must be in the file.
"""

from dataclasses import dataclass, field
from datetime import date
from ipaddress import ip_address, ip_network

from preau.academies.colour import hue_and_chroma
from preau.academies.values import (
    AddressForm,
    Cidr,
    Count,
    DarkInk,
    Domain,
    FactorRole,
    ForwardingRule,
    Host,
    IdentifierForm,
    Ink,
    Landing,
    Link,
    MailAddress,
    Phone,
    Port,
    Positive,
    Security,
    ServiceKind,
    Slug,
    Text,
    UrlPath,
    Zone,
)

MB = 1024 * 1024
"""One megabyte of the files: 2^20 octets, as Dovecot's `200M` and every mail client count."""

# Base64 in lines of 76: 57 octets become 78 with the line's end.
_BASE64_NUMERATOR, _BASE64_DENOMINATOR = 57, 78
_BODY_ROOM = 256 * 1024


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
class Quotas:
    """Room of a mailbox, by its kind, and of a person's files; in MB."""

    person: Positive
    school: Positive
    service: Positive
    files: Positive

    def bytes_for(self, kind: str) -> int:
        """Room of a new mailbox; `kind` is person, school or service."""
        rooms = {"person": self.person, "school": self.school, "service": self.service}
        return rooms[kind] * MB

    @property
    def files_bytes(self) -> int:
        return self.files * MB


@dataclass(frozen=True)
class Limits:
    """What one message may weigh (in MB, as it travels, base64 included) and reach."""

    message: Positive
    recipients: Positive

    @property
    def message_bytes(self) -> int:
        return self.message * MB

    @property
    def attachments_bytes(self) -> int:
        """Sum of the files that fit in one message, before base64, with room for its text."""
        return (self.message_bytes - _BODY_ROOM) * _BASE64_NUMERATOR // _BASE64_DENOMINATOR


@dataclass(frozen=True)
class Identifiers:
    """How sign-in identifiers are made; a digit from 1 up is added on a clash."""

    form: IdentifierForm


@dataclass(frozen=True)
class Addresses:
    """How nominative addresses are made; `apostrophe` is what D’Alès becomes: "" or "-"."""

    form: AddressForm
    apostrophe: str = ""


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

    def numen_office(self, category: str) -> NumenOffice | None:
        """Who manages people of this category, where the file says so."""
        return next((one for one in self.numen if category in one.categories), None)


@dataclass(frozen=True)
class Server:
    host: Host
    port: Port
    security: Security


@dataclass(frozen=True)
class ClientServers:
    """What a person types into Thunderbird or a phone: IMAP, SMTP submission, ManageSieve."""

    imap: Server
    smtp: Server
    sieve: Server


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
class Passwords:
    """What a password must be. `change_after_days` 0: advised, never forced."""

    minimum_length: Positive
    upper: bool
    lower: bool
    digit: bool
    symbol: bool
    names_forbidden: bool
    birth_date_forbidden: bool
    change_at_first_sign_in: bool
    change_after_days: Count


@dataclass(frozen=True)
class Factors:
    """What is asked besides the password, and of whom; everybody may have a factor.

    `passcode_after_password`: the app's six digits may be typed right after the password, in the
    same field.
    """

    required_for: tuple[FactorRole, ...] = ()
    required_categories: tuple[Text, ...] = ()
    passcode_after_password: bool = False


@dataclass(frozen=True)
class Forwarding:
    """Whether mail may be sent on: never, to listed domains only, or anywhere after a notice."""

    rule: ForwardingRule
    reason: Text
    since: date | None = None
    domains: tuple[Domain, ...] = ()


@dataclass(frozen=True)
class Staff:
    """What follows from the staff file: whose function heads a school, how people leave.

    An old address answers with the new one for `moved_for_days`. A departure that nobody decided
    (missing from a complete file, no post left) waits `leave_after_days`; a complete file that
    would make more than `most_leaving_percent` leave is refused.
    """

    head_functions: tuple[Text, ...] = ()
    moved_for_days: Positive = 365
    leave_after_days: Positive = 30
    most_leaving_percent: Positive = 5


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
class Academy:
    """One académie. `slug` is its name in our tables; the first of `domains` is the primary."""

    slug: Slug
    name: Text
    short_name: Text
    zone: Zone
    domains: tuple[Domain, ...]
    entrances: tuple[Entrance, ...]
    quotas: Quotas
    limits: Limits
    identifiers: Identifiers
    addresses: Addresses
    help: Help
    clients: ClientServers
    look: Look
    passwords: Passwords
    factors: Factors
    forwarding: Forwarding
    charter: NamedLink
    staff: Staff = Staff()
    suggested_folders: tuple[Text, ...] = ()
    services: tuple[Service, ...] = field(default=())
    networks: tuple[Network, ...] = ()
    old_paths: tuple[UrlPath, ...] = ()

    def __str__(self) -> str:
        return self.name

    @property
    def domain(self) -> str:
        """The primary domain: of logins (`identifier@domain`) and of new addresses."""
        return self.domains[0]

    @property
    def hosts(self) -> tuple[str, ...]:
        return tuple(entrance.host for entrance in self.entrances)

    @property
    def entrance(self) -> Entrance:
        """The one to bookmark."""
        return self.entrances[0]

    @property
    def demo_host(self) -> str:
        """Where the demo answers; the usual entrance when the file has no demo one."""
        demos = (entrance.host for entrance in self.entrances if entrance.demo)
        return next(demos, self.entrance.host)

    def entrance_at(self, host: str) -> Entrance | None:
        """The one of this host name, as the registry knows it: lower case, no port."""
        return next((one for one in self.entrances if one.host == host), None)

    def is_old_path(self, path: str) -> bool:
        """Whether it stands at or under a path of an entrance, or of the software before us."""
        asked = f"{path.rstrip('/')}/".lower()
        known = (*self.old_paths, *(one.path for one in self.entrances if one.path != "/"))
        return any(asked.startswith(f"{one.rstrip('/')}/".lower()) for one in known)

    def network_of(self, address: str) -> Network | None:
        """The first known network an address stands in; None for a stranger's."""
        try:
            given = ip_address(address)
        except ValueError:
            return None
        return next((one for one in self.networks if given in ip_network(one.cidr)), None)
