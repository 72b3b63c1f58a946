"""Content-Transfer-Encoding undone (RFC 2045 section 6), however badly it was done."""

import binascii
import re

_NOT_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
)
_NOT_BASE64_NOR_SPACE = re.compile(rb"[^A-Za-z0-9+/=\s]")
_SOFT_BREAK = re.compile(rb"=[ \t]+(?=\r?\n)")
_NAME = re.compile(r"[a-z0-9-]+")
_UU_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4}[^\n]*\n", re.MULTILINE)

# Blobs glued one after the other, each with its padding, are seen; thousands are an attack.
_GLUED_MAX = 200


def decode_transfer(data: bytes, encoding: str) -> bytes:
    """The bytes that were encoded; an unknown encoding leaves `data` as it is."""
    match encoding_name(encoding):
        case "base64":
            return decode_base64(data)
        case "quoted-printable":
            return binascii.a2b_qp(_SOFT_BREAK.sub(b"=", data))
        case "uuencode":
            return _decode_uu(data)
        case _:
            return data


def encoding_name(encoding: str) -> str:
    """`"Base64; charset=x"` and other mistakes reduced to one lower-case name."""
    found = _NAME.search(encoding.lower())
    name = found.group() if found else "7bit"
    return {"x-uuencode": "uuencode", "x-uue": "uuencode", "uue": "uuencode"}.get(name, name)


def decode_base64(data: bytes) -> bytes:
    """Every byte that can be had: junk skipped, padding invented, glued blobs joined."""
    head, padding, tail = data.partition(b"=")
    tail = (padding + tail).lstrip(b"= \t\r\n")
    if not tail or _NOT_BASE64_NOR_SPACE.search(tail[:4096]):
        return _blob(head)  # what follows the padding is a mailing list's footer
    blobs = re.split(b"=+", data.translate(None, _NOT_BASE64), maxsplit=_GLUED_MAX)
    return b"".join(map(_blob, blobs))


def _blob(data: bytes) -> bytes:
    letters = data.translate(None, _NOT_BASE64)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return _a2b(letters + b"=" * (-len(letters) % 4))


def _a2b(letters: bytes) -> bytes:
    try:
        return binascii.a2b_base64(letters)
    except binascii.Error:
        return b""


def _decode_uu(data: bytes) -> bytes:
    """From `begin` (or from the start where it is missing) to `end`."""
    begin = _UU_BEGIN.search(data)
    decoded = []
    for line in data[begin.end() if begin else 0 :].splitlines():
        if line.strip() == b"end":
            break
        decoded.append(_uu_line(line))
    return b"".join(decoded)


def _uu_line(line: bytes) -> bytes:
    if not line:
        return b""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        return _uu_line_of_announced_length(line)


def _uu_line_of_announced_length(line: bytes) -> bytes:
    """Some encoders add a checksum after the line: cut at the length its first byte tells."""
    announced = (((line[0] - 32) & 63) * 4 + 5) // 3
    try:
        return binascii.a2b_uu(line[:announced])
    except binascii.Error:
        return b""
