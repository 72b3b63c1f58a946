"""Asking clamd about a file, sent to it piece by piece (clamd(8), INSTREAM)."""

import socket
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from preau.engines.errors import EngineAway

# clamd writes nothing while it reads; then it may look for as long as MaxScanTime lets it.
PATIENCE = 180.0
PIECE = 256 * 1024

Finding = Literal["clean", "infected", "too_large"]


@dataclass(frozen=True)
class Scanner:
    """`socket` is clamd's."""

    socket: Path

    def scan(self, file: IO[bytes]) -> Finding:
        """Raises EngineAway when clamd does not answer, or not in its usual words."""
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
                line.settimeout(PATIENCE)
                line.connect(str(self.socket))
                return _finding(_asked(line, file))
        except OSError as error:
            raise EngineAway("ClamAV") from error


def _asked(line: socket.socket, file: IO[bytes]) -> bytes:
    """clamd hangs up on what is too long, and says why before it does."""
    try:
        line.sendall(b"zINSTREAM\0")
        while piece := file.read(PIECE):
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass
    return _heard(line)


def _heard(line: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\0") and (more := line.recv(4096)):
        said += more
    return said.rstrip(b"\0\n")


def _finding(said: bytes) -> Finding:
    if b"size limit exceeded" in said:
        return "too_large"
    if said.endswith(b" FOUND"):
        return "infected"
    if said.endswith(b": OK"):
        return "clean"
    raise EngineAway("ClamAV", "ClamAV does not answer as usual.")
