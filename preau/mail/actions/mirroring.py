"""The copy of a letter in Drafts, or in Scheduled, so that every client sees it."""

import contextlib
import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from preau.engines.dovecot.box import Box
from preau.engines.errors import Conflict, EngineAway, EngineError, Missing
from preau.formats.imap.request import quote
from preau.kit.errors import RoomError
from preau.mail import letters, ready_made
from preau.mail.actions.copies import Copy, remove_copy
from preau.mail.doors import mailstore
from preau.mail.models import BEHIND, Draft, ReadyMade
from preau.mail.names import standing

logger = logging.getLogger(__name__)

# Long enough that a letter being typed is not copied at every word, nor one just scheduled twice.
QUIET = timedelta(seconds=3)
# A ready letter that finds no room in Drafts.
AGAIN = timedelta(minutes=1)
_FLAGS = {Draft.State.WRITING: ("\\Draft", "\\Seen"), Draft.State.SCHEDULED: ("\\Seen",)}


def mirror_changed(limit: int = 20) -> int:
    """Bring copies in step; returns how many."""
    behind = Draft.objects.filter(
        BEHIND,
        state__in=tuple(_FLAGS),
        changed_at__lt=timezone.now() - QUIET,
    )
    count = 0
    for draft in behind.select_related("mailbox", "author", "identity")[:limit]:
        try:
            mirror(draft)
        except EngineAway:
            # The row is safe; the copy comes once Dovecot is back.
            continue
        except (EngineError, RoomError, OSError, ValueError) as error:
            # A full box, a right taken back: the copy comes with the next change, if it may.
            logger.warning("A draft has no copy: %s", type(error).__name__)
            _put_off(draft)
        else:
            count += 1
    return count


def _put_off(draft: Draft) -> None:
    """Until its next change; but a ready letter given back is nowhere else than in its copy."""
    row = Draft.objects.filter(pk=draft.pk)
    if draft.state == Draft.State.WRITING and ready_made.of(draft):
        row.update(changed_at=timezone.now() + AGAIN)
    else:
        row.update(mirrored_at=draft.changed_at)


def mirror(draft: Draft) -> None:
    """The new copy first, then the old one goes: a crash between leaves two, never none.

    A letter that was sent or thrown away meanwhile, or copied by another, keeps no new copy.
    """
    login, old = draft.mailbox.login, Copy.of(draft)
    new = _added(draft)
    row = Draft.objects.filter(pk=draft.pk, state=draft.state, mirror_uid=old.uid)
    ready = ready_made.of(draft) if draft.state == Draft.State.WRITING else None
    if ready is not None:
        ours = _given_back(row, ready)
    else:
        ours = bool(
            row.update(
                mirror_role=new.role,
                mirror_uidvalidity=new.uidvalidity,
                mirror_uid=new.uid,
                mirrored_at=draft.changed_at,
            )
        )
    remove_copy(login, old if ours else new)


def _given_back(row: QuerySet[Draft], ready: ReadyMade) -> bool:
    """A letter of another program's that does not leave: what stands in Drafts is all of it."""
    with transaction.atomic():
        taken = row.delete()[0] > 0
    if taken:
        ready.file.delete(save=False)
    return taken


def _added(draft: Draft) -> Copy:
    """In Scheduled it is dated of the time it leaves: that is what other programs show of it."""
    role = "scheduled" if draft.state == Draft.State.SCHEDULED else "drafts"
    octets = letters.octets(draft, with_bcc=True, date=draft.due_at)
    flags = _FLAGS[Draft.State(draft.state)]
    name = standing(draft.mailbox.login, role)
    with mailstore().open(draft.mailbox.login) as box:
        try:
            return Copy(role, *box.append(name, octets, flags=flags))
        except Missing:
            box.make_standing(name)
            return Copy(role, *box.append(name, octets, flags=flags))


def at_once(draft: Draft) -> None:
    """For a page that shows the folder next; what does not answer now is the worker's."""
    with contextlib.suppress(EngineError, RoomError, OSError, ValueError):
        mirror(draft)


def was_removed(draft: Draft) -> bool:
    """Whether somebody took the copy of a scheduled letter away: that is how other programs cancel.

    One whose copy was never made, or is not in step yet, was removed by nobody. Raises EngineAway.
    """
    if draft.mirror_role != "scheduled" or not draft.mirror_uid:
        return False
    with mailstore().open(draft.mailbox.login) as box:
        try:
            state = box.select(standing(draft.mailbox.login, "scheduled"))
        except (Missing, Conflict):
            return True
        same = state.uidvalidity == draft.mirror_uidvalidity
        if same and box.uids_matching([b"UID %d" % draft.mirror_uid, b"UNDELETED"]):
            return False
        return not _found_again(draft, box, state.uidvalidity)


def _found_again(draft: Draft, box: Box, uidvalidity: int) -> bool:
    """Taken out and put back, or restored from a backup: the same letter under another number."""
    mine = b"HEADER Message-ID " + quote(draft.message_id)
    found = box.uids_matching([b"UNDELETED", mine])
    if found:
        Draft.objects.filter(pk=draft.pk).update(
            mirror_uidvalidity=uidvalidity, mirror_uid=found[-1]
        )
    return bool(found)
