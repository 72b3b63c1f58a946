"""Parameters of MIME fields (RFC 2045 5.1), continued (RFC 2231) or abused (RFC 2047)."""

import re
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

from preau.formats.mime.charsets import decode_text
from preau.formats.mime.words import decode_words, one_line, to_bytes

_ROOM = 16 * 1024
_PARAMETERS_MAX = 200
_PARAMETER = re.compile(r';\s*([^\s=;"]{1,128})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))', re.DOTALL)
_ESCAPE = re.compile(r'\\(["\\])')
_SECTION = re.compile(r"([^*]+)(?:\*(\d{1,4}))?(\*)?")


def split_value(field: str) -> tuple[str, dict[str, str]]:
    """`text/plain; charset=utf-8` as ("text/plain", {"charset": "utf-8"}), both lower-case keys."""
    field = field[:_ROOM]
    head, _, _ = field.partition(";")
    pairs = [
        (found[1], _ESCAPE.sub(r"\1", found[2]) if found[2] is not None else found[3].strip(' \t"'))
        for found in _PARAMETER.finditer(field)
    ]
    return head.strip().lower(), read_params(pairs)


def read_params(pairs: Iterable[tuple[str, str | bytes]]) -> dict[str, str]:
    """Decoded parameters: RFC 2231 pieces joined in their order, encoded words decoded.

    `name*` wins over a plain `name` beside it, which senders add for old readers.
    """
    pieces: dict[str, list[tuple[int, bool, bytes]]] = {}
    plain: dict[str, str] = {}
    for key, value in list(pairs)[:_PARAMETERS_MAX]:
        section = _SECTION.fullmatch(key.strip().lower())
        if section is None or (section[2] is None and section[3] is None):
            plain.setdefault(key.strip().lower(), decode_words(value))
        else:
            raw = value if isinstance(value, bytes) else to_bytes(value)
            piece = (int(section[2] or 0), bool(section[3]), raw)
            pieces.setdefault(section[1], []).append(piece)
    return plain | {name: _joined(found) for name, found in pieces.items()}


def _joined(pieces: list[tuple[int, bool, bytes]]) -> str:
    ordered = sorted(pieces, key=lambda piece: piece[0])
    charset, opening = _charset(ordered[0])
    joined = opening + b"".join(_octets(raw, extended) for _, extended, raw in ordered[1:])
    if b"=?" in joined:
        return decode_words(joined)
    return one_line(decode_text(joined, charset))


def _charset(piece: tuple[int, bool, bytes]) -> tuple[str, bytes]:
    """The first piece alone tells charset and language: utf-8'fr'..."""
    _number, extended, raw = piece
    if extended and raw.count(b"'") >= 2:
        charset, _language, value = raw.split(b"'", 2)
        return charset.decode("ascii", "replace"), unquote_to_bytes(value)
    return "", _octets(raw, extended)


def _octets(raw: bytes, extended: bool) -> bytes:  # noqa: FBT001
    return unquote_to_bytes(raw) if extended else raw
