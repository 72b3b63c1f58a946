"""What the settings pages print."""

from dataclasses import dataclass, field

from preau.web.shell.frame import Frame


@dataclass(frozen=True)
class Section:
    """One page of the settings, as their menu shows it."""

    name: str
    icon: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    icon: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Setting:
    """One choice among a few, applied as soon as it is made. `name` is the wish's."""

    name: str
    label: str
    options: list[Option]
    hint: str = ""


@dataclass(frozen=True)
class Signature:
    """Who one writes as; `note` warns that others share it."""

    number: int
    url: str
    address: str
    name: str
    html: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class Sender:
    address: str


@dataclass(frozen=True)
class Room:
    """A mailbox and how full it is; `sentence` alone when nobody could tell."""

    name: str
    address: str
    sentence: str
    percent: int | None = None
    level: str = "calm"


@dataclass(frozen=True)
class Server:
    """One line of what a mail program asks for."""

    use: str
    host: str
    port: int
    security: str


@dataclass(frozen=True)
class Programs:
    """A mail program's whole form (K-01 to K-07)."""

    user_name: str
    address: str
    servers: list[Server]


@dataclass(frozen=True)
class Fact:
    name: str
    value: str


@dataclass(frozen=True)
class SignIn:
    moment: str
    iso: str
    network: str
    is_here: bool = False


@dataclass(frozen=True)
class SettingsPage:
    """`lead` says in one sentence what the page is for; the lists fill the page's own template."""

    frame: Frame
    title: str
    lead: str
    sections: list[Section]
    action: str = ""
    settings: list[Setting] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    senders: list[Sender] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    rooms: list[Room] = field(default_factory=list)
    programs: Programs | None = None
    sign_ins: list[SignIn] = field(default_factory=list)
    official_address: str = ""
