"""The names and types of the files in a folder's messages, each message looked into once.

The full-text index knows no file name. Dovecot has the structure of every message at hand, so that
thousands take some tenths of a second the first time; afterwards only those that came since are
asked for. The files of a message never change.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock

from preau.engines.dovecot.box import Box
from preau.formats.mime.structure import attachments, read_structure
from preau.formats.stems import fold

AT_ONCE = 500
# Messages with files, in all folders together: some 20 MB a process.
MOST_REMEMBERED = 100_000

Files = tuple[str, ...]
_Key = tuple[str, str, int]
_known: OrderedDict[_Key, dict[int, Files]] = OrderedDict()
_lock = Lock()


def of(login: str, box: Box, uids: Iterable[int]) -> Mapping[int, Files]:
    """Folded `name type` of each file, of these messages of the open folder; those gone are not
    in it."""
    wanted = list(uids)
    known = _recall(login, box)
    unknown = [uid for uid in wanted if uid not in known]
    for start in range(0, len(unknown), AT_ONCE):
        found = box.structures(unknown[start : start + AT_ONCE])
        known.update({uid: _files(structure) for uid, structure in found.items()})
    _forget_oldest()
    return known


def _files(structure: object) -> Files:
    found = attachments(read_structure(structure))
    return tuple(fold(f"{part.name} {part.type}") for part in found)


def _recall(login: str, box: Box) -> dict[int, Files]:
    if box.state is None:
        return {}
    key = (login, box.state.name, box.state.uidvalidity)
    with _lock:
        known = _known.setdefault(key, {})
        _known.move_to_end(key)
        return known


def _forget_oldest() -> None:
    with _lock:
        while len(_known) > 1 and sum(map(len, _known.values())) > MOST_REMEMBERED:
            _known.popitem(last=False)
