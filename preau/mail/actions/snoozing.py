"""Put off until later: messages leave for a folder of their own, and wake at their time."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.engines.dovecot.types import Copied
from preau.formats import walltime
from preau.formats.walltime import WallTime
from preau.identity.models import Mailbox
from preau.kit.errors import NotAllowed, NotFound, WrongInput
from preau.mail import when
from preau.mail.access import Desk
from preau.mail.actions import erasing
from preau.mail.actions.done import Done, Part, one_by_one
from preau.mail.models import Snooze
from preau.mail.names import standing
from preau.mail.selection import Selection
from preau.mail.undo import Step

# Each is looked at by itself when it wakes.
MOST = 500
_STAY = frozenset({"drafts", "scheduled", "trash", "all"})


def snooze(
    desk: Desk, selections: Sequence[Selection], until: WallTime, *, now: datetime | None = None
) -> Done:
    """Those that sleep already are given the new time. Raises WrongInput, NotAllowed."""
    _refuse_unfit(selections, until, now or timezone.now())
    target = _folder(desk)
    origins = {folder.name: folder for folder in desk.folders()}

    def act(selection: Selection) -> Iterator[Part]:
        if selection.folder == target:
            yield _again(desk, selection, until), None
            return
        origin = origins[selection.folder]
        if origin.role in _STAY:
            raise NotAllowed(_("Messages of this folder cannot be snoozed."))
        desk.box.keep_open(selection.folder, uidvalidity=selection.uidvalidity)
        for moved in erasing.move(desk, selection, target):
            note(desk.mailbox, moved, origin.role or origin.key, until)
            step = Step(target, moved.uidvalidity, moved.targets, target=selection.folder)
            yield len(moved.targets), step

    return one_by_one(selections, act)


def wake_now(desk: Desk, selections: Sequence[Selection]) -> Done:
    """As soon as the worker sees it: where each came from is the worker's to know."""
    now = walltime.at(timezone.now(), when.here())
    return Done(sum(_again(desk, selection, now) for selection in selections))


def _refuse_unfit(selections: Sequence[Selection], until: WallTime, now: datetime) -> None:
    when.refuse_unfit(until.moment, until.moment, now)
    if sum(len(selection.uids) for selection in selections) > MOST:
        raise WrongInput(_("At most 500 messages are snoozed at once: choose fewer."))


def _folder(desk: Desk) -> str:
    try:
        return desk.folder("snoozed").name
    except NotFound:
        desk.box.make_standing(standing(desk.login, "snoozed"))
        desk.folders(again=True)
        return desk.folder("snoozed").name


def note(mailbox: Mailbox, moved: Copied, origin: str, until: WallTime) -> None:
    """What stands in the folder of snoozed ones: when it wakes, and where."""
    Snooze.objects.bulk_create(
        Snooze(
            mailbox=mailbox,
            uidvalidity=moved.uidvalidity,
            uid=uid,
            origin=origin,
            due_at=until.moment,
            due_wall=until.text,
            due_zone=until.zone,
        )
        for uid in moved.targets
    )


def _again(desk: Desk, selection: Selection, until: WallTime) -> int:
    """One that another program put there has no time yet: it gets one, and wakes in the inbox."""
    known = _rows(desk, selection)
    known.update(due_at=until.moment, due_wall=until.text, due_zone=until.zone, claimed_at=None)
    new = set(selection.uids) - set(known.values_list("uid", flat=True))
    there = Copied(selection.uidvalidity, (), tuple(sorted(new)))
    note(desk.mailbox, there, "inbox", until)
    return len(selection.uids)


def _rows(desk: Desk, selection: Selection) -> QuerySet[Snooze]:
    return Snooze.objects.filter(
        mailbox=desk.mailbox, uidvalidity=selection.uidvalidity, uid__in=selection.uids
    )
