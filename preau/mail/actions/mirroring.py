"""The copy of a draft in the Drafts folder, so that every client sees it."""

import logging
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from preau.engines.errors import EngineAway, EngineError
from preau.kit.errors import RoomError
from preau.mail import letters
from preau.mail.actions.writing import drafts_folder, remove_copy
from preau.mail.doors import mailstore
from preau.mail.models import Draft

logger = logging.getLogger(__name__)

# Long enough that a letter being typed is not copied at every word.
QUIET = timedelta(seconds=3)


def mirror_changed(limit: int = 20) -> int:
    """Bring copies in step; returns how many."""
    behind = Draft.objects.filter(
        Q(mirrored_at=None) | Q(mirrored_at__lt=F("changed_at")),
        state=Draft.State.WRITING,
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
            Draft.objects.filter(pk=draft.pk).update(mirrored_at=draft.changed_at)
        else:
            count += 1
    return count


def mirror(draft: Draft) -> None:
    """The new copy first, then the old one goes: a crash between leaves two, never none.

    A letter that was sent or thrown away meanwhile keeps no copy: the new one goes instead.
    """
    login = draft.mailbox.login
    octets = letters.octets(draft, with_bcc=True)
    with mailstore().open(login) as box:
        new = box.append(drafts_folder(login), octets, flags=["\\Draft", "\\Seen"])
    still_written = Draft.objects.filter(pk=draft.pk, state=Draft.State.WRITING).update(
        mirror_uidvalidity=new[0], mirror_uid=new[1], mirrored_at=draft.changed_at
    )
    old = (draft.mirror_uidvalidity, draft.mirror_uid)
    remove_copy(login, *(old if still_written else new))
