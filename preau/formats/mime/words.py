"""Encoded words in headers (RFC 2047), as they are met rather than as they should be."""

import re
from binascii import a2b_qp
from collections.abc import Iterator
from functools import lru_cache

from preau.formats.mime.charsets import decode_text
from preau.formats.mime.transfer import decode_base64

# A word ends at ?=, else where the next one begins, else with the header.
_WORD = re.compile(
    rb"=\?([^?\s]{1,64})\?([bq])\?(.*?)(?:\?=|(?==\?[^?\s]{1,64}\?[bq]\?)|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_BLANKS = re.compile(r"\s+")

# Longer than any honest header; what is beyond only costs time.
_ROOM = 64 * 1024
# The longest that is remembered with what it says.
_REMEMBERED = 256

# Overrides and isolates reverse what the reader sees (`exe.fdp` for `pdf.exe`); zero-width
# spaces make two different names look alike. Joiners and plain marks stay: scripts need them.
_DECEIVING = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2060, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB]
)
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029], " ")
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_CLEANED = _SURROGATES | _CONTROLS | _DECEIVING | {0: None}


def decode_words(raw: bytes | str) -> str:
    """One readable line: words decoded, raw 8-bit guessed, nothing left that can deceive."""
    if isinstance(raw, str):
        if "=?" not in raw:
            return one_line(repaired(raw))
        raw = to_bytes(raw)
    return _decoded(raw) if len(raw) <= _REMEMBERED else _read(raw[:_ROOM])


def _read(raw: bytes) -> str:
    if b"=?" not in raw:
        return one_line(decode_text(raw))
    return one_line("".join(_pieces(raw)))


# A mailbox names the same people and subjects all day.
_decoded = lru_cache(maxsize=8192)(_read)


def one_line(text: str) -> str:
    """Without controls, line ends, bidirectional overrides or invisible spaces."""
    if text.isprintable():
        return text.strip()
    return _BLANKS.sub(" ", text.translate(_CLEANED)).strip()


def to_bytes(text: str) -> bytes:
    """What was on the wire, where `text` was read with `surrogateescape`."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def repaired(text: str) -> str:
    """Text whose undecodable bytes were kept as surrogates, read as what they probably are."""
    if text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text):
        return text
    return decode_text(to_bytes(text))


def _pieces(raw: bytes) -> Iterator[str]:
    """Plain stretches and runs of words, in order; blanks between two words vanish."""
    run = _Run()
    end = 0
    for word in _WORD.finditer(raw):
        between = raw[end : word.start()]
        if between.strip() or not end:
            yield run.text()
            yield decode_text(between)
        charset, letter = word[1].split(b"*")[0].decode("ascii", "replace").lower(), word[2].lower()
        if run.charset != charset:
            yield run.text()
            run.charset = charset
        run.add(letter, word[3])
        end = word.end()
    yield run.text()
    yield decode_text(raw[end:])


class _Run:
    """Neighbouring words of one charset: joined before decoding, for characters cut in two."""

    def __init__(self) -> None:
        self.charset = ""
        self._done = b""
        self._base64 = b""

    def add(self, letter: bytes, payload: bytes) -> None:
        if letter == b"b":
            self._base64 += payload  # a cut inside a group of four heals itself
            if payload.rstrip().endswith(b"="):
                self._flush()
        else:
            self._flush()
            self._done += a2b_qp(payload.replace(b"\r", b"").replace(b"\n", b""), header=True)

    def text(self) -> str:
        self._flush()
        done, self._done = self._done, b""
        return decode_text(done, self.charset)

    def _flush(self) -> None:
        encoded, self._base64 = self._base64, b""
        self._done += decode_base64(encoded)
