"""Attachments as people see them: a name, a kind, a size, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from preau.files import access as files
from preau.formats.mime.detaching import number_of
from preau.formats.mime.structure import Part
from preau.kit import figures
from preau.kit.errors import NotFound
from preau.mail.actions import detaching
from preau.mail.reading import Letter
from preau.web.mail import addresses
from preau.web.mail.shown.messages import Attachment
from preau.web.shell.kinds import kind_of

if TYPE_CHECKING:
    from preau.web.mail.pages.reader import Opened

IMAGE_SALT = "preau.web.mail.image"
RASTERS = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
CARDS = frozenset(
    {"text/calendar", "application/ics", "text/vcard", "text/x-vcard", "text/directory"}
)
TEXTS = frozenset({"text/plain", "text/csv", "text/markdown", "text/x-log"}) | CARDS


def shown(opened: Opened, letter: Letter, part: Part) -> Attachment:
    return _detached(opened, part) or _enclosed(opened, letter, part)


def _detached(opened: Opened, part: Part) -> Attachment | None:
    """A note that stands for a file of one's own; anybody's else is a text like others."""
    number = number_of(part)
    if number is None:
        return None
    try:
        file = files.own_file(opened.desk.account, number)
    except NotFound:
        return None
    return Attachment(
        name=file.name,
        kind_icon="hard-drive",
        kind_label=_("In your files"),
        size_label=figures.size(file.content.size),
        url=reverse("files:kept", kwargs={"number": file.pk}),
        section=part.section,
    )


def weight_to_spare(opened: Opened, letter: Letter) -> int:
    """Octets that its mailbox gets back by detaching its files; 0 where it is not worth it."""
    if not detaching.may_detach_in(opened.desk, opened.role):
        return 0
    total = detaching.weight(letter)
    return total if total >= detaching.WORTH_OFFERING else 0


def _enclosed(opened: Opened, letter: Letter, part: Part) -> Attachment:
    icon, label = kind(part)
    can_preview = (
        part.is_message or part.is_wrapped or part.type in RASTERS | TEXTS | {"application/pdf"}
    )
    query = _query(letter)
    ident = opened.ident(letter.uid)
    preview = f"preview/{part.section}"
    return Attachment(
        name=part.filename,
        kind_icon=icon,
        kind_label=label,
        # Base64 takes 78 octets for 57.
        size_label=figures.size(part.size * 57 // 78 if part.encoding == "base64" else part.size),
        url=part_url(opened, letter, part),
        section=part.section,
        preview_url=addresses.message(opened.box, opened.key, ident, query, tail=preview)
        if can_preview
        else None,
        thumbnail_url=part_url(opened, letter, part, inline=True) if part.type in RASTERS else None,
    )


def kind(part: Part) -> tuple[str, str]:
    """(icon, word)."""
    return ("mail", _("Message")) if part.is_message else kind_of(part.filename, part.type)


def part_url(opened: Opened, letter: Letter, part: Part, *, inline: bool = False) -> str:
    query = _query(letter) | ({"inline": "1"} if inline else {})
    tail = f"part/{part.section}/{quote(part.filename)}"
    return addresses.message(opened.box, opened.key, opened.ident(letter.uid), query, tail=tail)


def inside_url(opened: Opened, letter: Letter, part: Part, number: int, name: str) -> str:
    """A file that Outlook wrapped in another."""
    tail = f"inside/{part.section}/{number}/{quote(name)}"
    ident = opened.ident(letter.uid)
    return addresses.message(opened.box, opened.key, ident, _query(letter), tail=tail)


def outside_image_url(opened: Opened, letter: Letter, address: str) -> str:
    """Ours, signed: the proxy fetches nothing that a page of ours did not ask for."""
    token = signing.dumps(address, salt=IMAGE_SALT, compress=True)
    ident = opened.ident(letter.uid)
    return addresses.message(opened.box, opened.key, ident, {"of": token}, tail="part/outside")


def _query(letter: Letter) -> dict[str, str]:
    return {"part": letter.section} if letter.section else {}
