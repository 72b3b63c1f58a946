"""A mailing is begun, stopped, taken up again, closed; its copies leave one by one, at a pace.

A copy is claimed by one conditional update and given to Postfix once: a worker that dies in
between leaves it unsure, and it is told rather than sent twice.
"""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.engines.errors import EngineAway, EngineError, MailRefused, Unanswered
from preau.files.actions import linking
from preau.formats.mime.addresses import Address
from preau.formats.mime.compose import build
from preau.identity.addressing import addressing
from preau.journal.actions import record
from preau.kit.errors import Changed, RoomError, WrongInput
from preau.mail import identities, letters, refusals
from preau.mail.actions import writing
from preau.mail.actions.keeping import keep_copy
from preau.mail.doors import relay, tell
from preau.mail.models import Draft
from preau.mailings.models import Copy, Mailing
from preau.mailings.queries import fill
from preau.mailings.rules import limits, may_mail

logger = logging.getLogger(__name__)

CLAIM_LASTS = timedelta(minutes=5)
POSTFIX_AWAY = timedelta(seconds=30)
# One that was stopped and forgotten is closed; what is known of each line is erased later.
CLOSED_AFTER = timedelta(days=7)
KEPT_FOR = timedelta(days=92)
AT_ONCE = 5


def start(mailing: Mailing) -> None:
    """Raises WrongInput, Changed, NotAllowed; then nothing has begun."""
    draft = mailing.draft
    if draft is None or mailing.state != Mailing.State.PREPARING:
        raise Changed(_("This mailing was begun already."))
    if not mailing.copies.exclude(address="").exists():
        raise WrongInput(_("No line has an address: choose the column that holds them."))
    with transaction.atomic():
        _open_link(mailing, draft)
        # Neither sent by itself, nor changed, nor taken back.
        held = Draft.objects.filter(pk=draft.pk, state=Draft.State.WRITING)
        if not held.update(state=Draft.State.HELD):
            raise refusals.on_its_way()
        mailing.copies.filter(address="").update(
            state=Copy.State.FAILED, reason=_("No address that works on this line.")
        )
        _turn(mailing, Mailing.State.PREPARING, Mailing.State.SENDING)
        now = timezone.now()
        Mailing.objects.filter(pk=mailing.pk).update(
            started_at=now, next_at=now, subject=draft.subject
        )
    _record("mailing.begun", mailing)


def _open_link(mailing: Mailing, draft: Draft) -> None:
    """For all its readers. Raises WrongInput when a file holds a virus."""
    identity = draft.identity or identities.default(mailing.mailbox, mailing.author)
    if (link := draft.link) is not None and link.files.exists():
        linking.open_link(link, name=identity.name, address=identity.address, about=draft.subject)


def stop(mailing: Mailing) -> None:
    """Nothing more leaves, but a copy that is leaving at this moment."""
    _turn(mailing, Mailing.State.SENDING, Mailing.State.STOPPED)
    _record("mailing.stopped", mailing)


def resume(mailing: Mailing) -> None:
    _turn(mailing, Mailing.State.STOPPED, Mailing.State.SENDING)
    Mailing.objects.filter(pk=mailing.pk).update(next_at=timezone.now())


def close(mailing: Mailing) -> None:
    """The rest will not be sent; the letter goes to Sent, with whoever had it."""
    _turn(mailing, Mailing.State.STOPPED, Mailing.State.CLOSED)
    _file(mailing)


def _turn(mailing: Mailing, before: Mailing.State, after: Mailing.State) -> None:
    if not Mailing.objects.filter(pk=mailing.pk, state=before).update(state=after):
        raise Changed(_("This mailing is no longer as this page shows it."))
    mailing.refresh_from_db(fields=["state"])


def _record(verb: str, mailing: Mailing) -> None:
    by, count = mailing.author, mailing.copies.count()
    record(verb, by=by.login, academy=by.academy, subject=mailing.mailbox.login, recipients=count)


def send_mailings(now: datetime | None = None) -> int:
    """One copy of each mailing whose time has come; how many were tried."""
    moment = now or timezone.now()
    due = Mailing.objects.filter(state=Mailing.State.SENDING, next_at__lte=moment)
    return sum(_advance(number, moment) for number in due.values_list("pk", flat=True)[:AT_ONCE])


def _advance(number: int, now: datetime) -> int:
    mailing = Mailing.objects.select_related("mailbox", "author__preference", "draft").get(
        pk=number
    )
    pause = timedelta(seconds=60 / limits(mailing.mailbox).per_minute)
    mine = Mailing.objects.filter(pk=number, state=Mailing.State.SENDING, next_at=mailing.next_at)
    if not mine.update(next_at=now + pause):
        return 0
    copy = mailing.copies.filter(state=Copy.State.WAITING).order_by("line").first()
    if copy is None:
        return _finish(mailing)
    claimed = Copy.objects.filter(pk=copy.pk, state=Copy.State.WAITING).update(
        state=Copy.State.SENDING, claimed_at=now
    )
    if claimed:
        with addressing(mailing.author):
            _send(mailing, copy)
    return claimed


def _finish(mailing: Mailing) -> int:
    """Once no copy is in the hands of another worker."""
    if not mailing.copies.filter(state=Copy.State.SENDING).exists():
        _turn(mailing, Mailing.State.SENDING, Mailing.State.CLOSED)
        _file(mailing)
    return 0


def _send(mailing: Mailing, copy: Copy) -> None:
    draft = mailing.draft
    if draft is None or not may_mail(mailing.author, mailing.mailbox):
        _end(copy, Copy.State.FAILED, _("You may no longer send from this mailbox."))
        return
    try:
        identity = draft.identity or identities.default(mailing.mailbox, mailing.author)
        octets = octets_of(mailing, draft, copy)
        relay().submit(mailing.author.login, identity.address, [copy.address], octets)
    except EngineAway:
        # Not taken: the line waits again, and so does the mailing.
        Copy.objects.filter(pk=copy.pk).update(state=Copy.State.WAITING, claimed_at=None)
        later = timezone.now() + POSTFIX_AWAY
        Mailing.objects.filter(pk=mailing.pk).update(next_at=later)
    except MailRefused as error:
        _end(copy, Copy.State.FAILED, refusals.sentence(error))
    except Unanswered:
        _end(copy, Copy.State.UNSURE, _may_have_left())
    except (RoomError, OSError, ValueError):
        _end(copy, Copy.State.FAILED, _("This message could not be put together."))
    else:
        _end(copy, Copy.State.SENT, "")


def _end(copy: Copy, state: Copy.State, reason: str) -> None:
    sent_at = timezone.now() if state is Copy.State.SENT else None
    Copy.objects.filter(pk=copy.pk, state=Copy.State.SENDING).update(
        state=state, reason=reason, sent_at=sent_at
    )


def _may_have_left() -> str:
    return _("This message may have left: no answer came.")


def octets_of(mailing: Mailing, draft: Draft, copy: Copy) -> bytes:
    """One reader's letter: to them alone, whoever the draft was addressed to."""
    made = fill(mailing, draft, copy)
    draft.subject, draft.html, draft.text = made.subject, made.html, made.text
    letter = letters.letter(draft)
    draft.refresh_from_db(fields=["subject", "html", "text"])
    alone = [Address("", copy.address)]
    return build(replace(letter, to=alone, cc=[], bcc=[], message_id=copy.message_id))


def give_up_copies(now: datetime | None = None) -> int:
    """Copies whose worker died while Postfix was answering, and mailings stopped long ago."""
    moment = now or timezone.now()
    stale = Copy.objects.filter(state=Copy.State.SENDING, claimed_at__lt=moment - CLAIM_LASTS)
    count = sum(_give_up(copy) for copy in stale.select_related("mailing__author__preference"))
    forgotten = Mailing.objects.filter(
        state=Mailing.State.STOPPED, next_at__lt=moment - CLOSED_AFTER
    )
    for mailing in forgotten.select_related("mailbox", "author", "draft"):
        close(mailing)
    Mailing.objects.filter(ended_at__lt=moment - KEPT_FOR).delete()
    return count


def _give_up(copy: Copy) -> int:
    """The reason is read by its author: in their language."""
    with addressing(copy.mailing.author):
        still = Copy.objects.filter(pk=copy.pk, state=Copy.State.SENDING)
        return still.update(state=Copy.State.UNSURE, reason=_may_have_left())


def file_closed(_now: datetime | None = None) -> int:
    """Those that a crash, or a full box, kept from Sent."""
    waiting = Mailing.objects.filter(state=Mailing.State.CLOSED, draft__isnull=False)
    for mailing in waiting.select_related("mailbox", "author", "draft"):
        _file(mailing)
    return len(waiting)


def _file(mailing: Mailing) -> None:
    """One copy in Sent, with its places unfilled and in Bcc whoever had it: a copy a reader would
    weigh hundreds of times the attachments. What each was told stays with the mailing."""
    draft = mailing.draft
    if draft is None:
        return
    try:
        had = mailing.copies.filter(state__in=(Copy.State.SENT, Copy.State.UNSURE))
        if had.exists():
            identity = draft.identity or identities.default(mailing.mailbox, mailing.author)
            draft.to, draft.cc = identity.address, ""
            draft.bcc = ", ".join(had.order_by("line").values_list("address", flat=True))
            keep_copy(draft)
        Mailing.objects.filter(pk=mailing.pk).update(ended_at=timezone.now(), draft=None)
        writing.erase(draft)
    except (EngineError, RoomError, OSError, ValueError) as error:
        logger.warning("A mailing waits to be filed: %s", type(error).__name__)
        return
    tell(mailing.mailbox.login, "mailing", {"mailing": mailing.pk, "state": "closed"})
