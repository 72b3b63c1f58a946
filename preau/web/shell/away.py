"""Which functions are away, said on every page for as long as their engine does not answer."""

import time
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from preau.engines.supervisor.state import status

LASTS = 2.0


@dataclass
class _Known:
    until: float = 0.0
    engines: tuple[str, ...] = ()


_known = _Known()


def engines_away() -> tuple[str, ...]:
    """As the supervisor last wrote it; where something else starts the engines, none is known."""
    if time.monotonic() > _known.until:
        standing = status(settings.PLACES)
        _known.engines = standing.away if standing.running else ()
        _known.until = time.monotonic() + LASTS
    return _known.engines


def sentences() -> list[str]:
    away = set(engines_away())
    said = {
        "dovecot": _("Mailboxes do not answer for a moment. Nothing is lost; pages try again."),
        "postfix": _("Sending is away for a moment: your messages leave when it is back."),
        "worker": _("Sending is away for a moment: your messages leave when it is back."),
        "rspamd": _("The spam filter is away: new messages wait outside until it is back."),
        "clamd": _("The virus check is away: messages may arrive without it, or wait."),
        "redis": _("New messages are not announced for a moment: refresh the list to see them."),
    }
    return list(dict.fromkeys(sentence for name, sentence in said.items() if name in away))
