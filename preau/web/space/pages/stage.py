"""What an errand shows at any stage."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from preau.kit import figures
from preau.web.kit.gauge import Room


@dataclass(frozen=True)
class Deed:
    """A button: `value` is what the form says."""

    label: str
    value: str
    icon: str = ""
    style: str = ""


@dataclass(frozen=True)
class Progress:
    """`most` 0 when nobody knows yet."""

    label: str
    done: int
    most: int


@dataclass(frozen=True)
class Stage:
    """What there is to read and to press. `room_after` stands beside `room_now` where it will
    change; `exact` says to the octet what the heading rounds."""

    heading: str
    sentence: str = ""
    level: str = ""
    icon: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    exact: str = ""
    progress: Progress | None = None
    room_now: Room | None = None
    room_after: Room | None = None
    deeds: list[Deed] = field(default_factory=list)
    download_url: str = ""
    more_url: str = ""
    more_label: str = ""
    refused: list[str] = field(default_factory=list)


def exact(octets: int) -> str:
    return _("%(n)s bytes exactly") % {"n": figures.whole(octets)}
