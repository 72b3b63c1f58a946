"""The switch is turned, by the person: what they want is kept and answered in one statement.

Dovecot reads the script from the row itself, so there is nothing else to keep in step, and no
moment at which half of it is there.
"""

from dataclasses import replace
from datetime import datetime

from preau.absence import queries, wish
from preau.absence.models import Absence, new_revision
from preau.absence.script import script
from preau.absence.wish import Wish
from preau.academies.registry import academies
from preau.identity.models import Account
from preau.journal.actions import record
from preau.kit.errors import WrongInput
from preau.mail.doors import scripts


def apply(account: Account, wanted: Wish, *, now: datetime) -> Absence:
    """Raises WrongInput with the first mistake (`wish.mistakes` tells them all), EngineAway;
    nothing is changed then."""
    academy = academies().of(account.academy)
    wanted = replace(
        wanted,
        inside_text=wish.plain(wanted.inside_text),
        outside_text=wish.plain(wanted.outside_text),
    )
    for sentence in wish.mistakes(wanted, academy.hours, now).values():
        raise WrongInput(sentence)
    absence = queries.absence_of(account) or Absence(account=account, login=account.login)
    was_on = absence.is_on
    _fill(absence, wanted)
    answers = queries.answers_of(account, wanted, academy) if wanted.is_on else None
    if answers is not None:
        absence.script = _checked(account, script(queries.voice_of(account), answers))
        absence.begins_at, absence.ends_at = answers.away[0].start, answers.away[-1].end
        absence.ended_by_itself, absence.return_seen = False, True
    elif was_on:
        _cut_short(absence, now)
    absence.written_at = now
    absence.revision = new_revision()
    absence.save()
    if wanted.is_on or was_on:
        verb = "absence.set" if wanted.is_on else "absence.stopped"
        record(verb, by=account.login, academy=account.academy)
    return absence


def stop(account: Account, *, now: datetime) -> None:
    """As the button of the banner does: the texts stay for the next time."""
    absence = queries.absence_of(account)
    if absence is None or not absence.is_on:
        return
    _cut_short(absence, now)
    absence.is_on = False
    absence.save()
    record("absence.stopped", by=account.login, academy=account.academy)


def look_at_return(account: Account) -> None:
    Absence.objects.filter(account=account, return_seen=False).update(return_seen=True)


def _checked(account: Account, text: str) -> str:
    """As Pigeonhole compiles it with this person's settings. Raises EngineAway, CommandRefused."""
    with scripts().open(account.login) as shelf:
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
