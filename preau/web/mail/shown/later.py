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
class Slot:
    """A time, and who would get a letter then."""

    day_label: str
    names: str


@dataclass(frozen=True)
class Later:
    """In the compose window: when it may leave. `earliest` bounds the field of date and time;
    `suggested`: outside working hours, when they begin again."""

    schedule_url: str
    offers: tuple[When, ...]
    earliest: str
    reminders: tuple[Days, ...] = ()
    slots_url: str = ""
    suggested: When | None = None


@dataclass(frozen=True)
class Departing:
    """A scheduled letter being read: when it leaves, and what may be done until then.

    Without `base_url` it is a colleague's, to be read only; `may_edit` is false for what another
    program wrote.
    """

    sentence: str
    day_label: str
    details: tuple[str, ...] = ()
    base_url: str = ""
    version: str = ""
    may_edit: bool = True
    offers: tuple[When, ...] = ()
    earliest: str = ""


@dataclass(frozen=True)
class Asking:
    """A sent letter whose author will be reminded of it."""

    sentence: str
    url: str
    message_id: str
