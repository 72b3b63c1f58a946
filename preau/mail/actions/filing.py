"""Move, copy, archive, throw away, empty: where messages stand."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from preau.engines.errors import Missing
from preau.formats.imap.request import uid_set
from preau.kit.errors import NotAllowed, WrongInput
from preau.mail.access import Desk
from preau.mail.actions import erasing
from preau.mail.actions.done import Done, Part, one_by_one
from preau.mail.selection import Selection
from preau.mail.undo import Step, unseal


def move(desk: Desk, selections: Sequence[Selection], target_key: str) -> Done:
    return _move(desk, selections, _receiving(desk, target_key))


def copy(desk: Desk, selections: Sequence[Selection], target_key: str) -> Done:
    """Copies are new messages: there is nothing to take back but deleting them."""
    target = _receiving(desk, target_key)

    def act(selection: Selection) -> Iterator[Part]:
        desk.box.keep_open(selection.folder, uidvalidity=selection.uidvalidity)
        yield len(desk.box.copy(selection.uids, target).targets), None

    return one_by_one(selections, act)


def archive(desk: Desk, selections: Sequence[Selection]) -> Done:
    return _move(desk, selections, desk.folder_name("archive"))


def throw_away(desk: Desk, selections: Sequence[Selection]) -> Done:
    """To the trash."""
    return _move(desk, selections, desk.folder_name("trash"))


def mark_junk(desk: Desk, selections: Sequence[Selection], *, on: bool) -> Done:
    """Moving is what teaches the spam filter (IMAPSieve)."""
    return _move(desk, selections, desk.folder_name("junk" if on else "inbox"))


def delete_for_ever(desk: Desk, selections: Sequence[Selection]) -> Done:
    """Only from the trash and junk: everywhere else there is the trash first."""
    allowed = {desk.folder_name("trash"), desk.folder_name("junk"), desk.folder_name("drafts")}
    if any(selection.folder not in allowed for selection in selections):
        raise NotAllowed(_("Only what is in the trash can be deleted for ever."))

    def act(selection: Selection) -> Iterator[Part]:
        desk.box.keep_open(selection.folder, uidvalidity=selection.uidvalidity)
        erasing.erase(desk, selection)
        yield len(selection.uids), None

    return one_by_one(selections, act)


def empty(desk: Desk, key: str) -> Done:
    """Trash and junk are emptied for ever, any other folder into the trash. Raises NotAllowed."""
    folder = desk.folder(key)
    if folder.role in ("inbox", "all"):
        raise NotAllowed(_("This folder is never emptied at once: choose what is to go."))
    state = desk.select(key)
    everything = Selection(
        state.name, state.uidvalidity, tuple(desk.box.uids_matching([b"UNDELETED"]))
    )
    if not everything.uids:
        return Done(0)
    if folder.role in ("trash", "junk"):
        return delete_for_ever(desk, [everything])
    return throw_away(desk, [everything])


def take_back(desk: Desk, token: str) -> int:
    """Undo an action by its note; returns how many messages it touched.

    What somebody moved or deleted meanwhile is left where it is. Raises WrongInput, Conflict.
    """
    counts = [0]
    for step in unseal(token, desk.login):
        if not step.in_place or counts[-1]:
            counts.append(_take_back(desk, step))
    return sum(counts)


def _take_back(desk: Desk, step: Step) -> int:
    desk.box.select(step.folder, uidvalidity=step.uidvalidity)
    if step.flag:
        desk.box.flag(step.uids, step.flag, on=step.on)
        return len(step.uids)
    return len(move_back(desk, step))


def _receiving(desk: Desk, key: str) -> str:
    folder = desk.folder(key)
    if folder.role == "all":
        raise NotAllowed(_("“All messages” is a view: choose a folder."))
    return folder.name


def move_back(desk: Desk, step: Step) -> tuple[int, ...]:
    still_there = desk.box.uids_matching([b"UID " + uid_set(step.uids), b"UNDELETED"])
    if not still_there:
        return ()
    selection = Selection(step.folder, step.uidvalidity, tuple(still_there))
    moved = erasing.move(desk, selection, step.target)
    return tuple(uid for part in moved for uid in part.targets)


def _move(desk: Desk, selections: Sequence[Selection], target: str) -> Done:
    def act(selection: Selection) -> Iterator[Part]:
        desk.box.keep_open(selection.folder, uidvalidity=selection.uidvalidity)
        for moved in erasing.move(desk, selection, target):
            step = Step(target, moved.uidvalidity, moved.targets, target=selection.folder)
            yield len(moved.targets), step

    try:
        return one_by_one((s for s in selections if s.folder != target), act)
    except Missing as error:
        raise WrongInput(_("This folder no longer exists. Nothing was moved.")) from error
