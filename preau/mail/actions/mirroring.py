"""The copy of a draft in the Drafts folder, so that every client sees it."""

import logging
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from preau.engines.errors import EngineError
from preau.mail import letters
from preau.mail.actions.writing import drafts_folder, remove_mirror
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
        except EngineError as error:
            # A full box or a stopped engine: the row is safe, the copy will come later.
            logger.warning("A draft's copy waits: %s", type(error).__name__)
            Draft.objects.filter(pk=draft.pk).update(mirrored_at=draft.changed_at)
        else:
            count += 1
    return count


def mirror(draft: Draft) -> None:
    """The new copy first, then the old one goes: a crash between leaves two, never none."""
    octets = letters.octets(draft, with_bcc=True)
    with mailstore().open(draft.mailbox.login) as box:
        folder = drafts_folder(draft.mailbox.login)
        validity, uid = box.append(folder, octets, flags=["\\Draft", "\\Seen"])
    remove_mirror(draft)
    Draft.objects.filter(pk=draft.pk).update(
        mirror_uidvalidity=validity, mirror_uid=uid, mirrored_at=draft.changed_at
    )
