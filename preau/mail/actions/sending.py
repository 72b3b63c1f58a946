"""A letter leaves: put in the queue, taken back, sent once, filed (C-01, U-01 undo).

The queue is the table of drafts. A row is claimed by one conditional update, so that two workers,
or a worker and an undo, can never both have it.
"""

import logging
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from preau.engines.errors import EngineAway, EngineError, MailRefused, Unanswered
from preau.files.actions import linking
from preau.formats.imap.request import quote
from preau.journal.actions import record
from preau.kit.errors import NotAllowed, RoomError
from preau.mail import identities, letters, refusals
from preau.mail.actions.marking import SEEN
from preau.mail.actions.writing import erase, revision_of, why_not
from preau.mail.doors import mailstore, relay, tell
from preau.mail.models import Draft, Identity
from preau.mail.names import recall
from preau.people.actions.remembering import remember

logger = logging.getLogger(__name__)

# A worker that died in the act leaves its claim; after this it is looked at again.
CLAIM_LASTS = timedelta(minutes=5)
# When Postfix does not answer: again after this many seconds, then given back to its author.
PAUSES = (5, 15, 60, 300, 900, 1800)
# A letter that left and finds no room in Sent is filed once there is some.
FILE_AGAIN = timedelta(seconds=30)


def dispatch(draft: Draft, *, seconds: int, version: str) -> Draft:
    """Put in the queue. Raises WrongInput, NotAllowed, Conflict, Changed; the draft is then as it
    was."""
    letters.recipients(draft)
    identities.default(draft.mailbox, draft.author)
    if draft.link is not None:
        linking.refuse_infected(draft.link)
    queued = Draft.objects.filter(
        pk=draft.pk, state=Draft.State.WRITING, revision=revision_of(version)
    ).update(
        state=Draft.State.QUEUED,
        due_at=timezone.now() + timedelta(seconds=seconds),
        attempts=0,
        refusal="",
    )
    if not queued:
        raise why_not(draft)
    draft.refresh_from_db()
    return draft


def recall_draft(draft: Draft) -> Draft:
    """Undo: it is being written again. Raises NotAllowed when it has left meanwhile."""
    taken_back = Draft.objects.filter(pk=draft.pk, state=Draft.State.QUEUED).update(
        state=Draft.State.WRITING, due_at=None
    )
    if not taken_back:
        raise NotAllowed(_("This message has already left."))
    draft.refresh_from_db()
    return draft


def send_due(now: datetime | None = None) -> int:
    """Send what is due; returns how many letters were tried."""
    moment = now or timezone.now()
    due = Draft.objects.filter(state=Draft.State.QUEUED, due_at__lte=moment)
    count = 0
    for number in list(due.order_by("due_at").values_list("pk", flat=True)[:50]):
        count += send_later(number, moment)
    left = Draft.objects.filter(state=Draft.State.SENT, due_at__lte=moment)
    for number in list(left.values_list("pk", flat=True)[:50]):
        file_sent(_fetched(number))
    return count


def send_later(number: int, now: datetime) -> int:
    """Claim one letter and send it; 0 when another worker, or an undo, was first."""
    claimed = Draft.objects.filter(pk=number, state=Draft.State.QUEUED, due_at__lte=now).update(
        state=Draft.State.SENDING, claimed_at=now, attempts=F("attempts") + 1
    )
    if claimed:
        draft = _fetched(number)
        # A refusal is kept with the letter: in its author's language, not in the worker's.
        with translation.override(draft.author.preference.language):
            send(draft)
    return claimed


def send(draft: Draft) -> None:
    """Give a claimed letter to Postfix; refused, it is being written again with the reason."""
    try:
        everyone = [person.address for person in letters.recipients(draft)]
        identity = draft.identity or identities.default(draft.mailbox, draft.author)
        _open_link(draft, identity)
        relay().submit(draft.author.login, identity.address, everyone, letters.octets(draft))
    except EngineAway as error:
        _try_again(draft, error)
    except MailRefused as error:
        _give_back(draft, refusals.sentence(error))
    except Unanswered:
        _give_back(draft, _may_have_left())
    except RoomError as error:
        _give_back(draft, str(error))
    except (OSError, ValueError):
        _give_back(draft, _("This message could not be put together."))
    else:
        Draft.objects.filter(pk=draft.pk).update(state=Draft.State.SENT)
        record("send", by=draft.author.login, subject=draft.mailbox.login, recipients=len(everyone))
        file_sent(_fetched(draft.pk))
        tell(draft.mailbox.login, "dispatch", {"draft": draft.pk, "state": "sent"})


def _open_link(draft: Draft, identity: Identity) -> None:
    """From now on whoever has the letter may fetch its heavy files."""
    link = letters.leaving_link(draft)
    if link is not None:
        linking.open_link(link, name=identity.name, address=identity.address, about=draft.subject)


def file_sent(draft: Draft) -> None:
    """What follows an accepted letter; each step may be done again after a crash."""
    try:
        _keep_copy(draft)
        _mark_origin(draft)
        everyone = [(p.name, p.address) for p in letters.recipients(draft)]
        remember(draft.author, everyone, timezone.now())
        erase(draft)
    except (EngineError, RoomError, OSError, ValueError) as error:
        # One letter that cannot be filed must not keep the others from it.
        logger.warning("A sent letter waits to be filed: %s", type(error).__name__)
        Draft.objects.filter(pk=draft.pk).update(due_at=timezone.now() + FILE_AGAIN)


def give_up_claims(now: datetime | None = None) -> int:
    """Letters whose worker died while Postfix was answering: their author is told."""
    stale = Draft.objects.filter(
        state=Draft.State.SENDING, claimed_at__lt=(now or timezone.now()) - CLAIM_LASTS
    )
    for draft in (found := list(stale.select_related("mailbox", "author__preference"))):
        with translation.override(draft.author.preference.language):
            _give_back(draft, _may_have_left())
    return len(found)


def _may_have_left() -> str:
    return _("This message may have left: look in Sent before you send it again.")


def _fetched(number: int) -> Draft:
    return Draft.objects.select_related("mailbox", "author", "identity").get(pk=number)


def _try_again(draft: Draft, error: EngineAway) -> None:
    if draft.attempts > len(PAUSES):
        _give_back(draft, refusals.sentence(error))
        return
    due = timezone.now() + timedelta(seconds=PAUSES[draft.attempts - 1])
    Draft.objects.filter(pk=draft.pk).update(state=Draft.State.QUEUED, due_at=due)


def _give_back(draft: Draft, sentence: str) -> None:
    Draft.objects.filter(pk=draft.pk, state=Draft.State.SENDING).update(
        state=Draft.State.WRITING, due_at=None, refusal=sentence, changed_at=timezone.now()
    )
    tell(draft.mailbox.login, "dispatch", {"draft": draft.pk, "state": "refused"})


def _keep_copy(draft: Draft) -> None:
    """In Sent, unless a first try already put it there."""
    with mailstore().open(draft.mailbox.login) as box:
        folder = recall(draft.mailbox.login, "sent") or "Sent"
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
