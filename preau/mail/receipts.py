"""Return receipts, judged: whether a message may be answered by one, and which ones came back."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock

from preau.engines.errors import Conflict, Missing
from preau.formats.mime.addresses import Address
from preau.formats.mime.part import Part
from preau.formats.mime.receipts import ASK, Told, read_receipt
from preau.formats.mime.structure import content, read_structure
from preau.kit.errors import NotFound
from preau.mail.access import Desk
from preau.mail.reading import Letter, read_letters

ANSWERED = "$MDNSent"
"""Answered, or decided not to be: no program asks again (RFC 3503)."""

MOST_LOOKED_AT = 5000
MOST_BOXES = 256
_LIST_FIELDS = ("List-Id", "List-Post", "List-Unsubscribe", "List-Help", "Mailing-List")
_IMPERSONAL = frozenset({"bulk", "list", "junk"})
_NOT_FOR_READING = frozenset({"sent", "drafts", "junk", "trash"})


def asked_by(letter: Letter, *, own: set[str], role: str) -> Address | None:
    """Who asks to be told, where one may answer at all (RFC 8098 section 2.1).

    Never a list, a machine, somebody who is not the sender, nor for a copy that came hidden.
    """
    headers = letter.headers
    asking = headers.addresses(ASK)
    if len(asking) != 1 or role in _NOT_FOR_READING or ANSWERED in letter.flags:
        return None
    if _is_impersonal(letter) or not letter.message_id or not _is_the_sender(asking[0], letter):
        return None
    to_me = {one.address.lower() for name in ("To", "Cc") for one in headers.addresses(name)} & own
    return asking[0] if to_me and asking[0].address.lower() not in own else None


def _is_impersonal(letter: Letter) -> bool:
    headers = letter.headers
    if any(name in headers for name in _LIST_FIELDS):
        return True
    if headers.get("Auto-Submitted", "no").partition(";")[0].strip().lower() != "no":
        return True
    return headers.get("Precedence").strip().lower() in _IMPERSONAL


def _is_the_sender(asking: Address, letter: Letter) -> bool:
    """Of the header and of the envelope, where the server that delivered wrote it."""
    address = asking.address.lower()
    returned = letter.headers.addresses("Return-Path")
    envelope = (
        {one.address.lower() for one in returned} if "Return-Path" in letter.headers else None
    )
    return address == letter.sender.address.lower() and envelope in (None, {address})


@dataclass(frozen=True)
class CameBack:
    """One reader's receipt; `disposition` is `displayed`, or another word of RFC 8098."""

    reader: str
    disposition: str
    at: datetime


@dataclass
class _Looked:
    """What was found in a folder since a day; the next look reads only what is new."""

    uidvalidity: int
    since: date
    uidnext: int = 1
    by_original: dict[str, list[CameBack]] = field(default_factory=lambda: defaultdict(list))


_known: OrderedDict[str, _Looked] = OrderedDict()
_lock = Lock()


def asks(letter: Letter) -> bool:
    return bool(letter.headers.addresses(ASK))


def came_back(desk: Desk, letter: Letter) -> list[CameBack]:
    """The receipts of a sent message, oldest first; leaves another folder open."""
    try:
        state = desk.select(_where(desk))
    except (NotFound, Missing, Conflict):
        return []
    looked = _recall(desk.login, state.uidvalidity, letter.whole.arrived.date())
    if looked.uidnext < state.uidnext:
        _look_on(desk, looked)
        looked.uidnext = state.uidnext
    readers = _recipients(letter)
    found = looked.by_original.get(letter.message_id, [])
    return sorted((one for one in found if one.reader in readers), key=lambda one: one.at)


def _where(desk: Desk) -> str:
    """Wherever they were filed, where there is such a folder."""
    return "all" if any(folder.role == "all" for folder in desk.folders()) else "inbox"


def _recall(login: str, uidvalidity: int, since: date) -> _Looked:
    with _lock:
        known = _known.get(login)
        if known is None or known.uidvalidity != uidvalidity or since < known.since:
            known = _Looked(uidvalidity, since)
        _known[login] = known
        _known.move_to_end(login)
        while len(_known) > MOST_BOXES:
            _known.popitem(last=False)
        return known


def _look_on(desk: Desk, looked: _Looked) -> None:
    day = looked.since.strftime("%d-%b-%Y").encode()
    new = [b"SINCE " + day, b"UID %d:*" % looked.uidnext]
    uids = [uid for uid in desk.box.uids_matching(new) if uid >= looked.uidnext]
    structures = desk.box.structures(uids[-MOST_LOOKED_AT:])
    parts = {uid: _told_part(read_structure(one)) for uid, one in structures.items()}
    reports = {uid: part for uid, part in parts.items() if part is not None}
    for letter in read_letters(desk.box, list(reports)):
        part = reports[letter.uid]
        octets = content(part, desk.box.sections(letter.uid, [part.section])[part.section])
        if (told := read_receipt(octets)) is not None:
            looked.by_original[told.original_id].append(_of(told, letter))


def _of(told: Told, letter: Letter) -> CameBack:
    return CameBack(told.reader, told.disposition, letter.whole.arrived)


def _told_part(structure: Part) -> Part | None:
    if structure.type != "multipart/report":
        return None
    return next((p for p in structure.walk() if p.type == "message/disposition-notification"), None)


def _recipients(letter: Letter) -> set[str]:
    names: Iterable[str] = ("To", "Cc", "Bcc")
    return {one.address.lower() for name in names for one in letter.headers.addresses(name)}
