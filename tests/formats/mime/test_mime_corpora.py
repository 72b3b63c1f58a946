"""Every foreign message at hand: nothing raises, nothing takes a second."""

import time
from pathlib import Path

import pytest

from preau.formats.mime.envelope import envelope_of
from preau.formats.mime.message import open_message
from preau.formats.mime.plain import html_to_text, preview, text_to_html
from preau.formats.mime.structure import (
    attachments,
    calendar,
    is_encrypted,
    is_signed,
    readable,
)
from preau.formats.mime.tnef import unpack

CORPORA = Path(__file__).parents[4] / "shared" / "corpora"


def foreign(suffix):
    found = sorted(CORPORA.rglob(f"*.{suffix}"))
    if not found:
        pytest.skip("The foreign messages are not on this machine.")
    return [(path.relative_to(CORPORA), path.read_bytes()) for path in found]


def read_whole(raw):
    opened = open_message(raw)
    envelope_of(opened.headers)
    found = readable(opened.structure)
    for body in found.bodies:
        text = opened.text(body)
        preview(text, 200)
        html_to_text(text) if body.subtype == "html" else text_to_html(text, body.is_flowed)
    for part in opened.structure.walk(into_messages=True):
        part.filename.encode()
        opened.content(part)
    calendar(opened.structure), is_signed(opened.structure), is_encrypted(opened.structure)
    return opened, found


def test_every_message_opens_within_a_second_and_has_something_to_read():
    slow, silent = [], []
    for name, raw in foreign("eml"):
        before = time.process_time()
        opened, found = read_whole(raw)
        if time.process_time() - before > 1:
            slow.append(name)
        if not found.bodies and not attachments(opened.structure):
            silent.append(name)
    assert (slow, silent) == ([], [])


def test_every_message_cut_anywhere_opens():
    for _name, raw in foreign("eml"):
        for share in (0.1, 0.5, 0.9):
            read_whole(raw[: int(min(len(raw), 100_000) * share)])


def test_every_tnef_is_unpacked():
    counts = [len(unpack(raw).attachments) for _name, raw in foreign("dat")]
    assert sum(counts) > 0


def test_every_page_has_a_text():
    slow = []
    for name, raw in foreign("html"):
        before = time.process_time()
        html_to_text(raw.decode("utf-8", "replace"))
        if time.process_time() - before > 1:
            slow.append(name)
    assert slow == []
