"""The switch is turned: what is wanted is kept and answered in one statement.

Dovecot reads the script from the row itself, so there is nothing else to keep in step, and no
moment at which half of it is there.
"""

from dataclasses import replace
from datetime import datetime

from preau.absence import queries, wish
from preau.absence.models import Absence
from preau.absence.script import script
from preau.absence.wish import Wish
from preau.academies.registry import academies
from preau.engines.dovecot.scripts import new_revision
from preau.identity.models import Account, Mailbox
from preau.journal.actions import record
from preau.kit.errors import WrongInput
from preau.mail.doors import scripts


def apply(mailbox: Mailbox, wanted: Wish, *, by: Account, now: datetime) -> Absence:
    """Raises WrongInput with the first mistake (`wish.mistakes` tells them all), EngineAway;
    nothing is changed then."""
    academy = academies().of(mailbox.academy)
    wanted = replace(
        wanted,
        inside_text=wish.plain(wanted.inside_text),
        outside_text=wish.plain(wanted.outside_text),
    )
    for sentence in wish.mistakes(wanted, academy.hours, now).values():
        raise WrongInput(sentence)
    absence = queries.absence_of(mailbox) or Absence(mailbox=mailbox)
    was_on = absence.is_on
    _fill(absence, wanted)
    answers = queries.answers_of(mailbox, wanted, academy) if wanted.is_on else None
    if answers is not None:
        absence.script = _checked(mailbox, script(queries.voice_of(mailbox), answers))
        absence.begins_at, absence.ends_at = answers.away[0].start, answers.away[-1].end
        absence.ended_by_itself, absence.return_seen = False, True
    elif was_on:
        _cut_short(absence, now)
    absence.written_at = now
    absence.revision = new_revision()
    absence.save()
    if wanted.is_on or was_on:
        _record("absence.set" if wanted.is_on else "absence.stopped", mailbox, by)
    return absence


def stop(mailbox: Mailbox, *, by: Account, now: datetime) -> None:
    """As the button of the banner does: the texts stay for the next time."""
    absence = queries.absence_of(mailbox)
    if absence is None or not absence.is_on:
        return
    _cut_short(absence, now)
    absence.is_on = False
    absence.save()
    _record("absence.stopped", mailbox, by)


def look_at_return(mailbox: Mailbox) -> None:
    Absence.objects.filter(mailbox=mailbox, return_seen=False).update(return_seen=True)


def _record(verb: str, mailbox: Mailbox, by: Account) -> None:
    record(verb, by=by.login, academy=mailbox.academy, subject=mailbox.login)


def _checked(mailbox: Mailbox, text: str) -> str:
    """As Pigeonhole compiles it with the box's settings. Raises EngineAway, CommandRefused."""
    with scripts().open(mailbox.login) as shelf:
        shelf.check(text)
    return text


def _fill(absence: Absence, wanted: Wish) -> None:
    absence.is_on = wanted.is_on
    absence.first_day, absence.last_day = wanted.first_day, wanted.last_day
    absence.from_hour, absence.until_hour = wanted.from_hour, wanted.until_hour
    absence.halves = wanted.halves
    absence.inside_text, absence.outside_text = wanted.inside_text, wanted.outside_text
    absence.outside = wanted.outside


def _cut_short(absence: Absence, now: datetime) -> None:
    """Back before the end: what came until now waits to be looked at."""
    if absence.begins_at is None or absence.ends_at is None or now <= absence.begins_at:
        return
    absence.ends_at = min(absence.ends_at, now)
    absence.return_seen = False
