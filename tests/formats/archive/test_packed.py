"""Archives of our making: what goes in comes out, octet for octet, or is known to be damaged."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from preau.formats.archive.packed import Entry, Form, Pack, fits_an_mbox, read_manifest
from preau.formats.archive.stored import Stored
from preau.formats.archive.unpacked import (
    Bounds,
    WrongArchive,
    damaged,
    manifest,
    read_back,
    refuse_beyond,
    unfold,
)

AT = datetime(2024, 3, 1, 8, 30, tzinfo=UTC)
PLAIN = b"Subject: Un\r\nDate: Fri, 01 Mar 2024 08:30:00 +0000\r\n\r\nBonjour\r\n"
MESSAGES = [
    PLAIN,
    b"Subject: Deux\r\n\r\nFrom ici\r\n>From la\r\n\r\n\r\n",
    b"Subject: sans fin\r\n\r\nsans fin",
    b"From moi le matin\r\n\r\nrien\r\n",
    b"X-Mozilla-Status: 0008\r\nSubject: tue ailleurs\r\n\r\nvivant\r\n",
    b"Subject: cr\r\n\r\na\r\r\nb\r\n",
    b"\r\nSubject: vide devant\r\n\r\nx\r\n",
    b"pas un message du tout",
    b"Subject: =?utf-8?q?=C3=A9t=C3=A9=2F..=2F?=\r\n\r\nFrom a@b Fri Mar  1 08:30:00 2024\r\nTo: x\r\n\r\n",
]


def packed(path: Path, form: Form) -> list[Entry]:
    with Pack(path, form) as pack:
        for number, raw in enumerate(MESSAGES):
            pack.add("Inbox" if number < 5 else "A/../é:b", raw, ["\\Seen", "mot"], AT)
    return manifest(path) or []


@pytest.mark.parametrize("form", ["eml", "mbox"])
def test_every_message_comes_out_octet_for_octet(tmp_path: Path, form: Form) -> None:
    entries = packed(tmp_path / "a.zip", form)
    found = {
        entry: (one.read(), one.folder, one.flags, one.date)
        for entry, one in read_back(tmp_path / "a.zip", entries, tmp_path)
        if isinstance(one, Stored)
    }
    said = ["Inbox" if number < 5 else "A/../é:b" for number in range(len(MESSAGES))]
    assert [found[entry] for entry in entries] == [
        (raw, folder, ("\\Seen", "mot"), AT) for raw, folder in zip(MESSAGES, said, strict=True)
    ]
    assert not any(damaged(tmp_path / "a.zip", entries, tmp_path))


@pytest.mark.parametrize("form", ["eml", "mbox"])
def test_a_changed_octet_is_seen(tmp_path: Path, form: Form) -> None:
    entries = packed(tmp_path / "a.zip", form)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        for name, octets in files.items():
            archive.writestr(name, octets.replace(b"Bonjour", b"Bonsoir"))
    assert sum(damaged(tmp_path / "b.zip", entries, tmp_path)) == 1


def test_two_folders_of_one_name_have_mboxes_of_their_own(tmp_path: Path) -> None:
    with Pack(tmp_path / "a.zip", "mbox") as pack:
        for folder in ("a:b", "a?b", "A_B"):
            pack.add(folder, PLAIN, [], None)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == ["a_b.mbox", "a_b (2).mbox", "A_B (3).mbox", "manifest.json"]


@pytest.mark.parametrize(("raw", "fits"), [(PLAIN, True), *((raw, False) for raw in MESSAGES[2:8])])
def test_what_an_mbox_would_change_stands_beside_it(raw: bytes, fits: bool) -> None:  # noqa: FBT001
    assert fits_an_mbox(raw) is fits


@pytest.mark.parametrize("said", [b"", b"[]", b"{}", b'{"version": 9, "messages": []}', b"\xff"])
def test_what_is_no_manifest_of_ours_is_refused(said: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_manifest(said)


def test_a_zip_unfolds_nowhere_but_in_its_folder_and_not_without_end(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../up.eml", PLAIN)
        archive.writestr("/root.eml", PLAIN)
        archive.writestr("C:\\a\\..\\b.eml", PLAIN)
    unfold(tmp_path / "a.zip", tmp_path / "in", Bounds(10_000))
    found = sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*.eml"))
    assert found == ["in/C:/a/b.eml", "in/root.eml", "in/up.eml"]
    with pytest.raises(WrongArchive):
        unfold(tmp_path / "a.zip", tmp_path / "small", Bounds(100))
    with pytest.raises(WrongArchive):
        unfold(tmp_path / "a.zip", tmp_path / "few", Bounds(10_000, files=2))


def test_a_manifest_of_somebody_else_s_making_unfolds_no_bomb(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.mbox", b"\0" * 5_000_000)
        archive.writestr("manifest.json", b'{"version": 1, "messages": []}')
    with pytest.raises(WrongArchive):
        refuse_beyond(tmp_path / "a.zip", Bounds(1_000_000))
    refuse_beyond(tmp_path / "a.zip", Bounds(6_000_000))
