"""Outlook's winmail.dat opened (MS-OXTNEF): its body and its files.

Ours rather than PyPI's tnefparse, which 80 octets keep busy until memory is gone (a count of
4 294 967 295 values in a MAPI property) and which raises on some genuine files. Here a count is
believed as far as there are octets for it, and what was read before the damage is kept.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from preau.formats import rtf
from preau.formats.mime.charsets import decode_text
from preau.formats.mime.filenames import safe_filename
from preau.formats.mime.words import one_line

_SIGNATURE = 0x223E9F78
_ATTRIBUTES_MAX = 20_000
_PROPERTIES_MAX = 20_000
_ATTACHMENTS_MAX = 500

_BODY, _CODEPAGE, _PROPERTIES = 0x800C, 0x9007, 0x9003
_NEW_ATTACHMENT, _TITLE, _DATA, _ATTACHMENT = 0x9002, 0x8010, 0x800F, 0x9005

_MAPI_BODY, _MAPI_HTML, _MAPI_PREVIEW, _MAPI_INTERNET_CODEPAGE = 0x1000, 0x1013, 0x3FD9, 0x3FDE
_MAPI_RTF = 0x1009
_MAPI_OBJECT, _MAPI_LONG_NAME, _MAPI_NAME = 0x3701, 0x3707, 0x3704
_MAPI_DISPLAY_NAME, _MAPI_TYPE = 0x3001, 0x370E

# Octets of a value by MAPI type, padding included; None where the value tells its own.
_SIZES = {1: 0, 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_LONG_TYPES = frozenset({0x0D, 0x1E, 0x1F, 0x102})
_UNICODE, _OBJECT, _MULTIPLE, _NAMED = 0x1F, 0x0D, 0x1000, 0x8000

# An enclosed message is a TNEF of its own behind this identifier (IID_IMessage).
_ENCLOSED_MESSAGE = bytes.fromhex("0703020000000000c000000000000046")

_CODEPAGES = {65001: "utf-8", 20127: "us-ascii", 20866: "koi8-r", 28591: "iso-8859-1"}


@dataclass(frozen=True)
class Unpacked:
    """`attachments` are (name, type, content); type is "" where the file does not say."""

    body_text: str = ""
    body_html: str = ""
    attachments: list[tuple[str, str, bytes]] = field(default_factory=list)


def unpack(data: bytes) -> Unpacked:
    """Empty when it is no TNEF; whatever could be had when it is a damaged one."""
    box = _Box()
    for name, value in _attributes(data):
        box.take(name, value)
    return box.unpacked()


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    if len(data) < 6 or struct.unpack_from("<I", data)[0] != _SIGNATURE:
        return
    at = 6
    for _ in range(_ATTRIBUTES_MAX):
        if at + 9 > len(data):
            return
        _level, name, _type, length = struct.unpack_from("<BHHI", data, at)
        yield name, data[at + 9 : at + 9 + length]
        at += 9 + length + 2  # the checksum is not looked at: a damaged file is still a file


@dataclass
class _File:
    title: bytes = b""
    content: bytes = b""
    properties: dict[int, tuple[int, bytes]] = field(default_factory=dict)


class _Box:
    def __init__(self) -> None:
        self.charset = "cp1252"
        self.body = b""
        self.properties: dict[int, tuple[int, bytes]] = {}
        self.files: list[_File] = []

    def take(self, name: int, value: bytes) -> None:
        if name == _NEW_ATTACHMENT and len(self.files) < _ATTACHMENTS_MAX:
            self.files.append(_File())
        elif name == _CODEPAGE and len(value) >= 4:
            self.charset = _charset(value)
        elif name == _BODY:
            self.body = value
        elif name == _PROPERTIES:
            self.properties |= dict(_mapi(value))
        elif self.files:
            self._take_file(self.files[-1], name, value)

    def _take_file(self, file: _File, name: int, value: bytes) -> None:
        if name == _TITLE:
            file.title = value
        elif name == _DATA:
            file.content = value
        elif name == _ATTACHMENT:
            file.properties |= dict(_mapi(value))

    def unpacked(self) -> Unpacked:
        internet = self.properties.get(_MAPI_INTERNET_CODEPAGE, (0, b""))[1]
        charset = _charset(internet) if len(internet) >= 4 else self.charset
        texts = [
            _text(self.properties.get(_MAPI_BODY), charset),
            decode_text(self.body.rstrip(b"\0"), self.charset),
            _text(self.properties.get(_MAPI_PREVIEW), charset),
        ]
        html = _text(self.properties.get(_MAPI_HTML), charset)
        packed = b"" if html or any(texts[:2]) else self.properties.get(_MAPI_RTF, (0, b""))[1]
        return Unpacked(
            rtf.words(rtf.unpack(packed)) or next(filter(None, texts), ""),
            html,
            [self._file(file, at) for at, file in enumerate(self.files, start=1)],
        )

    def _file(self, file: _File, number: int) -> tuple[str, str, bytes]:
        content = file.content
        kind, inner = file.properties.get(_MAPI_OBJECT, (0, b""))
        if inner.startswith(_ENCLOSED_MESSAGE):
            return f"message-{number}.dat", "application/ms-tnef", inner[16:]
        if kind and not content:
            content = inner[16:] if kind == _OBJECT else inner
        tag = one_line(_text(file.properties.get(_MAPI_TYPE), "us-ascii")).lower()
        return self._name(file) or f"document-{number}.bin", tag, content

    def _name(self, file: _File) -> str:
        names = [_MAPI_LONG_NAME, _MAPI_NAME, _MAPI_DISPLAY_NAME]
        found = [_text(file.properties.get(name), self.charset) for name in names]
        found.insert(2, decode_text(file.title.rstrip(b"\0"), self.charset))
        return next(filter(None, map(safe_filename, found)), "")


def _charset(value: bytes) -> str:
    number = struct.unpack_from("<I", value)[0]
    return _CODEPAGES.get(number, f"cp{number}")


def _text(value: tuple[int, bytes] | None, charset: str) -> str:
    if value is None:
        return ""
    kind, data = value
    if kind == _UNICODE:
        return data.decode("utf-16-le", "replace").rstrip("\0")
    return decode_text(data.rstrip(b"\0"), charset)


def _mapi(data: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """(property, (type, value)), the first value of several; stops where the octets stop."""
    try:
        count = struct.unpack_from("<I", data)[0]
        at = 4
        for _ in range(min(count, _PROPERTIES_MAX)):
            kind, name = struct.unpack_from("<HH", data, at)
            at = _after_name(data, at + 4) if name >= _NAMED else at + 4
            value, at = _value(data, at, kind)
            yield name, (kind & ~_MULTIPLE, value)
    except struct.error:
        return


def _after_name(data: bytes, at: int) -> int:
    """A named property says its GUID, then a number or a padded text."""
    kind, length = struct.unpack_from("<II", data, at + 16)
    return int(at + 24 + (_padded(length) if kind else 0))


def _value(data: bytes, at: int, kind: int) -> tuple[bytes, int]:
    """The first value and where the property ends. Raises struct.error past the end."""
    plain = kind & ~_MULTIPLE
    count = 1
    if kind & _MULTIPLE or plain in _LONG_TYPES:
        count = struct.unpack_from("<I", data, at)[0]
        at += 4
    if plain not in _LONG_TYPES:
        size = _SIZES.get(plain)
        if size is None or at + size * count > len(data):
            raise struct.error("no such type, or no room for its values")
        return data[at : at + size], at + size * count
    first = b""
    for number in range(min(count, len(data) // 4)):
        length = struct.unpack_from("<I", data, at)[0]
        first = data[at + 4 : at + 4 + length] if number == 0 else first
        at += 4 + _padded(length)
    return first, at


def _padded(length: int) -> int:
    return length + -length % 4
