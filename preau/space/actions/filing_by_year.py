"""Messages go into the Archives of their year, and back from there by one gesture."""

import contextlib
from collections import defaultdict
from typing import Any

from preau.engines.errors import Conflict, Missing
from preau.formats.imap.request import read_uid_set, uid_set
from preau.mail.access import Desk
from preau.mail.actions import erasing, filing
from preau.mail.selection import Selection
from preau.mail.undo import Step
from preau.space import choosing
from preau.space.actions.watching import Watch
from preau.space.choosing import Chosen
from preau.space.models import Errand


def file(desk: Desk, errand: Errand, watch: Watch) -> None:
    if "steps_back" in errand.detail:
        _put_back(desk, errand, watch)
    else:
        _file_all(desk, errand, watch)
    watch.end()


def _file_all(desk: Desk, errand: Errand, watch: Watch) -> None:
    archive = desk.folder_name("archive")
    for some in choosing.read(errand.chosen):
        try:
            desk.box.select(some.folder, uidvalidity=some.uidvalidity)
        except (Missing, Conflict):
            continue
        for year, uids in sorted(_by_year(desk, some).items()):
            _file_year(desk, errand, watch, some, uids, f"{archive}/{year}")


def _by_year(desk: Desk, some: Chosen) -> dict[int, list[int]]:
    years: dict[int, list[int]] = defaultdict(list)
    for weight in desk.box.weights(some.uids):
        years[weight.day.year].append(weight.uid)
    return years


def _file_year(
    desk: Desk, errand: Errand, watch: Watch, some: Chosen, uids: list[int], target: str
) -> None:
    with contextlib.suppress(Conflict):  # it is there
        desk.box.create_folder(target)
    desk.box.keep_open(some.folder, uidvalidity=some.uidvalidity)
    selection = Selection(some.folder, some.uidvalidity, tuple(uids))
    for moved in erasing.move(desk, selection, target):
        step = [target, moved.uidvalidity, uid_set(moved.targets).decode(), some.folder]
        if moved.targets:
            errand.done_messages += len(moved.targets)
            steps: list[Any] = [*errand.detail.get("steps", []), step]
            watch.note(detail={**errand.detail, "steps": steps})


def _put_back(desk: Desk, errand: Errand, watch: Watch) -> None:
    for folder, validity, uids, target in reversed(errand.detail["steps_back"]):
        step = Step(folder, validity, tuple(read_uid_set(uids.encode())), target=target)
        with contextlib.suppress(Missing, Conflict):
            desk.box.select(folder, uidvalidity=validity)
            watch.tell(errand.done_messages + len(filing.move_back(desk, step)))
