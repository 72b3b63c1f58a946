"""Rich Text Format, as Outlook hides a message's body in winmail.dat: unpacked, and its words read.

Ours, because PyPI's readers were not made for strangers' octets: striprtf 0.0.35 needs minutes for
200 kB of unfinished font table, compressed-rtf 1.0.7 refuses a file for one wrong octet. Here each
octet is looked at once, and what was read before the damage is kept.
"""

import re
import struct
from dataclasses import dataclass, field

# MS-OXRTFCP 2.1.2.1: what the dictionary holds before the first octet.
_FIRST_WORDS = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern "
    rb"\fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n" + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 4096
_PACKED, _PLAIN = b"LZFu", b"MELA"
LONGEST = 1024 * 1024

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^A-Za-z])|([{}])"
    rb"|[\r\n]+|([^\\{}\r\n]+)",
    re.DOTALL,
)
_SIGNS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "tab": "\t", "cell": "\t",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ",
}  # fmt: skip
_ESCAPED = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
# Groups that hold no words of the letter.
_UNSPOKEN = frozenset(
    {"fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "fldinst", "header", "footer"}
    | {"mmathPr", "listtable", "listoverridetable", "revtbl", "rsidtbl", "themedata", "xmlnstbl"}
)


def unpack(data: bytes) -> bytes:
    """The RTF in a PidTagRtfCompressed (MS-OXRTFCP); empty for what is none."""
    if len(data) < 16:
        return b""
    _packed_size, size, kind = struct.unpack_from("<II4s", data)
    if kind == _PLAIN:
        return data[16 : 16 + min(size, LONGEST)]
    return _inflated(data[16:], min(size, LONGEST)) if kind == _PACKED else b""


def _inflated(data: bytes, size: int) -> bytes:
    """Runs of eight tokens: an octet as it stands, or a place in what was said before."""
    out = bytearray(_FIRST_WORDS)
    wanted, at = len(out) + size, 0
    while at < len(data) and len(out) < wanted:
        control = data[at]
        at += 1
        for bit in range(8):
            if not control >> bit & 1:
                out += data[at : at + 1]
                at += 1
                continue
            reference = int.from_bytes(data[at : at + 2])
            at += 2
            place, length = reference >> 4, (reference & 15) + 2
            if place == len(out) % _WINDOW or at > len(data):
                return bytes(out[len(_FIRST_WORDS) : wanted])
            _repeat(out, place, length)
    return bytes(out[len(_FIRST_WORDS) : wanted])


def _repeat(out: bytearray, place: int, length: int) -> None:
    """`place` is one of the window, which is written round and round; untouched, it is blank."""
    back = (len(out) - place) % _WINDOW
    for _ in range(length):
        out.append(out[-back] if back <= len(out) else 0x20)


@dataclass
class _Reading:
    charset: str = "cp1252"
    is_spoken: bool = True
    fallback: int = 1
    skipped: int = 0
    above: list[tuple[bool, int]] = field(default_factory=list)
    octets: bytearray = field(default_factory=bytearray)
    said: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        if self.is_spoken:
            self.settle()
            self.said.append(text)

    def settle(self) -> None:
        """Octets of the document's code page are read together: some pages take two a letter."""
        if self.octets:
            self.said.append(_decoded(bytes(self.octets), self.charset))
            self.octets.clear()

    def spell(self, octets: bytes) -> None:
        """What stands for a letter said by its number before is passed over."""
        passed = min(self.skipped, len(octets))
        self.skipped -= passed
        if self.is_spoken:
            self.octets += octets[passed:]

    def brace(self, brace: bytes) -> None:
        self.settle()
        self.skipped = 0
        if brace == b"{":
            self.above.append((self.is_spoken, self.fallback))
        elif self.above:
            self.is_spoken, self.fallback = self.above.pop()

    def word(self, word: str, number: int | None) -> None:
        self.skipped = 0
        if word in _UNSPOKEN:
            self.is_spoken = False
        elif word == "ansicpg" and number:
            self.charset = f"cp{number}"
        elif word == "uc" and number is not None:
            self.fallback = min(max(number, 0), 8)
        elif word == "u" and number is not None:
            self.say(_letter(number))
            self.skipped = self.fallback
        elif word in _SIGNS:
            self.say(_SIGNS[word])


def words(data: bytes) -> str:
    """What the document says, without its looks; never raises."""
    reading = _Reading()
    for found in _TOKEN.finditer(data[:LONGEST]):
        word, number, code, sign, brace, text = found.groups()
        if word:
            reading.word(word.decode(), int(number) if number else None)
        elif code:
            reading.spell(bytes.fromhex(code.decode()))
        elif brace:
            reading.brace(brace)
        elif sign == b"*":
            reading.is_spoken = False
        elif sign:
            reading.say(_ESCAPED.get(sign, ""))
        elif text:
            reading.spell(text)
    reading.settle()
    return "".join(reading.said).replace("\0", "").strip()


def _decoded(octets: bytes, charset: str) -> str:
    try:
        return octets.decode(charset, "replace")
    except LookupError:
        return octets.decode("cp1252", "replace")


def _letter(number: int) -> str:
    """Above 32 767 they are written as negative; halves of a pair say nothing alone."""
    code = number + 0x10000 if number < 0 else number
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else ""
