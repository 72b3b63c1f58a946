"""A kind of file: the picture and the word that people know it by."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils import translation

from preau.web.shell.kinds import kind_of

PDF, TEXT = ("file-text", "PDF"), ("file-text", "Text")
SHEET, IMAGE = ("file-spreadsheet", "Spreadsheet"), ("image", "Image")
KINDS = {
    ("bulletin.PDF", "application/octet-stream"): PDF,
    ("bulletin", "application/pdf"): PDF,
    ("notes.ods", "application/octet-stream"): SHEET,
    ("notes.csv", "text/csv"): SHEET,
    ("compte rendu.odt", ""): ("file-text", "Document"),
    ("cours.odp", ""): ("presentation", "Slides"),
    ("tout.tar.gz", "application/gzip"): ("file-archive", "Compressed file"),
    ("rendez-vous.ics", "text/plain"): ("calendar", "Event"),
    ("plan", "image/png"): IMAGE,
    ("dictée", "audio/ogg"): ("file-audio", "Sound"),
    ("film.mp4", "video/mp4"): ("file-video", "Video"),
    ("note.txt", "text/plain"): TEXT,
    ("inconnu", "application/x-inconnu"): ("file", "File"),
}


@pytest.mark.parametrize("file", KINDS)
def test_a_file_is_known_by_its_name_then_by_its_type(file: tuple[str, str]) -> None:
    with translation.override("en"):
        assert kind_of(*file) == KINDS[file]


def test_each_kind_has_its_picture() -> None:
    drawn = Path(str(finders.find("shell/icons.svg"))).read_text()
    names = set(re.findall(r'symbol id="([\w-]+)"', drawn))
    assert {icon for icon, _word in KINDS.values()} - names == set()
