"""Folders of files, whatever stands in them."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from preau.formats.archive import Broken, Stored, read

RAW = b"From: jean@example.fr\nSubject: bonjour\nDate: Wed, 2 Sep 2026 10:00:00 +0200\n\nTexte.\n"
CORPORA = Path(__file__).parents[4] / "shared" / "corpora"


def test_eml_files_keep_the_folder_they_stand_in(tmp_path):
    (tmp_path / "Réunions" / "2026").mkdir(parents=True)
    (tmp_path / "Réunions" / "2026" / "a.eml").write_bytes(RAW)
    (tmp_path / "b.EML").write_bytes(RAW)
    found = list(read(tmp_path))
    assert [(s.key, s.folder) for s in found] == [
        ("Réunions/2026/a.eml", "Réunions/2026"),
        ("b.EML", ""),
    ]
    assert found[0].date == datetime(2026, 9, 2, 8, tzinfo=UTC)


def test_without_a_date_the_file_s_time_counts(tmp_path):
    path = tmp_path / "a.eml"
    path.write_bytes(b"Subject: x\n\nTexte\n")
    os.utime(path, (1756708200, 1756708200))
    (found,) = read(path)
    assert found.date == datetime(2025, 9, 1, 6, 30, tzinfo=UTC)


def test_thunderbird_s_folders(tmp_path):
    (tmp_path / "INBOX.sbd").mkdir()
    (tmp_path / "INBOX").write_bytes(b"From - Wed Sep  2 10:00:00 2026\n" + RAW)
    (tmp_path / "INBOX.msf").write_bytes(b"// <!-- <mdb:mork:z v=1.4/> -->")
    (tmp_path / "INBOX.sbd" / "Parents").write_bytes(b"From - Wed Sep  2 10:00:00 2026\n" + RAW)
    assert [s.folder for s in read(tmp_path)] == ["INBOX", "INBOX/Parents"]


def test_apple_mail_s_folders(tmp_path):
    (tmp_path / "Parents.mbox").mkdir()
    (tmp_path / "Parents.mbox" / "mbox").write_bytes(b"From - Wed Sep  2 10:00 2026\n" + RAW)
    assert [s.folder for s in read(tmp_path)] == ["Parents"]


def test_apple_s_emlx_begins_with_its_length(tmp_path):
    path = tmp_path / "1.emlx"
    path.write_bytes(b"%d\n" % len(RAW) + RAW + b"<?xml version='1.0'?><plist/>")
    (found,) = read(path)
    assert found.read() == RAW.replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.eml", b"", "a.eml is empty."),
        ("a.eml", b"\0\1\2\3", "a.eml is not text: it is no message."),
        ("a.msg", bytes.fromhex("d0cf11e0a1b11ae1") + b"x",
         "a.msg is in Outlook's own format: save it as .eml first."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_message_is_told(tmp_path, name, content, sentence):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.eml").write_bytes(RAW)
    broken, found = read(tmp_path)
    assert broken == Broken(name, sentence)
    assert found.key == "z.eml"


def test_a_message_without_headers_is_taken_over_all_the_same(tmp_path):
    (tmp_path / "a.eml").write_bytes(b"   rien que du texte\n")
    (found,) = read(tmp_path)
    assert found.read() == b"   rien que du texte\r\n"


def test_other_files_links_and_hidden_ones_are_passed_over(tmp_path):
    (tmp_path / "README.md").write_bytes(b"Note: this is no mail\n")
    (tmp_path / ".hidden.eml").write_bytes(RAW)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert list(read(tmp_path)) == []


def test_a_maildir_inside_a_tree(tmp_path):
    (tmp_path / "sauvegarde" / "cur").mkdir(parents=True)
    (tmp_path / "sauvegarde" / "cur" / "1.a:2,S").write_bytes(RAW)
    (found,) = read(tmp_path)
    assert (found.key, found.folder, found.flags) == ("sauvegarde/1.a", "sauvegarde", ("\\Seen",))


def test_a_file_gone_in_between_raises_what_the_caller_expects(tmp_path):
    path = tmp_path / "a.eml"
    path.write_bytes(RAW)
    (found,) = read(tmp_path)
    path.unlink()
    with pytest.raises(OSError, match=r"a\.eml"):
        found.read()


def test_nothing_there_is_told(tmp_path):
    (found,) = read(tmp_path / "absent")
    assert isinstance(found, Broken)


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora of foreign messages are not here")
def test_every_foreign_message_comes_out():
    found = list(read(CORPORA))
    named = [p for p in CORPORA.rglob("*.eml") if p.stat().st_size]
    assert sum(isinstance(s, Stored) for s in found) >= len(named)
    assert [s for s in found if isinstance(s, Stored) and not s.read()] == []
