"""Where an absence stands, in one sentence: a person's own, or that of a box."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from preau.absence import queries
from preau.absence.models import Absence
from preau.absence.spans import Standing
from preau.academies.registry import academies
from preau.identity.models import Mailbox
from preau.kit import moments


@dataclass(frozen=True)
class Told:
    """`level` is a notice's."""

    sentence: str
    level: str
    icon: str
    can_stop: bool = False


def told_of(mailbox: Mailbox, known: Absence | None, now: datetime) -> Told | None:
    stands = queries.stands(known, academies().of(mailbox.academy), now)
    if stands is None or stands.standing is Standing.OVER:
        return _over(mailbox, known)
    said = {"end": moments.until_label(stands.end), "day": ""}
    if stands.away is not None:
        said["day"] = moments.from_label(stands.away.start)
    words = _of_box(stands.standing) if mailbox.is_functional else _own(stands.standing)
    level = "success" if stands.standing is Standing.AWAY else "notice"
    return Told(words % said, level, "calendar-clock", can_stop=True)


def _own(standing: Standing) -> str:
    return {
        Standing.TO_COME: _("Your automatic reply begins %(day)s and stops %(end)s."),
        Standing.AWAY: _("Your automatic reply is active until %(end)s."),
        Standing.BETWEEN: _("Your automatic reply is active again %(day)s, and stops %(end)s."),
    }[standing]


def _of_box(standing: Standing) -> str:
    return {
        Standing.TO_COME: _("This mailbox answers by itself from %(day)s and stops %(end)s."),
        Standing.AWAY: _("This mailbox answers by itself until %(end)s."),
        Standing.BETWEEN: _("This mailbox answers by itself again %(day)s, and stops %(end)s."),
    }[standing]


def _over(mailbox: Mailbox, known: Absence | None) -> Told | None:
    if known is None or known.ends_at is None or not (known.ended_by_itself or known.is_on):
        return None
    said = (
        _("The automatic reply of this mailbox stopped by itself on %(day)s.")
        if mailbox.is_functional
        else _("Your automatic reply stopped by itself on %(day)s.")
    )
    return Told(said % {"day": moments.last_day_label(known.ends_at)}, "notice", "check")
