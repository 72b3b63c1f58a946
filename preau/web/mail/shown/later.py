"""What leaves, wakes or is asked about later."""

from dataclasses import dataclass


@dataclass(frozen=True)
class When:
    """A time to choose: `value` as the form posts it, `day_label` the date it means."""

    value: str
    label: str
    day_label: str


@dataclass(frozen=True)
class Days:
    """After how many days without an answer to be reminded; 0 is never."""

    value: int
    label: str
    is_current: bool = False


@dataclass(frozen=True)
class Later:
    """In the compose window: when it may leave. `earliest` bounds the field of date and time;
    `suggestion`: outside working hours, the sentence that proposes a better moment."""

    schedule_url: str
    offers: tuple[When, ...]
    earliest: str
    reminders: tuple[Days, ...] = ()
    suggestion: str = ""
    suggested: When | None = None


@dataclass(frozen=True)
class Departing:
    """A scheduled letter being read: when it leaves, and what may be done until then.

    Without `base_url` it is a colleague's, to be read only.
    """

    sentence: str
    details: tuple[str, ...] = ()
    base_url: str = ""
    version: str = ""
    offers: tuple[When, ...] = ()
    earliest: str = ""


@dataclass(frozen=True)
class Asking:
    """A sent letter whose author will be reminded of it."""

    sentence: str
    url: str
    message_id: str
