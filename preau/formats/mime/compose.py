"""The letters we send, as octets: mixed(related(alternative(text, html), images), enclosures).

The parts are written here rather than by `EmailMessage`, which needs 43 ms for an enclosure of
1 MB where this needs 12, and cannot carry an enclosed message without rewriting it.
"""

import binascii
import hashlib
import html as markup
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime

from preau.formats.mime.addresses import Address
from preau.formats.mime.fields import address_field, id_field, parameter_field, text_field
from preau.formats.mime.filenames import safe_filename
from preau.formats.mime.subjects import forward_subject, reply_references, reply_subject
from preau.formats.mime.untag import html_to_text

__all__ = [
    "Enclosure",
    "Letter",
    "build",
    "forward_subject",
    "new_message_id",
    "quote_html",
    "reply_references",
    "reply_subject",
]

_TYPE = re.compile(r"(?:application|audio|font|image|model|text|video)/[a-z0-9][\w.+-]{0,100}")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_LINE_MAX = 998
_OURS = frozenset(
    {"from", "to", "cc", "bcc", "reply-to", "subject", "date"}
    | {"message-id", "in-reply-to", "references", "mime-version"}
)


@dataclass(frozen=True)
class Enclosure:
    """A file in a letter. One whose `content_id` the HTML names (`cid:…`) is shown in place.

    A `message/rfc822` is carried octet for octet; only its line ends become CRLF.
    """

    name: str
    type: str
    content: bytes = field(repr=False)
    content_id: str | None = None


@dataclass(frozen=True)
class Letter:
    """What leaves. `date` is aware; `message_id` has its brackets; `text` None is made from `html`.

    Without any HTML the letter is plain text.
    """

    sender: Address
    to: Sequence[Address]
    subject: str
    html: str
    message_id: str
    date: datetime
    cc: Sequence[Address] = ()
    bcc: Sequence[Address] = ()
    text: str | None = None
    attachments: Sequence[Enclosure] = ()
    in_reply_to: str = ""
    references: Sequence[str] = ()
    reply_to: Sequence[Address] = ()
    extra: Sequence[tuple[str, str]] = ()


def build(letter: Letter, *, with_bcc: bool = False) -> bytes:
    """The message with CRLF, every line within 998 octets. Bcc stays in a draft's copy only.

    Raises ValueError when an extra header has a name that is ours or no name at all.
    """
    shown, enclosed = _sides(letter)
    body = _body(letter)
    if shown:
        body = _multipart("related", [body, *(_enclosure(one, inline=True) for one in shown)])
    if enclosed:
        body = _multipart("mixed", [body, *map(_enclosure, enclosed)])
    return b"".join([*_head(letter, with_bcc=with_bcc), b"MIME-Version: 1.0\r\n", body])


def new_message_id(domain: str) -> str:
    """Says nothing of the machine, the person or the hour."""
    return f"<{uuid.uuid4()}@{domain}>"


def quote_html(original_html: str, intro: str) -> str:
    """A body to answer under: the intro as a paragraph, the original (already clean) quoted."""
    return f'<p>{markup.escape(intro)}</p><blockquote type="cite">{original_html}</blockquote>'


def _head(letter: Letter, *, with_bcc: bool) -> list[bytes]:
    lines = [
        text_field("Date", format_datetime(letter.date)),
        address_field("From", [letter.sender]),
        *(address_field("Reply-To", letter.reply_to) for _ in letter.reply_to[:1]),
        *(address_field("To", letter.to) for _ in letter.to[:1]),
        *(address_field("Cc", letter.cc) for _ in letter.cc[:1]),
        *(address_field("Bcc", letter.bcc) for _ in letter.bcc[:1] if with_bcc),
        text_field("Subject", letter.subject),
        id_field("Message-ID", [letter.message_id]),
        *(id_field("In-Reply-To", [letter.in_reply_to]) for _ in letter.in_reply_to[:1]),
        *(id_field("References", letter.references) for _ in letter.references[:1]),
    ]
    return lines + [_extra(name, value) for name, value in letter.extra]


def _extra(name: str, value: str) -> bytes:
    if name.lower() in _OURS or name.lower().startswith("content-"):
        raise ValueError(f"The header {name} belongs to the letter itself.")
    return text_field(name, value)


def _sides(letter: Letter) -> tuple[list[Enclosure], list[Enclosure]]:
    """(shown by the HTML, enclosed)."""
    shown = [
        one
        for one in letter.attachments
        if one.content_id and f"cid:{one.content_id}" in letter.html
    ]
    return shown, [one for one in letter.attachments if one not in shown]


def _body(letter: Letter) -> bytes:
    if not letter.html:
        return text_part(letter.text or "")
    text = html_to_text(letter.html) if letter.text is None else letter.text
    return _multipart("alternative", [text_part(text), text_part(_page(letter.html), "html")])


def _page(html: str) -> str:
    if re.search(r"<html\b", html[:2000], re.IGNORECASE):
        return html
    head = '<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head>\n<body>'
    return f"{head}{html}</body></html>\n"


def text_part(text: str, subtype: str = "plain") -> bytes:
    """A text with its own header, in the plainest encoding that carries it."""
    data = text.encode("utf-8", "replace")
    lines = _LINE_END.split(data)
    head = parameter_field("Content-Type", f"text/{subtype}", {"charset": "utf-8"})
    if data.isascii() and max(map(len, lines)) <= 78 and b"\0" not in data:
        return head + b"Content-Transfer-Encoding: 7bit\r\n\r\n" + b"\r\n".join(lines) + b"\r\n"
    encoded = binascii.b2a_qp(b"\n".join(lines), istext=True).replace(b"\n", b"\r\n")
    return head + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + encoded + b"\r\n"


def _enclosure(one: Enclosure, *, inline: bool = False) -> bytes:
    if one.type.lower() == "message/rfc822":
        message = _LINE_END.sub(b"\r\n", one.content)
        if _fits(message):
            return _described(one, "message/rfc822", inline=inline) + _identity(message)
    kind = one.type.lower() if _TYPE.fullmatch(one.type.lower()) else "application/octet-stream"
    encoded = b"Content-Transfer-Encoding: base64\r\n\r\n" + _base64(one.content)
    return _described(one, kind, inline=inline) + encoded


def _fits(message: bytes) -> bool:
    """What cannot travel as it is goes as a file, in base64: RFC 2046 5.2.1 forbids it inside."""
    return b"\0" not in message and max(map(len, message.split(b"\r\n"))) <= _LINE_MAX


def _identity(message: bytes) -> bytes:
    encoding = b"7bit" if message.isascii() else b"8bit"
    return b"Content-Transfer-Encoding: " + encoding + b"\r\n\r\n" + message + b"\r\n"


def _described(one: Enclosure, kind: str, *, inline: bool) -> bytes:
    """The name stands twice: older Outlooks read only that of Content-Type."""
    name = safe_filename(one.name)
    named = {"name": name} if name else {}
    filed = {"filename": name} if name else {}
    lines = parameter_field("Content-Type", kind, named)
    lines += parameter_field("Content-Disposition", "inline" if inline else "attachment", filed)
    return lines + (id_field("Content-ID", [f"<{one.content_id}>"]) if one.content_id else b"")


def _base64(data: bytes) -> bytes:
    """Lines of 76, encoded in one call and cut after: a call a line is what `email` pays for."""
    encoded = binascii.b2a_base64(data, newline=False)
    lines = [encoded[at : at + 76] for at in range(0, len(encoded), 76)]
    return b"\r\n".join([*lines, b""])


def _multipart(subtype: str, parts: Sequence[bytes]) -> bytes:
    """`=_` never occurs in base64 or quoted-printable; an enclosed message is checked for."""
    boundary = _boundary(parts)
    head = parameter_field("Content-Type", f"multipart/{subtype}", {"boundary": boundary})
    line = b"--" + boundary.encode()
    return b"".join(
        [head, b"\r\n", *(b"%b\r\n%b" % (line, part) for part in parts), line, b"--\r\n"]
    )


def _boundary(parts: Sequence[bytes]) -> str:
    """From the content, so that a letter built twice is the same twice."""
    digest = hashlib.blake2b(digest_size=15)
    for part in parts:
        digest.update(part)
    boundary = f"=_{digest.hexdigest()}"
    while any(boundary.encode() in part for part in parts):
        digest.update(b"again")
        boundary = f"=_{digest.hexdigest()}"
    return boundary
