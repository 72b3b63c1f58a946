"""A letter leaves: put in the queue, taken back, sent once, filed (C-01, C-02, U-01 undo).

The queue is the table of drafts. A row is claimed by one conditional update, so that two workers,
or a worker and an undo, can never both have it.
"""

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.engines.errors import EngineAway, EngineError, MailRefused, Unanswered
from preau.files.actions import linking
from preau.identity.addressing import addressing
from preau.journal.actions import record
from preau.kit.errors import NotAllowed, RoomError
from preau.mail import identities, letters, ready_made, refusals
from preau.mail.actions import releasing, returning
from preau.mail.actions.keeping import file_sent, keep_copy
from preau.mail.actions.mirroring import was_removed
from preau.mail.actions.writing import revision_of, why_not
from preau.mail.doors import relay, tell
from preau.mail.models import Draft, Identity

# A worker that died in the act leaves its claim; after this it is looked at again.
CLAIM_LASTS = timedelta(minutes=5)
# When Postfix does not answer: again after this many seconds, then given back to its author.
PAUSES = (5, 15, 60, 300, 900, 1800)
# Nobody waits before the screen for what was scheduled: a day of tries.
SCHEDULED_TRIES = 48
WAITING = (Draft.State.QUEUED, Draft.State.SCHEDULED)


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
    """Undo, or cancel: it is being written again. Raises NotAllowed when it has left meanwhile."""
    if not returning.take_back(draft, WAITING):
        raise NotAllowed(_("This message has already left."))
    draft.refresh_from_db()
    return draft


def send_due(now: datetime | None = None) -> int:
    """Send what is due, and file what has left; returns how many letters were tried."""
    moment = now or timezone.now()
    due = Draft.objects.filter(state__in=(*WAITING, Draft.State.SENT), due_at__lte=moment)
    # By their names, those that wait to leave come before those that wait to be filed.
    found = list(due.order_by("state", "due_at").values_list("pk", "state")[:50])
    for number, state in found:
        if state == Draft.State.SENT:
            file_sent(_fetched(number))
        else:
            send_later(number, moment)
    return len(found)


def send_later(number: int, now: datetime) -> int:
    """Claim one letter and send it; 0 when another worker, or an undo, was first."""
    claimed = Draft.objects.filter(pk=number, state__in=WAITING, due_at__lte=now).update(
        state=Draft.State.SENDING, claimed_at=now, handed_at=None, attempts=F("attempts") + 1
    )
    if claimed:
        draft = _fetched(number)
        # A refusal is kept with the letter: in its author's language, not in the worker's.
        with addressing(draft.author):
            send(draft)
    return claimed


def send(draft: Draft) -> None:
    """Give a claimed letter to Postfix; refused, it is being written again with the reason."""
    try:
        reached = _give(draft)
    except EngineAway as error:
        _try_again(draft, error)
    except MailRefused as error:
        returning.give_back(draft, refusals.sentence(error))
    except Unanswered:
        returning.give_back(draft, returning.may_have_left())
    except RoomError as error:
        returning.give_back(draft, str(error))
    except (OSError, ValueError):
        returning.give_back(draft, _("This message could not be put together."))
    else:
        if reached:
            _has_left(draft, reached)


def _give(draft: Draft) -> list[str]:
    """Whom it was given for; nobody when it was cancelled, or claimed by another meanwhile."""
    if draft.due_wall and was_removed(draft):
        returning.give_back(draft, returning.removed(), is_failure=False)
        return []
    everyone = releasing.due_addresses(draft)
    leave = _ready(draft) or _written(draft, everyone)
    if not _hand_over(draft):
        return []
    leave()
    return everyone


def _ready(draft: Draft) -> Callable[[], None] | None:
    """As its own program handed it over, or None for a letter of ours."""
    found = ready_made.of(draft)
    if found is None:
        return None
    envelope, octets = ready_made.envelope(found), ready_made.octets(found)
    return partial(relay().hand_on, draft.author.login, envelope, octets)


def _written(draft: Draft, everyone: list[str]) -> Callable[[], None]:
    identity = draft.identity or identities.default(draft.mailbox, draft.author)
    _open_link(draft, identity)
    octets = letters.octets(draft)
    return partial(relay().submit, draft.author.login, identity.address, everyone, octets)


def _open_link(draft: Draft, identity: Identity) -> None:
    """From now on whoever has the letter may fetch its heavy files."""
    link = letters.leaving_link(draft)
    if link is not None:
        linking.open_link(link, name=identity.name, address=identity.address, about=draft.subject)


def _hand_over(draft: Draft) -> bool:
    """From here on a death leaves a doubt. False when this claim was thought dead meanwhile."""
    mine = Draft.objects.filter(
        pk=draft.pk, state=Draft.State.SENDING, claimed_at=draft.claimed_at, handed_at=None
    )
    return bool(mine.update(handed_at=timezone.now()))


def _has_left(draft: Draft, everyone: list[str]) -> None:
    is_over = releasing.mark_left(draft, everyone)
    record("send", by=draft.author.login, subject=draft.mailbox.login, recipients=len(everyone))
    fresh = _fetched(draft.pk)
    if is_over:
        file_sent(fresh)
    else:
        # At its end it is filed again, and found there.
        with contextlib.suppress(EngineError, RoomError, OSError, ValueError):
            keep_copy(fresh)
    tell(draft.mailbox.login, "dispatch", {"draft": draft.pk, "state": "sent"})


def give_up_claims(now: datetime | None = None) -> int:
    """Letters whose worker died: sent if Postfix was never asked, else their author is told."""
    stale = Draft.objects.filter(
        state=Draft.State.SENDING, claimed_at__lt=(now or timezone.now()) - CLAIM_LASTS
    )
    found = list(stale.select_related("mailbox", "author__preference"))
    for draft in found:
        if draft.handed_at is None:
            stale.filter(pk=draft.pk, handed_at=None).update(state=_state_before(draft))
            continue
        with addressing(draft.author):
            returning.give_back(draft, returning.may_have_left())
    return len(found)


def _fetched(number: int) -> Draft:
    return Draft.objects.select_related("mailbox", "author", "identity").get(pk=number)


def _state_before(draft: Draft) -> Draft.State:
    return Draft.State.SCHEDULED if draft.due_wall else Draft.State.QUEUED


def _try_again(draft: Draft, error: EngineAway) -> None:
    most = SCHEDULED_TRIES if draft.due_wall else len(PAUSES)
    if draft.attempts > most:
        returning.give_back(draft, refusals.sentence(error))
        return
    due = timezone.now() + timedelta(seconds=PAUSES[min(draft.attempts, len(PAUSES)) - 1])
    Draft.objects.filter(pk=draft.pk, state=Draft.State.SENDING).update(
        state=_state_before(draft), due_at=due
    )
