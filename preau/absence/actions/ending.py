"""What the worker does: an absence that is over is switched off, one that answers correspondents
alone learns of the new ones. Neither is needed for the answers to stop in time: the script does."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from preau.absence import queries
from preau.absence.models import Absence
from preau.absence.script import script
from preau.absence.wish import kept
from preau.academies.registry import academies
from preau.engines.dovecot.scripts import new_revision
from preau.journal.actions import record
from preau.people.models import Correspondent

AT_ONCE = 200


def end_due(now: datetime | None = None) -> int:
    """Switches off by itself; how many. A person who applies another one meanwhile wins."""
    now = now or timezone.now()
    ended = 0
    due = Absence.objects.filter(is_on=True, ends_at__lte=now).select_related("mailbox")
    for absence in due[:AT_ONCE]:
        mine = Absence.objects.filter(pk=absence.pk, is_on=True, revision=absence.revision)
        if mine.update(is_on=False, ended_by_itself=True, return_seen=False):
            mailbox = absence.mailbox
            record("absence.ended", by=mailbox.login, academy=mailbox.academy)
            ended += 1
    return ended


def learn_correspondents(now: datetime | None = None) -> int:
    """Whoever was written to since the script was made is answered from now on; how many scripts
    changed."""
    now = now or timezone.now()
    new = Correspondent.objects.filter(
        account__login=OuterRef("mailbox__login"), last_at__gt=OuterRef("written_at")
    )
    behind = Absence.objects.filter(
        Exists(new), is_on=True, outside=Absence.Outside.CORRESPONDENTS
    ).select_related("mailbox")
    return sum(_written_again(absence, now) for absence in behind[:AT_ONCE])


def _written_again(absence: Absence, now: datetime) -> bool:
    mailbox = absence.mailbox
    answers = queries.answers_of(mailbox, kept(absence), academies().of(mailbox.academy))
    if answers is None:
        return False
    mine = Absence.objects.filter(pk=absence.pk, is_on=True, revision=absence.revision)
    return bool(
        mine.update(
            script=script(queries.voice_of(mailbox), answers),
            revision=new_revision(),
            written_at=now,
        )
    )
