"""Who keeps the door before Postfix: its key, its child, and its end. There is no Postfix here."""

import os
import signal
import smtplib
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from preau.engines.supervisor.processes import descendants
from tests.engines.station import some_ports
from tests.house.waiting import eventually

SCRIPT = """
import asyncio, sys
from datetime import timedelta
from pathlib import Path
from preau.engines.submission import keeper
from preau.engines.submission.door import serve
from preau.engines.submission.manner import Manner

def open_doors(doors, tls):
    serve(doors, Manner("porte.example", 1, timedelta(days=1), 1000, None, None,
                        asyncio.Semaphore(1), asyncio.Semaphore(5)), tls)

keeper.LOOK_EVERY = keeper.PAUSE = 0.1
first, second, certificate, key = sys.argv[1:]
doors = keeper.entrances(["127.0.0.1"], int(first), int(second))
keeper.Keeper(doors, Path(certificate), Path(key), "", open_doors).keep()
"""


class Kept:
    def __init__(self, folder: Path) -> None:
        ports = some_ports()
        self.submission, self.submissions = ports.submission, ports.submissions
        self.certificate, self.key = folder / "own.crt", folder / "own.key"
        certify(self.certificate, self.key, "un.example")
        self.process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(self.submission), str(self.submissions),
             str(self.certificate), str(self.key)]
        )  # fmt: skip

    def greets(self) -> bool:
        with suppress(OSError), self.line() as line:
            return line.noop()[0] == 250
        return False

    def line(self) -> smtplib.SMTP:
        return smtplib.SMTP("127.0.0.1", self.submission, timeout=60)

    def shown(self) -> bytes | None:
        """The certificate that a new client sees."""
        blind = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
        raw = socket.create_connection(("127.0.0.1", self.submissions), 60)
        with raw, blind.wrap_socket(raw) as line:
            return line.getpeercert(binary_form=True)

    def children(self) -> set[int]:
        return {one.pid for one in descendants(self.process.pid)} - {self.process.pid}

    def end(self) -> int:
        self.process.terminate()
        return self.process.wait(60)


def certify(certificate: Path, key: Path, name: str) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", f"/CN={name}", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    made = Kept(tmp_path)
    try:
        eventually(made.greets)
        yield made
    finally:
        with suppress(ProcessLookupError):
            made.end()


def test_a_renewed_certificate_is_shown_without_a_restart(kept: Kept, tmp_path: Path) -> None:
    before, (old,) = kept.shown(), kept.children()
    kept.key.write_text("half a key")
    half = tmp_path / "half.crt"
    certify(half, tmp_path / "new.key", "deux.example")
    assert (kept.shown(), kept.children()) == (before, {old})
    (tmp_path / "new.key").replace(kept.key)
    half.replace(kept.certificate)
    renewed = eventually(lambda: (now := kept.shown()) != before and now)
    assert renewed == ssl.PEM_cert_to_DER_cert(kept.certificate.read_text())
    eventually(lambda: old not in kept.children() and len(kept.children()) == 1)


def test_who_waits_is_told_that_the_door_closes(kept: Kept) -> None:
    with kept.line() as line:
        assert kept.end() == 0
        assert line.getreply() == (421, b"4.3.2 porte.example is closing, try again")


def test_a_child_that_dies_takes_its_keeper_along_for_the_supervisor_to_start_anew(
    kept: Kept,
) -> None:
    (child,) = kept.children()
    os.kill(child, signal.SIGKILL)
    assert kept.process.wait(60) == 1


def test_a_keeper_that_is_killed_leaves_no_child(kept: Kept) -> None:
    (child,) = kept.children()
    kept.process.kill()
    kept.process.wait(60)
    eventually(lambda: not kept.greets())
    eventually(lambda: not Path(f"/proc/{child}").exists())


def test_without_postfix_a_greeting_is_put_off(kept: Kept) -> None:
    blind = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
    with smtplib.SMTP_SSL("127.0.0.1", kept.submissions, timeout=60, context=blind) as line:
        assert line.docmd("EHLO x.example") == (421, b"4.3.0 Sending is resting, try again")
