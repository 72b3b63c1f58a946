"""Asks the printing process for one PDF. Whatever a message holds, it takes only its own time."""

import base64
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore

from preau.engines.errors import EngineAway, EngineError

PATIENCE = 60.0
"""Seconds by the wall; the process itself stops after fewer of its own."""

_PROGRAM = Path(__file__).with_name("printing.py")
LARGEST = 60 * 1024 * 1024
# Each takes a core and some hundred megabytes: the others wait their turn.
_AT_ONCE = BoundedSemaphore(2)


class Unprintable(EngineError):
    """This cannot be put on paper, or not in reasonable time."""


@dataclass(frozen=True)
class Page:
    """One HTML document, already clean; `images` are the only addresses it can see."""

    html: str
    images: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)


def press(pages: Sequence[Page], *, title: str, lang: str) -> bytes:
    """One PDF, each document beginning on a sheet of its own. Raises Unprintable, EngineAway."""
    asked = {"title": title, "lang": lang, "pages": [_told(page) for page in pages]}
    try:
        with _AT_ONCE:
            done = _run(json.dumps(asked).encode())
    except subprocess.TimeoutExpired as error:
        raise Unprintable("The press took too long.") from error
    except OSError as error:
        raise EngineAway("press") from error
    if done.returncode or not done.stdout.startswith(b"%PDF-") or len(done.stdout) > LARGEST:
        raise Unprintable("The press gave no sheet.")
    return done.stdout


def _run(asked: bytes) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-I", str(_PROGRAM)],
        input=asked,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent"},
    )


def _told(page: Page) -> dict[str, object]:
    images = {
        address: [kind, base64.b64encode(octets).decode()]
        for address, (kind, octets) in page.images.items()
    }
    return {"html": page.html, "images": images}
