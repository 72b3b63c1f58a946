"""Which messages have words, asked of our reader of Dovecot's index (reader.py)."""

import json
import socket
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from preau.engines.errors import EngineAway

SECONDS = 10.0
OCTETS = 4


@dataclass(frozen=True)
class Found:
    """UIDs of one folder, ascending, among them some that were erased meanwhile; messages after
    `last` are not in the index yet."""

    last: int
    uids: "array[int]"


@dataclass(frozen=True)
class Words:
    """`Words(shape.socket).find("jd@ac-x.fr", [folder.key], ("in", "BODY", "note"))`."""

    socket: Path

    def find(self, login: str, folders: Sequence[str], question: Sequence[Any]) -> list[Found]:
        """For each folder, in this order; one that has no index has nothing, and `last` is 0.
        Raises EngineAway."""
        asked = {"login": login, "folders": list(folders), "question": question}
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
                line.settimeout(SECONDS)
                line.connect(str(self.socket))
                line.sendall(json.dumps(asked).encode())
                line.shutdown(socket.SHUT_WR)
                with line.makefile("rb") as answer:
                    return _read(answer.readline(), answer.read())
        except (OSError, ValueError) as error:
            raise EngineAway("words") from error


def _read(counts: bytes, octets: bytes) -> list[Found]:
    found, at = [], 0
    for last, count in json.loads(counts):
        end = at + OCTETS * count
        found.append(Found(last, array("I", octets[at:end])))
        at = end
    if at != len(octets):
        raise ValueError("cut off")
    return found
