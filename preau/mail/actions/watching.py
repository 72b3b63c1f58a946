"""What other programs do in Scheduled and Snoozed: a letter taken out does not leave, a draft put
in does, a message put in Snoozed comes back the next morning.

Dovecot tells the web of each change, which notes it; the worker looks a moment later, so that what
is dragged out and put back is neither. An event that is lost costs nothing: before a letter leaves
its copy is looked for anyway.
"""

import logging
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from preau.engines.dovecot.box import Box
from preau.engines.dovecot.types import Copied
from preau.engines.errors import EngineError, Missing
from preau.identity.addressing import addressing, by_the_clocks_of
from preau.identity.models import Mailbox
from preau.mail import when
from preau.mail.actions import mirroring, putting_in, returning, snoozing
from preau.mail.doors import mailstore
from preau.mail.models import Draft, Look, Snooze
from preau.mail.names import standing

logger = logging.getLogger(__name__)

SOON = timedelta(seconds=20)
AGAIN = timedelta(minutes=1)


def note_change(login: str, *, now: datetime | None = None) -> bool:
    mailbox = Mailbox.objects.filter(login=login).first()
    if mailbox is None:
        return False
    due_at = (now or timezone.now()) + SOON
    Look.objects.get_or_create(mailbox=mailbox, defaults={"due_at": due_at})
    return True


def watch_due(now: datetime | None = None) -> int:
    """Returns how many mailboxes were looked at; of two workers one does."""
    moment = now or timezone.now()
    count = 0
    for look in list(Look.objects.filter(due_at__lte=moment).select_related("mailbox")[:20]):
        if Look.objects.filter(pk=look.pk).delete()[0]:
            count += 1
            with by_the_clocks_of(look.mailbox.academy):
                _look_at(look.mailbox, moment)
    return count


def _look_at(mailbox: Mailbox, now: datetime) -> None:
    try:
        for draft in _scheduled(mailbox):
            if mirroring.was_removed(draft):
                _give_back(draft)
        putting_in.schedule_drafts(mailbox, now)
        with mailstore().open(mailbox.login) as box:
            _give_times(mailbox, box, now)
    except EngineError as error:
        logger.warning("What waits could not be looked at: %s", type(error).__name__)
        Look.objects.get_or_create(mailbox=mailbox, defaults={"due_at": now + AGAIN})


def _scheduled(mailbox: Mailbox) -> list[Draft]:
    """Those whose copy should be there: one just put off may be between two."""
    settled = Q(changed_at=None) | Q(changed_at__lt=timezone.now() - mirroring.QUIET)
    rows = Draft.objects.filter(settled, mailbox=mailbox, state=Draft.State.SCHEDULED)
    return list(rows.select_related("mailbox", "author__preference"))


def _give_back(draft: Draft) -> None:
    with addressing(draft.author):
        if returning.take_back(draft, (Draft.State.SCHEDULED,)):
            Draft.objects.filter(pk=draft.pk).update(refusal=returning.removed())


def _give_times(mailbox: Mailbox, box: Box, now: datetime) -> None:
    """To what another program put in Snoozed: tomorrow morning, back in the inbox."""
    try:
        state = box.select(standing(mailbox.login, "snoozed"))
    except Missing:
        return
    there = set(box.uids_matching([b"UNDELETED"]))
    rows = Snooze.objects.filter(mailbox=mailbox, uidvalidity=state.uidvalidity)
    new = sorted(there - set(rows.values_list("uid", flat=True)))
    moved = Copied(state.uidvalidity, (), tuple(new))
    snoozing.note(mailbox, moved, "inbox", when.chosen("tomorrow", now))
