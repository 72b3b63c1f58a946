"""The machine underneath: its clock, its disk and how fast it fills."""

import ctypes
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from preau.engines.places import Places
from preau.kit.figures import whole
from preau.ops.doctor.asking import Check
from preau.ops.doctor.finding import Finding, note, well, wrong

GIGABYTE = 2**30
LITTLE_SHARE, SCARCE_SHARE = 0.15, 0.05
SOON_DAYS = 60
DAY = 86400.0
UNSYNCHRONISED = 0x0040  # STA_UNSYNC of <sys/timex.h>


def checks(places: Places) -> list[Check]:
    return [
        Check("machine", "clock", clock),
        Check("machine", "disk", lambda: disk(places)),
    ]


class _Timex(ctypes.Structure):
    """struct timex of adjtimex(2), as far as it is read; the rest is room."""

    _fields_ = [
        ("modes", ctypes.c_int),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("room", ctypes.c_char * 256),
    ]


def clock() -> Iterator[Finding]:
    """What the kernel says of itself; nobody is asked the time."""
    facts = _Timex()
    if ctypes.CDLL(None).adjtimex(ctypes.byref(facts)) < 0:
        yield note("clock", "cannot be looked at here.")
    elif facts.status & UNSYNCHRONISED:
        words = f"is not kept in time; it says {time.strftime('%Y-%m-%d %H:%M:%S %Z')}"
        yield note("clock", words, "Compare it with yours; then: apt install systemd-timesyncd")
    else:
        yield well("clock", f"is kept in time, within {facts.maxerror / 1000:.0f} ms")


# Disk


@dataclass(frozen=True)
class Room:
    """Octets and inodes of the file system a folder stands on."""

    total: int
    free: int
    inodes: int
    free_inodes: int

    @classmethod
    def of(cls, folder: Path) -> "Room":
        facts = os.statvfs(folder)
        size = facts.f_frsize
        return cls(facts.f_blocks * size, facts.f_bavail * size, facts.f_files, facts.f_favail)

    @property
    def used(self) -> int:
        return self.total - self.free


def disk(places: Places) -> Iterator[Finding]:
    for name, folder in folders(places).items():
        room = Room.of(folder)
        yield space(name, room)
        if room.inodes and room.free_inodes < LITTLE_SHARE * room.inodes:
            words = f"has only {whole(room.free_inodes)} inodes left"
            yield wrong(name, words, "Remove many small files, or move it to another disk")
    yield from growth(places)


def folders(places: Places) -> dict[str, Path]:
    """The data folder; the mail too where it stands on a disk of its own."""
    apart = places.mail.exists() and places.mail.stat().st_dev != places.data.stat().st_dev
    return {"disk": places.data} | ({"mail disk": places.mail} if apart else {})


def space(name: str, room: Room) -> Finding:
    share = room.free / room.total if room.total else 0
    words = f"{room.free / GIGABYTE:.0f} of {room.total / GIGABYTE:.0f} GB free ({share:.0%})"
    if share < SCARCE_SHARE:
        return wrong(name, words, "Make room now: mail is refused on a full disk")
    return note(name, words, "Make room soon") if share < LITTLE_SHARE else well(name, words)


def growth(places: Places) -> Iterator[Finding]:
    """Since the oldest figure of the last month: each visit leaves one a day."""
    home = folders(places).get("mail disk", places.data)
    room = Room.of(home)
    past = remembered(places)
    remember(places, past, room.used)
    old = next(((at, used) for at, used in past if time.time() - at < 31 * DAY), None)
    days = (time.time() - old[0]) / DAY if old else 0
    if old is None or days < 1:
        yield well("growth", "is known from the second day of asking")
        return
    daily = (room.used - old[1]) / days
    words = f"{daily / 2**20:+,.0f} MB a day over {days:.0f} days"
    left = room.free / daily if daily > 0 else float("inf")
    if left < SOON_DAYS:
        yield note("growth", f"{words}: full in {left:.0f} days", "Plan a larger disk")
    else:
        yield well("growth", words)


def remembered(places: Places) -> list[tuple[float, int]]:
    try:
        return [(float(at), int(used)) for at, used in json.loads(_figures(places).read_text())]
    except (OSError, ValueError, TypeError):
        return []


def remember(places: Places, past: list[tuple[float, int]], used: int) -> None:
    if past and time.time() - past[-1][0] < DAY:
        return
    path = _figures(places)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps([*past[-400:], (time.time(), used)]))
    except OSError:  # whoever may not write here may still look
        return


def _figures(places: Places) -> Path:
    return places.data / "doctor" / "disk.json"
