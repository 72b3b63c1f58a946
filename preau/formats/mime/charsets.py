"""Bytes to text when the declared charset is wrong, unknown, missing or a trap.

Names are looked up in a closed table, never in Python's codec registry: `idna` and `punycode`
are slow enough to be an attack, `unicode_escape` is not a charset, and utf-7 has been used to
hide markup from filters. What is not in the table is guessed: utf-8, else windows-1252.
"""

import codecs
import re
from encodings.aliases import aliases

_FAMILIES = re.compile(
    r"utf_(8|16|16_le|16_be|32|32_le|32_be)|ascii|latin_1|iso8859_\d+|cp\d+|koi8_[rtu]|mac_\w+"
    r"|gb2312|gbk|gb18030|hz|big5|big5hkscs|shift_jis\w*|euc_\w+|johab|iso2022_\w+|tis_620"
    r"|kz1048|ptcp154|hp_roman8"
)

# What mailers write, keyed as `_key` leaves it, and what they mean by it. Several widen the
# declared charset to the superset that their authors really typed in.
_MEANT = {
    "ansi": "cp1252",
    "xansi": "cp1252",
    "xsjis": "cp932",
    "sjis": "cp932",
    "shiftjis": "cp932",
    "windows31j": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "xgbk": "gb18030",
    "ksc56011987": "cp949",
    "euckr": "cp949",
    "xwindows949": "cp949",
    "big5": "big5hkscs",
    "xbig5": "big5hkscs",
    "iso88598i": "iso8859_8",
    "iso88598e": "iso8859_8",
    "unicode": "utf_16",
    "ucs2": "utf_16",
    "unicode11utf8": "utf_8",
    "utf8mb4": "utf_8",
    "xutf8": "utf_8",
    "macintosh": "mac_roman",
    "xmacroman": "mac_roman",
    "xmaccyrillic": "mac_cyrillic",
    "xcp1250": "cp1250",
    "xcp1251": "cp1251",
    "win1251": "cp1251",
    "windows874": "cp874",
}

# These names are written by default by people who never chose a charset.
_UNTRUSTED = frozenset({"ascii", "latin_1", "cp1252", "iso8859_15"})
_WIDE = frozenset({"utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"})

# Their bytes are ASCII and mean something else.
_SHIFTING = _WIDE | {to for to in aliases.values() if to == "hz" or to.startswith("iso2022")}

_META = re.compile(
    rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{1,40})", re.IGNORECASE
)
_META_ROOM = 2048  # octets of an HTML text in which its own declaration is looked for


def decode_text(data: bytes, charset: str | None = None) -> str:
    """Text of `data`, without NUL; the declared charset is believed only when it holds."""
    codec = codec_named(charset)
    if codec not in _SHIFTING and data.isascii() and b"\0" not in data:
        return data.decode("ascii")
    return _decode(data, codec).replace("\0", "")


def declared_in_html(data: bytes) -> str:
    """The charset that a <meta> near the start names, or ""."""
    found = _META.search(data[:_META_ROOM])
    return found[1].decode("ascii") if found else ""


def codec_named(charset: str | None) -> str | None:
    """Python's name of a charset that mail may use; None when unknown or refused."""
    if not charset or len(charset) > 64:
        return None
    return _CODECS.get(_key(charset))


def _key(charset: str) -> str:
    return "".join(c for c in charset.lower() if c.isalnum())


def _table() -> dict[str, str]:
    known = {module: module for module in aliases.values()} | dict(aliases)
    allowed = {_key(name): to for name, to in known.items() if _FAMILIES.fullmatch(to)}
    allowed |= {f"windows{n}": f"cp{n}" for n in range(1250, 1259)}
    return allowed | _MEANT


_CODECS = _table()


def _decode(data: bytes, codec: str | None) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return _utf8(data[3:])
    if codec in _WIDE and not _is_narrow(data):
        return data.decode(_byte_order(data, codec or "utf_16"), "replace")
    if codec in (None, "utf_8") or codec in _UNTRUSTED or codec in _WIDE:
        return _guess(data, codec)
    return _believe(data, codec or "ascii")


def _is_narrow(data: bytes) -> bool:
    """Said to be utf-16, yet without one NUL or byte-order mark, and sound as utf-8."""
    if b"\0" in data or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    return _strict(data, "utf_8") is not None


def _byte_order(data: bytes, codec: str) -> str:
    """RFC 2781 4.3 says big-endian without a mark; mailers send little-endian, so look."""
    if codec != "utf_16" or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return codec
    sample = data[:256]
    return "utf_16_be" if sample[::2].count(0) > sample[1::2].count(0) else "utf_16_le"


def _guess(data: bytes, codec: str | None) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf_16", "replace")
    if _looks_like_utf16(data):
        return data.decode(_byte_order(data, "utf_16"), "replace")
    if codec == "iso8859_15":
        return _strict(data, "utf_8") or data.decode(codec, "replace")
    return _utf8(data)


def _looks_like_utf16(data: bytes) -> bool:
    """Every other byte of a Western utf-16 text is NUL."""
    sample = data[:256]
    return len(sample) >= 8 and sample.count(0) * 5 >= len(sample) * 2


def _utf8(data: bytes) -> str:
    """utf-8 when it holds, or holds but for some damage; windows-1252 otherwise."""
    text = _strict(data, "utf_8")
    if text is not None:
        return text
    loose = data.decode("utf-8", "replace")
    damage = loose.count("\ufffd")
    sound = sum(not c.isascii() for c in loose) - damage
    return loose if sound > damage else data.decode("cp1252", "replace")


def _believe(data: bytes, codec: str) -> str:
    for candidate in (codec, "utf_8"):
        text = _strict(data, candidate)
        if text is not None:
            return text
    return data.decode(codec, "replace")


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
