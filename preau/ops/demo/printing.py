"""MIME written out by hand: Python's email package takes 20 ms a message, this takes 0.2.

Only what the demonstration needs of RFC 5322, 2045, 2047 and 2231, for values of our own.
"""

import binascii
import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import quote

from preau.ops.demo.persons import Person

_PLAIN = re.compile(r"[\x20-\x7e]*\Z")
_ATOMS = re.compile(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*\Z")


def header(name: str, value: str) -> str:
    """One header, its words encoded where they must be, folded at spaces."""
    value = value if _PLAIN.match(value) else encoded(value)
    return _folded(f"{name}: {value}") + "\r\n"


def encoded(text: str) -> str:
    """Encoded words of at most 75 octets, never cut inside a character (RFC 2047)."""
    out, run = [], ""
    for char in text:
        if len((run + char).encode()) > 42:
            out.append(run)
            run = ""
        run += char
    return " ".join(f"=?UTF-8?B?{b64encode(r.encode()).decode()}?=" for r in [*out, run])


def people(name: str, several: tuple[Person, ...]) -> str:
    return _folded(f"{name}: {', '.join(address(one) for one in several)}") + "\r\n"


def address(one: Person) -> str:
    if not _PLAIN.match(one.name):
        return f"{encoded(one.name)} <{one.address}>"
    shown = one.name if _ATOMS.match(one.name) else f'"{one.name}"'
    return f"{shown} <{one.address}>"


def _folded(line: str) -> str:
    out, length = "", 0
    for word in line.split(" "):
        if length and length + len(word) > 75:
            out += "\r\n"
            length = 0
        out += f" {word}" if out else word
        length += len(word) + 1
    return out


@dataclass(frozen=True)
class Block:
    """A body part, whole: its headers and what they describe."""

    head: str
    body: bytes

    def octets(self) -> bytes:
        return self.head.encode("ascii") + b"\r\n" + self.body


def text_block(
    text: str,
    *,
    subtype: str = "plain",
    coding: str = "8bit",
    charset: str = "utf-8",
    more: str = "",
) -> Block:
    data = text.replace("\r\n", "\n").replace("\n", "\r\n").encode(charset, "replace") + b"\r\n"
    if coding == "quoted-printable":
        data = _quoted_printable(data)
    elif coding == "base64":
        data = _base64(data)
    kind = f"text/{subtype}; charset={charset}{more}"
    return Block(_heads(kind, coding), data)


def _quoted_printable(data: bytes) -> bytes:
    """By line: binascii ends soft breaks with a bare LF when the text has CRLF before it."""
    return b"\r\n".join(
        binascii.b2a_qp(line).replace(b"=\n", b"=\r\n") for line in data.split(b"\r\n")
    )


def _base64(data: bytes) -> bytes:
    text = b64encode(data)
    return b"\r\n".join(text[at : at + 76] for at in range(0, len(text), 76)) + b"\r\n"


def file_block(name: str, kind: str, data: bytes, *, content_id: str = "") -> Block:
    """An attachment, its name in ASCII as it stands, otherwise as RFC 2231 says."""
    safe = name.replace('"', "'")
    shown = (
        f'filename="{safe}"' if _PLAIN.match(safe) else f"filename*=UTF-8''{quote(name, safe='')}"
    )
    disposition = "inline" if content_id else "attachment"
    more = f"Content-Disposition: {disposition};\r\n {shown}\r\n"
    more += f"Content-ID: <{content_id}>\r\n" if content_id else ""
    if kind == "message/rfc822":
        return Block(_heads(kind, "8bit") + more, data)
    return Block(_heads(kind, "base64") + more, _base64(data))


def _heads(kind: str, coding: str) -> str:
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n"


def together(subtype: str, blocks: list[Block], *, more: str = "") -> Block:
    """A multipart of those blocks; of one block, that block. The boundary follows from them."""
    if len(blocks) == 1:
        return blocks[0]
    inside = [block.octets() for block in blocks]
    mark = hashlib.sha256(b"".join(inside)).hexdigest()[:24]
    line = f"--=_{mark}".encode()
    body = b"".join(line + b"\r\n" + one + b"\r\n" for one in inside) + line + b"--\r\n"
    return Block(f'Content-Type: multipart/{subtype}; boundary="=_{mark}"{more}\r\n', body)


def message(headers: str, block: Block) -> bytes:
    return headers.encode("ascii") + b"MIME-Version: 1.0\r\n" + block.octets()
