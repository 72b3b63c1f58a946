"""How many messages wait unread in a box one is not looking at."""

import time
from threading import Lock

from preau.engines.errors import EngineError
from preau.mail.doors import mailstore

LASTS = 20.0
MOST = 2000
_known: dict[str, tuple[float, int]] = {}
_lock = Lock()


def unread_in(login: str) -> int:
    """In its inbox, at most twenty seconds old; 0 while Dovecot does not answer."""
    until, count = _known.get(login, (0.0, 0))
    if time.monotonic() < until:
        return count
    try:
        with mailstore().open(login) as box:
            count = box.unseen("INBOX")
    except EngineError:
        return 0
    with _lock:
        if len(_known) > MOST:
            _known.clear()
        _known[login] = (time.monotonic() + LASTS, count)
    return count
