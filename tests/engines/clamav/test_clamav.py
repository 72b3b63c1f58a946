"""ClamAV: accepted by its own reader, and finding the test virus without a download."""

import io
import socket
import struct
import zipfile
from pathlib import Path

import pytest

from preau.engines.clamav import ClamavShape, database_warning
from preau.engines.clamav.programs import check, programs
from preau.engines.clamav.render import render
from preau.engines.places import Places
from preau.engines.supervisor import launch

EICAR = bytes.fromhex(
    "58354f2150254041505b345c505a58353428505e2937434329377d"
    "2445494341522d5354414e444152442d414e544956495255532d544553542d46494c452124482b482a"
)


def test_clamd_accepts_its_configuration(places: Places) -> None:
    shape = ClamavShape(places)
    render(shape)
    assert check(shape) == []


def test_clamd_says_what_it_does_not_accept(places: Places) -> None:
    shape = ClamavShape(places)
    render(shape)
    shape.conf.write_text(shape.conf.read_text() + "Nonsense 3\n")
    assert ["Unknown option Nonsense" in sentence for sentence in check(shape)] == [True]


def zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("facture.pdf", content)
    return packed.getvalue()


FOUND = "stream: Preau.Eicar-Test.UNOFFICIAL FOUND"


def test_the_test_virus_is_found_and_nothing_else(places: Places) -> None:
    shape = ClamavShape(places)
    render(shape)
    with launch(places, programs(shape)) as engines:
        engines.wait_ready(120)
        assert [scan(shape.socket, content) for content in cases()] == [
            FOUND,
            FOUND,
            FOUND,
            "stream: OK",
            "stream: OK",
        ]


def cases() -> list[bytes]:
    return [EICAR, EICAR + b"\r\n", zipped(EICAR), b"Bonjour", b"On dit EICAR: " + EICAR[1:]]


ONLY = "The antivirus only knows the EICAR test: "
ABSENT = ONLY + "there are no signatures in {0}; freshclam downloads them."
REFUSED = ONLY + "the machine's signatures in {0} are turned off by a setting."


@pytest.mark.parametrize(
    ("policy", "files", "warning"),
    [
        ("full", ["main.cvd"], None),
        ("full", ["main.cld"], None),
        ("full", [], ABSENT),
        ("small", [], ABSENT),
        ("small", ["main.cvd"], REFUSED),
    ],
)
def test_a_missing_database_is_a_warning(
    places: Places, tmp_path: Path, policy: str, files: list[str], warning: str | None
) -> None:
    for name in files:
        (tmp_path / name).touch()
    shape = ClamavShape(places, full=policy == "full", machine_database=tmp_path)
    expected = warning.format(tmp_path) if warning else None
    assert database_warning(shape) == expected


def scan(where: Path, content: bytes) -> str:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(60)
        line.connect(str(where))
        size = struct.pack(">I", len(content))
        line.sendall(b"zINSTREAM\0" + size + content + struct.pack(">I", 0))
        return line.makefile("rb").read().decode().rstrip("\0")
