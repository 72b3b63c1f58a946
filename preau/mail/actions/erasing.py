"""Messages that leave a folder: a few at once by the server, many hidden first and erased later."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from preau.engines.dovecot.types import Copied
from preau.engines.errors import Conflict, EngineError, Missing
from preau.formats.imap.request import read_uid_set, uid_set
from preau.mail import order
from preau.mail.access import Desk
from preau.mail.doors import mailstore
from preau.mail.models import Erasure
from preau.mail.selection import Selection

AT_ONCE = 25
ROOM_FOR_COPIES = 0.9
# As many as one command carries.
MANY = 4000
# How many the worker erases in one breath: half a second of Dovecot's time.
A_FEW = 40
# Hidden is enough for people; the server catches up when it is calm.
LATER = timedelta(seconds=5)
AGAIN = timedelta(seconds=60)


def move(desk: Desk, selection: Selection, target: str) -> Iterator[Copied]:
    """From the selected folder to another, told as it is done. Copying costs a fiftieth of moving,
    and needs room, for which a full mailbox is emptied slowly."""
    if len(selection.uids) <= AT_ONCE:
        yield _moved(desk, selection, target)
    elif _has_room_for_copies(desk, selection):
        for some in _parts(selection, MANY):
            yield desk.box.copy(some.uids, target)
            _hide(desk, some)
    else:
        for some in _parts(selection, A_FEW):
            yield desk.box.move(some.uids, target)


def _moved(desk: Desk, selection: Selection, target: str) -> Copied:
    """What leaves by our own hand needs no other look at the order of what stays."""
    moved = desk.box.move(selection.uids, target)
    if desk.box.state is not None:
        order.leave(desk.login, desk.box.state, moved.sources)
    return moved


def _parts(selection: Selection, size: int) -> Iterator[Selection]:
    for start in range(0, len(selection.uids), size):
        yield replace(selection, uids=selection.uids[start : start + size])


def _has_room_for_copies(desk: Desk, selection: Selection) -> bool:
    """For a minute both stand in the mailbox: mail that arrives then must not be refused."""
    usage = desk.box.usage()
    if not usage.limit:
        return True
    return usage.used + desk.box.size_of(selection.uids) < usage.limit * ROOM_FOR_COPIES


def erase(desk: Desk, selection: Selection) -> None:
    """For good, from the selected folder."""
    if len(selection.uids) <= AT_ONCE:
        desk.box.expunge(selection.uids)
    else:
        _hide(desk, selection)


def _hide(desk: Desk, selection: Selection) -> None:
    """Marked as deleted they are in no list of ours; read, they are in no count either.

    Noted first: what were hidden without a note would fill the mailbox unseen, for ever.
    """
    Erasure.objects.create(
        mailbox=desk.mailbox,
        folder=selection.folder,
        uidvalidity=selection.uidvalidity,
        uids=uid_set(selection.uids).decode(),
        due_at=timezone.now() + LATER,
    )
    desk.box.flag(selection.uids, "\\Seen", on=True)
    desk.box.flag(selection.uids, "\\Deleted", on=True)


def erase_due() -> int:
    """A few of what is due; returns how many are gone."""
    due = Erasure.objects.filter(due_at__lte=timezone.now()).select_related("mailbox")
    erasure = due.order_by("due_at").first()
    if erasure is None:
        return 0
    try:
        return _erase_some(erasure)
    except EngineError:
        # A mailbox that does not answer must not keep the others waiting behind it.
        Erasure.objects.filter(pk=erasure.pk).update(due_at=timezone.now() + AGAIN)
        return 0


def _erase_some(erasure: Erasure) -> int:
    uids = read_uid_set(erasure.uids.encode())
    some, rest = uids[:A_FEW], uids[A_FEW:]
    with mailstore().open(erasure.mailbox.login) as box:
        try:
            box.select(erasure.folder, uidvalidity=erasure.uidvalidity)
        except (Missing, Conflict):
            erasure.delete()
            return 0
        # Somebody may have taken the mark off meanwhile, in another program: those stay.
        box.expunge_marked(some)
    if rest:
        Erasure.objects.filter(pk=erasure.pk).update(uids=uid_set(rest).decode())
    else:
        erasure.delete()
    return len(some)
