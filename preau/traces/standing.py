"""The messages that stand in a mailbox now, and in which folder."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from preau.engines.dovecot.types import Folder, Summary
from preau.engines.errors import Missing
from preau.formats.mime.words import decode_words
from preau.mail.access import Desk
from preau.mail.people import from_envelope
from preau.traces.keys import message_key
from preau.traces.models import ERASED

EVERYWHERE = "virtual/Everything"
MOST = 5000
OWN = ("sent", "drafts")
DELETED = "\\Deleted"


@dataclass(frozen=True)
class Standing:
    """A message where it is; `is_hidden` when it is marked as deleted and not erased yet."""

    key: str
    folder: Folder
    uid: int
    sender: str
    address: str
    subject: str
    arrived: datetime
    is_read: bool
    is_hidden: bool

    @property
    def mark(self) -> str:
        """As addresses of pages carry it."""
        return f"{self.folder.uidvalidity}-{self.uid}"

    @property
    def text(self) -> str:
        return f"{self.sender} {self.address} {self.subject}"


def standing_between(desk: Desk, since: datetime, until: datetime) -> list[Standing]:
    """What came then, newest first, without what the person wrote."""
    folders = {folder.name: folder for folder in desk.folders()}
    desk.box.select(EVERYWHERE)
    uids = desk.box.uids_by_arrival(_days(since, until))[:MOST]
    return [
        _standing(one, folders[one.folder], one.real_uid)
        for one in desk.box.summaries(uids, virtual=True)
        if since <= one.arrived < until and _is_received(folders.get(one.folder))
    ]


def kept_of(desk: Desk, folder: str, key: str, at: datetime) -> Standing | None:
    """What Dovecot keeps of a message erased from this folder, that came about then."""
    try:
        state = desk.box.select(ERASED + folder)
    except Missing:
        return None
    uids = desk.box.uids_by_arrival(_days(at, at))[:MOST]
    place = Folder(state.name, "", "", 0, 0, state.uidvalidity, state.uidnext)
    found = (_standing(one, place, one.uid) for one in desk.box.summaries(uids))
    return next((one for one in found if key and one.key == key), None)


def _is_received(folder: Folder | None) -> bool:
    return folder is not None and folder.role not in OWN


def _days(since: datetime, until: datetime) -> tuple[bytes, ...]:
    """IMAP knows days, and takes those of the server: one more on each side (RFC 3501 6.4.4)."""
    first, last = since - timedelta(days=1), until + timedelta(days=2)
    return (f"SINCE {_imap(first)}".encode(), f"BEFORE {_imap(last)}".encode())


def _imap(day: datetime) -> str:
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
    return f"{day.day}-{months[day.month - 1]}-{day.year}"


def _standing(one: Summary, folder: Folder, uid: int) -> Standing:
    senders = from_envelope(one.senders)
    return Standing(
        key=message_key(one.message_id.decode("utf-8", "replace")),
        folder=folder,
        uid=uid,
        sender=senders[0].name if senders else "",
        address=senders[0].address if senders else "",
        subject=decode_words(one.subject),
        arrived=one.arrived,
        is_read="\\Seen" in one.flags,
        is_hidden=DELETED in one.flags,
    )
