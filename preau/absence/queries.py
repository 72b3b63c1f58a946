"""Is somebody away, until when, and what is said for them?"""

from dataclasses import dataclass
from datetime import datetime

from preau.absence import occasions
from preau.absence.models import Absence
from preau.absence.script import Answers, Voice
from preau.absence.spans import Away, Standing, next_away, spans, standing
from preau.absence.wish import Wish, kept
from preau.academies.registry import Academy, academies
from preau.identity.models import Mailbox
from preau.kit.prepared import Prepared
from preau.mail import identities
from preau.people.models import Correspondent

# A week's pattern is answered once a week; whoever writes each day need not hear it each day.
PATTERN_DAYS = 7
# Addresses that one script may name: the latest.
MOST_CORRESPONDENTS = 2000


@dataclass(frozen=True)
class Now:
    """Where an absence stands; `away` is the span under way or the next, `end` that of its days."""

    standing: Standing
    away: Away | None
    end: datetime


# Every page of a mailbox asks it.
_by_mailbox = Prepared(lambda number: Absence.objects.filter(mailbox=number), place=-1)


def absence_of(mailbox: Mailbox) -> Absence | None:
    return next(iter(_by_mailbox(mailbox.pk)), None)


def stands(absence: Absence | None, academy: Academy, now: datetime) -> Now | None:
    """None while the switch is off."""
    if absence is None or not absence.is_on:
        return None
    period = kept(absence).period
    if period is None:
        return None
    away = spans(period, academy.hours)
    end = period.whole(academy.hours.clock).end
    return Now(standing(away, now), next_away(away, now), end)


def waits_to_be_seen(absence: Absence | None, now: datetime) -> bool:
    """Whether the person is back, and has not looked at what came meanwhile."""
    if absence is None or absence.return_seen or absence.begins_at is None:
        return False
    return absence.ends_at is not None and absence.ends_at <= now


def voice_of(mailbox: Mailbox) -> Voice:
    identity = identities.own(mailbox)[0]
    others = mailbox.addresses.values_list("address", flat=True)
    every = dict.fromkeys([identity.address, mailbox.address, *others])
    return Voice(identity.name, identity.address, tuple(every))


def answers_of(mailbox: Mailbox, wish: Wish, academy: Academy) -> Answers | None:
    """What the script is made of; None while days are missing."""
    if wish.period is None:
        return None
    away = tuple(spans(wish.period, academy.hours))
    return Answers(
        away=away,
        days=min(PATTERN_DAYS, wish.period.days) if wish.halves else wish.period.days,
        subject=occasions.subject(),
        inside=wish.inside_text,
        outside=wish.outside_text,
        domains=academies().domains,
        only_to=_only_to(mailbox, wish),
    )


def _only_to(mailbox: Mailbox, wish: Wish) -> tuple[str, ...] | None:
    """A functional box itself has written to nobody."""
    if wish.outside is Absence.Outside.EVERYONE:
        return None
    if wish.outside is Absence.Outside.NOBODY:
        return ()
    known = Correspondent.objects.filter(account__login=mailbox.login).order_by("-last_at", "pk")
    return tuple(known.values_list("address", flat=True)[:MOST_CORRESPONDENTS])
