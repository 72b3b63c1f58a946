"""The body that Outlook packs into winmail.dat (MS-OXRTFCP), and the words of it."""

import struct
import time

import pytest

from preau.formats import rtf

# MS-OXRTFCP 4.1 and 4.2: "hello world" packed once, and a run that repeats itself.
SIMPLE = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c09002062"
    "7705b06c647d0a800fa0"
)
CROSSING = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


def test_what_is_packed_comes_out_as_it_was() -> None:
    assert rtf.unpack(SIMPLE) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert rtf.unpack(CROSSING) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


def test_what_is_not_packed_is_taken_as_it_stands() -> None:
    plain = struct.pack("<II4sI", 20, 8, b"MELA", 0) + b"{\\rtf1 a}..."
    assert rtf.unpack(plain) == b"{\\rtf1 a"


@pytest.mark.parametrize("end", range(0, len(SIMPLE), 3))
def test_what_is_cut_gives_what_was_read_before_the_cut(end: int) -> None:
    assert rtf.unpack(SIMPLE).startswith(rtf.unpack(SIMPLE[:end]))


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (rb"{\rtf1\ansi\ansicpg1252 Bonjour \'e9t\'e9\par Suite}", "Bonjour été\nSuite"),
        (rb"{\rtf1 l\u8217?\'e9cole}", "l’école"),
        (rb"{\rtf1\uc2 l\u8217\'3f\'3fabc}", "l’abc"),
        (rb"{\rtf1{\fonttbl{\f0 Arial;}}{\*\htmltag84 <p>}mot{\pict 00ff}}", "mot"),
        (rb"{\rtf1\ansicpg932 \'93\'fa\'96\'7b}", "日本"),
        (rb"{\rtf1 a\{b\}\\c\~d}", "a{b}\\c\u00a0d"),
        (rb"\uc \u99999999999 \u-99999999 \ansicpg7 \'e9 }}}", "é"),
        (b"", ""),
    ],
)
def test_the_words_are_read_and_the_looks_are_not(document: bytes, said: str) -> None:
    assert rtf.words(document) == said


@pytest.mark.parametrize(
    "hostile",
    [
        rb"{\fonttbl" + rb"{\f0" * 200_000,
        rb"{\fonttbl{\f0 " + b" " * 10**6,
        b"{" * 10**6,
        b"\\'e9" * 10**6,
    ],
    ids=["fonts", "blanks", "braces", "octets"],
)
def test_no_document_is_read_for_long(hostile: bytes) -> None:
    begun = time.process_time()
    rtf.words(hostile)
    assert time.process_time() - begun < 5
