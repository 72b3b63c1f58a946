"""IMAP's BODYSTRUCTURE (RFC 9051 section 7.5.2) as a tree of parts.

A multipart is `[[part], [part], b"mixed", [params] | None, disposition, language, location]`;
a part is `[type, subtype, params, id, description, encoding, size, …]`, then for a text its
lines, for a message its envelope, structure and lines, then md5, disposition, language, location.
"""

from collections.abc import Sequence

from preau.formats.mime.bodies import (
    Readable,
    attachments,
    calendar,
    is_encrypted,
    is_signed,
    readable,
)
from preau.formats.mime.charsets import decode_text
from preau.formats.mime.envelope import read_envelope
from preau.formats.mime.params import read_params
from preau.formats.mime.part import MESSAGES, Part, content, media_type, text
from preau.formats.mime.sections import grow
from preau.formats.mime.transfer import encoding_name
from preau.formats.mime.words import decode_words, one_line

__all__ = [
    "Part",
    "Readable",
    "attachments",
    "calendar",
    "content",
    "is_encrypted",
    "is_signed",
    "read_structure",
    "readable",
    "text",
]

_BASIC = 7  # fields that every single part has
_MESSAGE = 10


def read_structure(value: object) -> Part:
    """The tree; what cannot be understood is a leaf of type application/octet-stream."""
    return grow(value, _inner_of, _make)


def _inner_of(value: object) -> tuple[bool, list[object]]:
    fields = _list(value)
    if fields and _is_list(fields[0]):
        return True, _leading_lists(fields)
    if _type(fields) in MESSAGES and len(fields) >= _MESSAGE and _is_list(fields[8]):
        return False, [fields[8]]
    return False, []


def _make(value: object, section: str, inner: tuple[Part, ...]) -> Part:
    fields = _list(value)
    if fields and _is_list(fields[0]):
        return _multipart(fields[len(_leading_lists(fields)) :], section, inner)
    if len(fields) < _BASIC:
        return Part(section, "application", "octet-stream")
    return _single(fields, section, inner[0] if inner else None)


def _multipart(fields: list[object], section: str, children: tuple[Part, ...]) -> Part:
    subtype, params, disposition, _language, location = _padded(fields, 5)
    kind, details = _disposition(disposition)
    return Part(
        section,
        "multipart",
        _word(subtype) or "mixed",
        _params(params),
        disposition=kind,
        disposition_params=details,
        location=_line(location),
        children=children,
    )


def _single(fields: list[object], section: str, body: Part | None) -> Part:
    maintype, subtype, params, content_id, description, encoding, size = fields[:_BASIC]
    kinds = media_type(_word(maintype), _word(subtype))
    at = _extensions_at(fields)
    _md5, disposition, _language, location = _padded(fields[at:], 4)
    kind, details = _disposition(disposition)
    return Part(
        section,
        *kinds,
        _params(params),
        content_id=_line(content_id).strip("<> "),
        description=_line(description),
        encoding=encoding_name(_word(encoding)),
        size=_number(size) or 0,
        lines=_number(fields[at - 1]) if at > _BASIC else None,
        disposition=kind,
        disposition_params=details,
        location=_line(location),
        envelope=read_envelope(fields[7]) if at == _MESSAGE else None,
        body=body,
    )


def _extensions_at(fields: list[object]) -> int:
    """Where md5 stands: after the lines of a text, after the structure of a message."""
    if _type(fields) in MESSAGES and len(fields) >= _MESSAGE and _is_list(fields[8]):
        return _MESSAGE
    is_text = _word(fields[0]) == "text" and len(fields) > _BASIC
    return _BASIC + 1 if is_text and _number(fields[_BASIC]) is not None else _BASIC


def _disposition(value: object) -> tuple[str, dict[str, str]]:
    fields = _padded(_list(value), 2)
    return _word(fields[0]), _params(fields[1])


def _params(value: object) -> dict[str, str]:
    fields = _list(value)
    pairs = zip(fields[::2], fields[1::2], strict=False)
    return read_params((_word(name), data) for name, data in pairs if isinstance(data, bytes))


def _type(fields: list[object]) -> str:
    return f"{_word(fields[0])}/{_word(fields[1])}" if len(fields) > 1 else ""


def _leading_lists(fields: list[object]) -> list[object]:
    end = next((at for at, one in enumerate(fields) if not _is_list(one)), len(fields))
    return fields[:end]


def _is_list(value: object) -> bool:
    return isinstance(value, (list, tuple))


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, Sequence) and _is_list(value) else []


def _padded(fields: list[object], length: int) -> list[object]:
    return (fields + [None] * length)[:length]


def _word(value: object) -> str:
    return one_line(decode_text(value[:256])).lower() if isinstance(value, bytes) else ""


def _line(value: object) -> str:
    return decode_words(value) if isinstance(value, bytes) else ""


def _number(value: object) -> int | None:
    if isinstance(value, bytes) and value.isdigit():
        value = int(value[:18])
    return value if isinstance(value, int) and 0 <= value < 1 << 53 else None
