"""What was erased comes back where it was, or goes for good."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from preau.engines.errors import CommandRefused, Conflict
from preau.mail import erased
from preau.mail.access import Desk
from preau.mail.actions import erasing
from preau.mail.actions.done import Done, Part, one_by_one
from preau.mail.erased import Place
from preau.mail.selection import Selection
from preau.mail.undo import Step


def restore(desk: Desk, places: Sequence[Place]) -> Done:
    """Each to its folder, which is made again where it is gone. Raises OverQuota."""

    def act(selection: Selection) -> Iterator[Part]:
        for target, some in _by_home(desk, selection).items():
            _make_sure(desk, target)
            desk.box.keep_open(selection.folder, uidvalidity=selection.uidvalidity)
            for moved in erasing.move(desk, some, target):
                step = Step(target, moved.uidvalidity, moved.targets, target=selection.folder)
                yield len(moved.targets), step

    return one_by_one(erased.selections(desk, places), act)


def erase_for_good(desk: Desk, places: Sequence[Place]) -> Done:
    """Nothing brings them back."""

    def act(selection: Selection) -> Iterator[Part]:
        desk.box.keep_open(selection.folder, uidvalidity=selection.uidvalidity)
        erasing.erase(desk, selection)
        yield len(selection.uids), None

    return one_by_one(erased.selections(desk, places), act)


def _by_home(desk: Desk, selection: Selection) -> dict[str, Selection]:
    desk.box.keep_open(selection.folder, uidvalidity=selection.uidvalidity)
    origin, own = erased.origin_of(selection.folder), erased.own_addresses(desk)
    homes: dict[str, list[int]] = defaultdict(list)
    for summary in desk.box.summaries(selection.uids):
        homes[erased.home(desk, origin, summary, own)].append(summary.uid)
    return {
        target: Selection(selection.folder, selection.uidvalidity, tuple(uids))
        for target, uids in homes.items()
    }


def _make_sure(desk: Desk, name: str) -> None:
    """A folder deleted with its messages is there again with them."""
    if name in {folder.name for folder in desk.folders()}:
        return
    try:
        desk.box.make_standing(name)
    except (Conflict, CommandRefused):
        return  # made meanwhile, or else the move says why not
    desk.folders(again=True)
