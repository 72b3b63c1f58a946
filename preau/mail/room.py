"""How full a box is, for a gauge: asked again when messages came or went, or after a while.

Counting costs Dovecot as much as finding the folder's messages, and more after each move.
"""

import time
from collections import OrderedDict
from threading import Lock

from preau.engines.dovecot.types import Usage
from preau.mail.access import Desk

# A letter that took another's place is counted by then.
LASTS = 20.0
MOST_BOXES = 4096
_Stamp = tuple[int, int]
_known: OrderedDict[str, tuple[float, _Stamp, Usage]] = OrderedDict()
_lock = Lock()


def usage(desk: Desk) -> Usage:
    """At most twenty seconds old, and never of more or fewer messages than there are."""
    stamp = (desk.mailbox.quota_bytes, sum(folder.messages for folder in desk.folders()))
    until, known_stamp, known = _known.get(desk.login, (0.0, (0, 0), Usage(0, 0)))
    if time.monotonic() < until and known_stamp == stamp:
        return known
    found = desk.box.usage()
    with _lock:
        _known[desk.login] = (time.monotonic() + LASTS, stamp, found)
        _known.move_to_end(desk.login)
        while len(_known) > MOST_BOXES:
            _known.popitem(last=False)
    return found
