"""A letter that leaves at a time: chosen, put off, brought forward (C-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.formats.walltime import WallTime
from preau.kit.errors import NotAllowed
from preau.mail import identities, letters, when
from preau.mail.actions import mirroring, returning
from preau.mail.actions.writing import revision_of, why_not
from preau.mail.models import Draft, Release

State = Draft.State


@dataclass(frozen=True, order=True)
class Departure:
    """When, and for whom: no address is everyone."""

    at: WallTime
    addresses: tuple[str, ...] = ()


def schedule(
    draft: Draft, departures: Sequence[Departure], *, version: str, now: datetime | None = None
) -> Draft:
    """Raises WrongInput, NotAllowed, Conflict, Changed; the draft is then as it was."""
    letters.recipients(draft)
    identities.default(draft.mailbox, draft.author)
    free = Draft.objects.filter(pk=draft.pk, state=State.WRITING, revision=revision_of(version))
    if not _set(free, draft, departures, now or timezone.now()):
        raise why_not(draft)
    draft.refresh_from_db()
    mirroring.at_once(draft)
    return draft


def postpone(draft: Draft, at: WallTime, *, now: datetime | None = None) -> Draft:
    """Another time for all who wait for it. Raises WrongInput, NotAllowed when it has left."""
    waiting = Draft.objects.filter(pk=draft.pk, state=State.SCHEDULED)
    if not _set(waiting, draft, [Departure(at)], now or timezone.now()):
        raise NotAllowed(_("This message has already left."))
    draft.refresh_from_db()
    mirroring.at_once(draft)
    return draft


def send_now(draft: Draft, *, seconds: int, now: datetime | None = None) -> Draft:
    """Into the queue, where it can be taken back as any other. Raises NotAllowed."""
    with transaction.atomic():
        taken = Draft.objects.filter(pk=draft.pk, state=State.SCHEDULED).update(
            state=State.QUEUED,
            due_at=(now or timezone.now()) + timedelta(seconds=seconds),
            due_wall="",
            due_zone="",
            attempts=0,
        )
        Release.objects.filter(draft=draft).delete()
    if not taken:
        raise NotAllowed(_("This message has already left."))
    draft.refresh_from_db()
    return draft


def cancel(draft: Draft) -> Draft:
    """It is being written again. Raises NotAllowed when it has left."""
    if not returning.take_back(draft, (State.SCHEDULED,)):
        raise NotAllowed(_("This message has already left."))
    draft.refresh_from_db()
    mirroring.at_once(draft)
    return draft


def _set(rows: QuerySet[Draft], draft: Draft, asked: Sequence[Departure], now: datetime) -> bool:
    departures = sorted(asked)
    first, last = departures[0].at, departures[-1].at
    when.refuse_unfit(first.moment, last.moment, now)
    with transaction.atomic():
        taken = rows.update(
            state=State.SCHEDULED,
            due_at=first.moment,
            due_wall=first.text,
            due_zone=first.zone,
            attempts=0,
            refusal="",
            changed_at=now,
        )
        if taken:
            Release.objects.filter(draft=draft).delete()
            if len(departures) > 1:
                Release.objects.bulk_create(_release(draft, one) for one in departures)
    return bool(taken)


def _release(draft: Draft, one: Departure) -> Release:
    return Release(
        draft=draft,
        addresses=" ".join(address.lower() for address in one.addresses),
        due_at=one.at.moment,
        due_wall=one.at.text,
        due_zone=one.at.zone,
    )
