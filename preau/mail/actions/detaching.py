"""The files of a message one received, put among one's own files: the message stays, and is light.

Nothing is taken out before its copy on the disk has been read again and found equal; the message
as it arrived goes to the trash, from where it comes back.
"""

import hashlib
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils.translation import gettext as _

from preau.files import addresses, store
from preau.files.actions import keeping
from preau.files.models import KeptFile
from preau.formats.mime.detaching import CannotDetach, Note, number_of, without
from preau.formats.mime.message import Opened, open_message
from preau.formats.mime.structure import Part, is_encrypted, is_signed
from preau.kit import figures
from preau.kit.errors import NotAllowed
from preau.mail import archives
from preau.mail.access import Desk
from preau.mail.actions import erasing
from preau.mail.reading import Letter, read_content, read_letter
from preau.mail.selection import Selection
from preau.mail.undo import Step, seal

# A note takes about one KB itself.
WORTH_IT = 50 * 1024
# A message is offered to be made lighter by so much at least.
WORTH_OFFERING = 1024 * 1024
_NEVER_FROM = frozenset({"all", "trash", "junk", "drafts"})


@dataclass(frozen=True)
class Detached:
    """Where the light message stands now, and what takes it back."""

    uidvalidity: int
    uid: int
    count: int
    octets: int
    token: str


def heavy(letter: Letter) -> list[Part]:
    """Its files that are worth it."""
    return [one for one in letter.enclosed if one.size > WORTH_IT and number_of(one) is None]


def weight(letter: Letter) -> int:
    """Octets that a message may be spared; 0 for one that is signed, encrypted or enclosed."""
    if letter.section or is_signed(letter.structure) or is_encrypted(letter.structure):
        return 0
    return sum(part.size for part in heavy(letter))


def may_detach_in(desk: Desk, role: str) -> bool:
    """In one's own box alone: in another's, colleagues could not fetch what one keeps."""
    return desk.mailbox.login == desk.account.login and role not in _NEVER_FROM


def detach(desk: Desk, key: str, message: tuple[int, int]) -> Detached:
    """Raises NotAllowed, WrongInput when one's files have no room, OverQuota, Missing, Conflict."""
    validity, uid = message
    state = desk.select(key, uidvalidity=validity)
    letter = read_letter(desk.box, uid)
    if not weight(letter) or not may_detach_in(desk, desk.glance(key).role):
        raise NotAllowed(_("The attachments of this message cannot be detached."))
    opened = open_message(archives.raw(desk.box, letter))
    with _all_kept(desk, letter, opened, heavy(letter)) as kept:
        light = _lightened(opened, kept)
        new = _replaced(desk, state.name, letter, light)
    trashed = _thrown(desk, Selection(state.name, validity, (uid,)))
    trash = desk.folder_name("trash")
    back = Step(state.name, new[0], (new[1],), target=trash, in_place=True)
    return Detached(
        *new,
        count=len(kept),
        octets=len(opened.raw) - len(light),
        token=seal(desk.login, [trashed, back]),
    )


@contextmanager
def _all_kept(
    desk: Desk, letter: Letter, opened: Opened, parts: list[Part]
) -> Iterator[dict[str, KeptFile]]:
    """All of them, or none: what was kept goes again when the message could not follow."""
    kept: dict[str, KeptFile] = {}
    try:
        for part in parts:
            kept[part.section] = _kept(desk, letter, opened, part)
        yield kept
    except BaseException:
        for file in kept.values():
            keeping.throw_away(file)
        raise


def _kept(desk: Desk, letter: Letter, opened: Opened, part: Part) -> KeptFile:
    _same, octets = read_content(desk.box, letter, part.section)
    file = keeping.keep_open_file(
        desk.account, io.BytesIO(octets), name=part.filename, content_type=part.type, stays=True
    )
    ours = opened.structure.find(part.section)
    sha256 = hashlib.sha256(opened.content(ours) if ours else b"").hexdigest()
    if store.digest(store.content_path(file.content.sha256)) != (sha256, len(octets)):
        keeping.throw_away(file)
        raise NotAllowed(_cannot())
    return file


def _cannot() -> str:
    return _("This message is built in a way that lets nothing be taken out of it.")


def _lightened(opened: Opened, kept: Mapping[str, KeptFile]) -> bytes:
    try:
        return without(opened, {section: _note(file) for section, file in kept.items()})
    except CannotDetach as error:
        raise NotAllowed(_cannot()) from error


def _note(file: KeptFile) -> Note:
    said = _("“%(name)s” (%(size)s) was detached from this message.")
    words = {"name": file.name, "size": figures.size(file.content.size)}
    where = _("It is kept in your files, where only you can fetch it:")
    digest = f"SHA-256: {file.content.sha256}"
    lines = (said % words, where, addresses.own(file), "", digest, "")
    return Note(file.name, file.pk, "\n".join(lines))


def _replaced(desk: Desk, folder: str, letter: Letter, light: bytes) -> tuple[int, int]:
    """Beside the other, with its marks and its date; read back before it is believed."""
    flags = sorted(letter.flags - {"\\Recent"})
    new = desk.box.append(folder, light, flags=flags, at=letter.whole.arrived)
    if desk.box.select(folder).uidvalidity != new[0] or desk.box.raw(new[1]) != light:
        desk.box.expunge([new[1]])
        raise NotAllowed(_cannot())
    return new


def _thrown(desk: Desk, selection: Selection) -> Step:
    desk.box.keep_open(selection.folder, uidvalidity=selection.uidvalidity)
    (moved,) = erasing.move(desk, selection, desk.folder_name("trash"))
    return Step(
        desk.folder_name("trash"), moved.uidvalidity, moved.targets, target=selection.folder
    )
