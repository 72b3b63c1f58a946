"""What was erased and can be taken back is bounded by its weight too: the oldest goes for good."""

from collections.abc import Iterator
from datetime import datetime
from itertools import accumulate

from preau.engines.dovecot.box import Box
from preau.mail.doors import mailstore

# Erased on a day, folder, UIDVALIDITY, UID, octets.
Line = tuple[datetime, str, int, int, int]
A_FEW = 100


def trim_erased(login: str, most: int) -> int:
    """Leave `most` octets of what was erased from a box, the last erased; how many messages go."""
    with mailstore().open(login) as box:
        newest_first = sorted(_lines(box), reverse=True)
        weights = accumulate(octets for *_place, octets in newest_first)
        gone = [line for line, weight in zip(newest_first, weights, strict=True) if weight > most]
        for folder, validity in {(line[1], line[2]) for line in gone}:
            uids = [uid for _at, name, _validity, uid, _octets in gone if name == folder]
            _erase(box, folder, validity, uids)
    return len(gone)


def _lines(box: Box) -> Iterator[Line]:
    for folder in box.erased_folders():
        if folder.messages:
            state = box.select(folder.name)
            uids = box.every_uid()
            saved = box.saved_at(uids)
            for weight in box.weights(uids):
                if weight.uid in saved:
                    moment = saved[weight.uid]
                    yield moment, folder.name, state.uidvalidity, weight.uid, weight.size


def _erase(box: Box, folder: str, validity: int, uids: list[int]) -> None:
    box.select(folder, uidvalidity=validity)
    for start in range(0, len(uids), A_FEW):
        box.expunge(uids[start : start + A_FEW])
