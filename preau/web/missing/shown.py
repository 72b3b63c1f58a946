"""What the page "Why did I not receive it?" prints."""

from dataclasses import dataclass, field

from preau.web.missing.steps import Step
from preau.web.missing.verdicts import Said
from preau.web.shell.frame import Choice, Frame


@dataclass(frozen=True)
class Repair:
    """A button that mends: `deed` is posted to the story's address."""

    deed: str
    label: str
    icon: str


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    icon: str


@dataclass(frozen=True)
class Card:
    """One message. `folder` and `message` say where it stands; "" for one that is not there.
    `rule` is the lasting name of the one that handled it."""

    said: Said
    who: str
    subject: str
    moment: str
    iso: str
    reasons: list[str]
    steps: list[Step]
    repairs: list[Repair]
    links: list[Link]
    folder: str = ""
    message: str = ""
    rule: str = ""
    words_for_desk: str = ""


@dataclass(frozen=True, kw_only=True)
class MissingPage:
    frame: Frame
    title: str
    box: str
    query: str
    day: str
    whens: list[Choice]
    boxes: list[Choice]
    here: str
    is_asked: bool = False
    cards: list[Card] = field(default_factory=list)
    others: list[Card] = field(default_factory=list)
    is_misaddressed: bool = False
    is_known: bool = True
    own_address: str = ""
    window: str = ""
    known_since: str = ""
    largest: str = ""
    words_for_desk: str = ""
