"""Ready answers for what keeps people away (A-07), as the French administration writes them.

They are letters, not labels: French whatever the language of the person's pages, and theirs to
change. None says more of a person than they would: an illness is an absence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import translation
from django.utils.translation import gettext as _

from preau.kit import moments


class Occasion(StrEnum):
    HOLIDAYS = "holidays"
    LEAVE = "leave"
    SICK = "sick"
    TRAINING = "training"
    MOVE = "move"
    PART_TIME = "part_time"
    BOX_HOLIDAYS = "box_holidays"
    CLOSED = "closed"


@dataclass(frozen=True)
class Facts:
    """`person` signs: somebody, or a box; `back`: the first day at work again; `holiday`: a name of
    the school calendar."""

    person: str
    last: date
    back: date
    holiday: str = ""


@dataclass(frozen=True)
class Texts:
    inside: str
    outside: str


def texts(occasion: Occasion, facts: Facts) -> Texts:
    with translation.override("fr"):
        said = {
            "person": facts.person,
            "last": moments.day_label(facts.last),
            "back": moments.day_label(facts.back),
            "holiday": _during(facts.holiday),
        }
        inside, outside = _TEXTS[occasion]()
        return Texts(inside % said, outside % said)


def subject() -> str:
    """What stands before the subject of the message answered (RFC 3834 section 3.1.5)."""
    with translation.override("fr"):
        return _("Automatic reply:")


def _during(holiday: str) -> str:
    """`les vacances de Noël`, `le pont de l’Ascension`."""
    if not holiday:
        return ""
    article = "le" if holiday.startswith("Pont") else "les"
    return f"{article} {holiday[0].lower()}{holiday[1:]}"


def _holidays() -> tuple[str, str]:
    return (
        _(
            "Hello,\n\nI am away during %(holiday)s, until %(last)s. I will read your message"
            " from %(back)s.\n\nKind regards,\n%(person)s"
        ),
        _(
            "Hello,\n\nThank you for your message. I am away during %(holiday)s, until %(last)s,"
            " and will read it from %(back)s.\n\nFor what cannot wait, please turn to the school's"
            " office on the days it is open.\n\nKind regards,\n%(person)s"
        ),
    )


def _leave() -> tuple[str, str]:
    return (
        _(
            "Hello,\n\nI am on leave until %(last)s. I will read your message from"
            " %(back)s.\n\nKind regards,\n%(person)s"
        ),
        _(
            "Hello,\n\nThank you for your message. I am on leave until %(last)s and will read it"
            " from %(back)s.\n\nFor what cannot wait, please turn to the office.\n\nKind"
            " regards,\n%(person)s"
        ),
    )


def _sick() -> tuple[str, str]:
    return (
        _(
            "Hello,\n\nI am not at work until %(last)s and do not read my messages. For what"
            " cannot wait, please turn to the head's office.\n\nKind regards,\n%(person)s"
        ),
        _(
            "Hello,\n\nI am not at work until %(last)s and will not read your message before."
            " For what cannot wait, please turn to the office.\n\nKind regards,\n%(person)s"
        ),
    )


def _training() -> tuple[str, str]:
    return (
        _(
            "Hello,\n\nI am in training until %(last)s and hardly read my messages. I will answer"
            " you from %(back)s.\n\nKind regards,\n%(person)s"
        ),
        _(
            "Hello,\n\nThank you for your message. I am in training until %(last)s and will"
            " answer you from %(back)s.\n\nKind regards,\n%(person)s"
        ),
    )


def _move() -> tuple[str, str]:
    return (
        _(
            "Hello,\n\nI have a new post, and no longer follow the business of the one before. For"
            " what concerns it, please turn to the head's office there. Your message has reached"
            " me all the same.\n\nKind regards,\n%(person)s"
        ),
        _(
            "Hello,\n\nThank you for your message. I have a new post. For what concerns the one"
            " before, please turn to the school's office, which will pass on your"
            " request.\n\nKind regards,\n%(person)s"
        ),
    )


def _part_time() -> tuple[str, str]:
    return (
        _(
            "Hello,\n\nI work part-time and am not at work today. I will read your message on my"
            " next day of work.\n\nKind regards,\n%(person)s"
        ),
        _(
            "Hello,\n\nThank you for your message. I am not at work today and will read it on my"
            " next day of work.\n\nKind regards,\n%(person)s"
        ),
    )


def _box_holidays() -> tuple[str, str]:
    return (
        _(
            "Hello,\n\nThis mailbox is not read during %(holiday)s, until %(last)s. We will read"
            " your message from %(back)s.\n\nKind regards,\n%(person)s"
        ),
        _(
            "Hello,\n\nThank you for your message. This mailbox is not read during %(holiday)s,"
            " until %(last)s. We will read your message from %(back)s.\n\nKind"
            " regards,\n%(person)s"
        ),
    )


def _closed() -> tuple[str, str]:
    return (
        _(
            "Hello,\n\nOur offices are closed until %(last)s. We will read your message from"
            " %(back)s.\n\nKind regards,\n%(person)s"
        ),
        _(
            "Hello,\n\nThank you for your message. Our offices are closed until %(last)s. We will"
            " read your message from %(back)s.\n\nKind regards,\n%(person)s"
        ),
    )


_TEXTS: dict[Occasion, Callable[[], tuple[str, str]]] = {
    Occasion.HOLIDAYS: _holidays,
    Occasion.LEAVE: _leave,
    Occasion.SICK: _sick,
    Occasion.TRAINING: _training,
    Occasion.MOVE: _move,
    Occasion.PART_TIME: _part_time,
    Occasion.BOX_HOLIDAYS: _box_holidays,
    Occasion.CLOSED: _closed,
}
