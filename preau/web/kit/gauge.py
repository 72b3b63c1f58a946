"""How full a mailbox is, in words and as a share."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from preau.engines.dovecot.types import Usage
from preau.grace import rules
from preau.kit import figures


@dataclass(frozen=True)
class Room:
    """`percent` is None where there is no limit."""

    sentence: str
    percent: int | None = None
    level: Literal["calm", "warning", "full"] = "calm"


def room(usage: Usage) -> Room:
    if not usage.limit:
        return Room(_("%(used)s used, without a limit.") % {"used": figures.size(usage.used)})
    percent = share(usage)
    sentence = _("%(used)s of %(limit)s used, %(left)s left.") % {
        "used": figures.size(usage.used),
        "limit": figures.size(usage.limit),
        "left": figures.size(max(0, usage.limit - usage.used)),
    }
    return Room(sentence, percent, rules.mood(percent))


def share(usage: Usage) -> int:
    """In percent of its limit, 100 at most."""
    return min(100, round(100 * usage.used / usage.limit))
