"""What this box answered: its sent messages by the Message-ID each answers.

The full-text index answers no search for In-Reply-To, so the links of Sent are read once and kept;
afterwards only messages sent since are read. A link never changes; one deleted is passed over when
it is opened.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

from preau.kit.errors import NotFound
from preau.mail.access import Desk

MOST_BOXES = 256


@dataclass
class _Sent:
    uidvalidity: int
    uidnext: int = 1
    by_answered: dict[bytes, list[int]] = field(default_factory=lambda: defaultdict(list))


_known: OrderedDict[str, _Sent] = OrderedDict()
_lock = Lock()


def own_replies(desk: Desk, message_ids: Iterable[str]) -> list[int]:
    """UIDs in Sent of what answered one of these messages, or an answer to it."""
    try:
        folder = desk.folder("sent")
    except NotFound:
        return []
    sent = _recall(desk.login, folder.uidvalidity)
    if sent.uidnext < folder.uidnext:
        _read_on(desk, sent, desk.select("sent", uidvalidity=folder.uidvalidity).uidnext)
    found = (sent.by_answered.get(m.encode(), []) for m in message_ids)
    return sorted({uid for uids in found for uid in uids})


def _read_on(desk: Desk, sent: _Sent, uidnext: int) -> None:
    for uid, answered in desk.box.answers_to(sent.uidnext).items():
        if uid not in sent.by_answered[answered]:
            sent.by_answered[answered].append(uid)
    sent.uidnext = uidnext


def _recall(login: str, uidvalidity: int) -> _Sent:
    with _lock:
        known = _known.get(login)
        if known is None or known.uidvalidity != uidvalidity:
            known = _Sent(uidvalidity)
        _known[login] = known
        _known.move_to_end(login)
        while len(_known) > MOST_BOXES:
            _known.popitem(last=False)
        return known
