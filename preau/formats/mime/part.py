"""One part of a message, as IMAP and raw bytes both give it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from preau.formats.mime.charsets import declared_in_html, decode_text
from preau.formats.mime.envelope import Envelope
from preau.formats.mime.filenames import made_up, safe_filename
from preau.formats.mime.transfer import decode_transfer

_TOKEN = re.compile(r"[\w.+-]{1,127}", re.ASCII)

MESSAGES = frozenset({"message/rfc822", "message/global"})


@dataclass(frozen=True, eq=False)
class Part:
    """A node of the tree; two parts are the same only when they are the same object.

    `section` is what IMAP's BODY[…] takes: `1.2`, or `TEXT` and `2.TEXT` for the multipart that
    is the whole body of a message. `size` counts encoded octets, `lines` encoded lines.
    """

    section: str
    maintype: str
    subtype: str
    params: Mapping[str, str] = field(default_factory=dict)
    content_id: str = ""
    description: str = ""
    encoding: str = "7bit"
    size: int = 0
    lines: int | None = None
    disposition: str = ""
    disposition_params: Mapping[str, str] = field(default_factory=dict)
    location: str = ""
    envelope: Envelope | None = field(default=None, repr=False)
    body: "Part | None" = field(default=None, repr=False)
    children: tuple["Part", ...] = field(default=(), repr=False)

    @property
    def type(self) -> str:
        return f"{self.maintype}/{self.subtype}"

    @property
    def charset(self) -> str:
        return self.params.get("charset", "")

    @property
    def name(self) -> str:
        """The file name that the sender gave, made harmless; empty where there is none."""
        given = self.disposition_params.get("filename") or self.params.get("name", "")
        return safe_filename(given) if given else ""

    @property
    def filename(self) -> str:
        """A name to show and save under, always."""
        if self.name:
            return self.name
        if self.envelope and self.envelope.subject:
            return safe_filename(f"{self.envelope.subject}.eml")
        return made_up(self.maintype, self.subtype, self.section)

    @property
    def is_multipart(self) -> bool:
        return self.maintype == "multipart"

    @property
    def is_message(self) -> bool:
        return self.type in MESSAGES

    @property
    def is_wrapped(self) -> bool:
        """Outlook's own wrapping of a message and its files, see `tnef`."""
        return self.subtype in ("ms-tnef", "vnd.ms-tnef") or self.name.lower() == "winmail.dat"

    @property
    def is_flowed(self) -> bool:
        """RFC 3676: lines that end with a blank go on."""
        return self.params.get("format", "").lower() == "flowed"

    def walk(self, *, into_messages: bool = False) -> Iterator["Part"]:
        """This part and those below, in reading order; enclosed messages stay closed."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.children))
            if into_messages and part.body:
                waiting.append(part.body)

    def find(self, section: str) -> "Part | None":
        """The part of that number, in enclosed messages too."""
        return next((p for p in self.walk(into_messages=True) if p.section == section), None)


def media_type(maintype: str, subtype: str) -> tuple[str, str]:
    """Both halves, made sense of: `text` is text/plain, `binary` is nothing one can read."""
    main, sub = _TOKEN.match(maintype.strip().lower()), _TOKEN.match(subtype.strip().lower())
    if main and sub:
        return main.group(), sub.group()
    is_text = main is None or main.group() == "text"
    return ("text", "plain") if is_text else ("application", "octet-stream")


def content(part: Part, encoded: bytes) -> bytes:
    """The file itself, from what BODY[section] gave."""
    return (
        encoded if part.is_multipart or part.is_message else decode_transfer(encoded, part.encoding)
    )


def text(part: Part, encoded: bytes) -> str:
    """The text itself; HTML that declares its charset only inside is believed there."""
    data = content(part, encoded)
    inside = declared_in_html(data) if part.subtype == "html" and not part.charset else ""
    return decode_text(data, part.charset or inside)
