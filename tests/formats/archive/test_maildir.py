"""Maildirs: flags and times in the names, folders beside."""

from datetime import UTC, datetime

import pytest

from preau.formats.archive import Broken, read

RAW = b"Subject: bonjour\n\nTexte.\n"
NAME = "1756708200.M1P2.host"


@pytest.fixture
def maildir(tmp_path):
    for box in ("cur", "new", "tmp"):
        (tmp_path / box).mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("suffix", "flags"),
    [
        ("", ()),
        (":2,", ()),
        (":2,S", ("\\Seen",)),
        (":2,FRS", ("\\Answered", "\\Flagged", "\\Seen")),
        (":2,DPT", ("$Forwarded", "\\Deleted", "\\Draft")),
        (",S=26,W=28:2,Sab", ("$Forwarded", "\\Seen", "urgent")),
        (";2,S", ("\\Seen",)),
        ("!2,Sz", ("\\Seen",)),
    ],
)
def test_flags_come_from_the_name(maildir, suffix, flags):
    (maildir / "dovecot-keywords").write_text("0 $Forwarded\n1 urgent\n")
    (maildir / "cur" / (NAME + suffix)).write_bytes(RAW)
    (found,) = read(maildir)
    assert found.flags == flags


def test_the_key_does_not_change_with_the_flags(maildir):
    (maildir / "cur" / f"{NAME}:2,S").write_bytes(RAW)
    (found,) = read(maildir)
    assert (found.key, found.folder) == (NAME, "")
    assert found.date == datetime(2025, 9, 1, 6, 30, tzinfo=UTC)
    assert found.read() == b"Subject: bonjour\r\n\r\nTexte.\r\n"


def test_new_messages_are_unread(maildir):
    (maildir / "new" / f"{NAME}:2,S").write_bytes(RAW)
    (found,) = read(maildir)
    assert found.flags == ()


def test_folders_are_told_by_their_names(maildir):
    for name in (".Parents", ".R&AOk-unions.Conseils de classe", ".Élèves"):
        (maildir / name / "cur").mkdir(parents=True)
        (maildir / name / "cur" / NAME).write_bytes(RAW)
    found = list(read(maildir))
    assert [s.folder for s in found] == ["Parents", "Réunions/Conseils de classe", "Élèves"]
    assert len({s.key for s in found}) == 3


def test_an_empty_file_is_told_and_the_rest_goes_on(maildir):
    (maildir / "cur" / "1.a").write_bytes(b"")
    (maildir / "cur" / "2.b").write_bytes(RAW)
    (maildir / "cur" / "sub").mkdir()
    broken, found = read(maildir)
    assert broken == Broken("1.a", "1.a is empty.")
    assert found.key == "2.b"
