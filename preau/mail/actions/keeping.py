"""What follows a letter that left: its copy in Sent, the mark on what it answers, whom it knows."""

import logging
from datetime import timedelta

from django.utils import timezone

from preau.engines.errors import EngineError
from preau.formats.imap.request import quote
from preau.kit.errors import RoomError
from preau.mail import letters
from preau.mail.actions.marking import SEEN
from preau.mail.actions.reminding import remember_to_ask
from preau.mail.actions.writing import erase
from preau.mail.doors import mailstore
from preau.mail.models import Draft
from preau.mail.names import standing
from preau.people.actions.remembering import remember

logger = logging.getLogger(__name__)

# A letter that left and finds no room in Sent is filed once there is some.
AGAIN = timedelta(seconds=30)


def file_sent(draft: Draft) -> None:
    """What follows an accepted letter; each step may be done again after a crash."""
    try:
        keep_copy(draft)
        _mark_origin(draft)
        everyone = [(p.name, p.address) for p in letters.recipients(draft)]
        remember(draft.author, everyone, timezone.now())
        remember_to_ask(draft)
        erase(draft)
    except (EngineError, RoomError, OSError, ValueError) as error:
        # One letter that cannot be filed must not keep the others from it.
        logger.warning("A sent letter waits to be filed: %s", type(error).__name__)
        Draft.objects.filter(pk=draft.pk).update(due_at=timezone.now() + AGAIN)


def keep_copy(draft: Draft) -> None:
    """In Sent, unless a first try already put it there."""
    with mailstore().open(draft.mailbox.login) as box:
        folder = standing(draft.mailbox.login, "sent")
        box.select(folder)
        mine = b"HEADER Message-ID " + quote(draft.message_id)
        if not box.uids_matching([mine]):
            box.append(folder, letters.octets(draft, with_bcc=True), flags=[SEEN])


def _mark_origin(draft: Draft) -> None:
    """Answered or forwarded, when the message is still where it was."""
    if not draft.origin_flag:
        return
    with mailstore().open(draft.mailbox.login) as box:
        name = next((f.name for f in box.folders() if draft.origin_folder in (f.key, f.role)), None)
        validity, _dash, uid = draft.origin_message.partition("-")
        if name is None or box.select(name).uidvalidity != int(validity):
            return
        box.flag([int(uid)], draft.origin_flag, on=True)
