"""Where each message of the view of all folders really is, remembered: to say it takes Dovecot
10 µs, and a message keeps its UID there for as long as it stays in its folder."""

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock

from preau.engines.dovecot.box import Box
from preau.engines.dovecot.types import State
from preau.mail import order

# UIDs of views: 16 MiB a process, the boxes looked into last.
MOST_REMEMBERED = 2_000_000
_NUMBER, LARGEST = 32, 2**32 - 1


@dataclass(frozen=True)
class View:
    """`folders` are names with the keys that last through a rename; `places` has for each UID of
    the view its folder's number, from 1, above the UID it has there (0: not known). `newest` is the
    last UID of each folder that holds something, while the view is in this `state`."""

    state: State
    folders: Mapping[str, str] = field(default_factory=dict)
    places: "array[int]" = field(default_factory=lambda: array("Q"))
    newest: Mapping[str, int] = field(default_factory=dict)

    def knows(self, uid: int) -> bool:
        return uid < len(self.places) and self.places[uid] != 0

    def uids_of(self, found: Mapping[str, Iterable[int]], among: Iterable[int]) -> set[int]:
        """Of UIDs of the view, those that were found in their folder."""
        numbers = {name: number for number, name in enumerate(self.folders, 1)}
        wanted = {(numbers[name] << _NUMBER) | uid for name, uids in found.items() for uid in uids}
        places, end = self.places, len(self.places)
        return {uid for uid in among if uid < end and places[uid] in wanted}

    def grown(self, real: Mapping[int, tuple[str, int]], keys: Mapping[str, str]) -> "View":
        names = dict.fromkeys([*self.folders, *(name for name, _ in real.values())])
        numbers = {name: number for number, name in enumerate(names, 1)}
        missing = max(real, default=0) + 1 - len(self.places)
        places = self.places + array("Q", bytes(8 * max(missing, 0)))
        for uid, (name, there) in real.items():
            places[uid] = (numbers[name] << _NUMBER) | there
        return replace(self, folders={name: keys.get(name, "") for name in names}, places=places)

    def seen(self, state: State, uids: Iterable[int]) -> "View":
        """The view as it is now, with these messages; one erased since then is not known."""
        last = [0] * len(self.folders)
        for place in map(self.places.__getitem__, filter(self.knows, uids)):
            number = (place >> _NUMBER) - 1
            last[number] = max(last[number], place & LARGEST)
        newest = {name: uid for name, uid in zip(self.folders, last, strict=True) if uid}
        return replace(self, state=state, newest=newest)


_remembered: OrderedDict[str, View] = OrderedDict()
_lock = Lock()


def of(login: str, box: Box, state: State) -> View:
    """Of the view that is open. A folder without a key has gone meanwhile."""
    keys = {folder.name: folder.key for folder in box.folders()}
    view = _remembered.get(login)
    if view is None or view.state.uidvalidity != state.uidvalidity or _are_others(view, keys):
        view = View(replace(state, exists=-1))
    if view.state != state:
        uids = order.by_arrival(login, box, state)
        new = [uid for uid in uids if not view.knows(uid)]
        view = view.grown(box.real_places(new), keys).seen(state, uids)
    _remember(login, view)
    return view


def _are_others(view: View, keys: Mapping[str, str]) -> bool:
    """One was renamed, made anew or deleted."""
    return any(keys.get(name) != key for name, key in view.folders.items())


def _remember(login: str, view: View) -> None:
    with _lock:
        _remembered[login] = view
        _remembered.move_to_end(login)
        while len(_remembered) > 1 and _weight() > MOST_REMEMBERED:
            _remembered.popitem(last=False)


def _weight() -> int:
    return sum(len(view.places) for view in _remembered.values())
