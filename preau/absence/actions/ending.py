"""What the worker does: an absence that is over is switched off, one that answers correspondents
alone learns of the new ones. Neither is needed for the answers to stop in time: the script does."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from preau.absence import queries
from preau.absence.models import Absence, new_revision
from preau.absence.script import script
from preau.absence.wish import kept
from preau.academies.registry import academies
from preau.journal.actions import record

AT_ONCE = 200


def end_due(now: datetime | None = None) -> int:
    """Switches off by itself; how many. A person who applies another one meanwhile wins."""
    now = now or timezone.now()
    ended = 0
    due = Absence.objects.filter(is_on=True, ends_at__lte=now).select_related("account")
    for absence in due[:AT_ONCE]:
        mine = Absence.objects.filter(pk=absence.pk, is_on=True, revision=absence.revision)
        if mine.update(is_on=False, ended_by_itself=True, return_seen=False):
            account = absence.account
            record("absence.ended", by=account.login, academy=account.academy)
            ended += 1
    return ended


def learn_correspondents(now: datetime | None = None) -> int:
    """Whoever was written to since the script was made is answered from now on; how many scripts
    changed."""
    now = now or timezone.now()
    behind = Absence.objects.filter(
        is_on=True,
        outside=Absence.Outside.CORRESPONDENTS,
        account__correspondents__last_at__gt=F("written_at"),
    ).distinct()
    return sum(_written_again(absence, now) for absence in behind[:AT_ONCE])


def _written_again(absence: Absence, now: datetime) -> bool:
    account = absence.account
    answers = queries.answers_of(account, kept(absence), academies().of(account.academy))
    if answers is None:
        return False
    mine = Absence.objects.filter(pk=absence.pk, is_on=True, revision=absence.revision)
    return bool(
        mine.update(
            script=script(queries.voice_of(account), answers),
            revision=new_revision(),
            written_at=now,
        )
    )
