"""A time as people say it, "Monday at 8", and the moment it is.

What is promised for 8:00 leaves when clocks there show 8:00, whatever the clocks do meanwhile: the
wall time and its zone are what was asked, the moment follows from them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, order=True)
class WallTime:
    """`text` as forms write it, `2026-11-23T08:00`; `zone` as IANA names it, `Europe/Paris`."""

    text: str
    zone: str

    @property
    def moment(self) -> datetime:
        """In UTC. An hour that spring leaves out is the hour after it, one that autumn has twice
        is the first of the two (PEP 495, fold 0)."""
        return naive(self.text).replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)


def naive(text: str) -> datetime:
    """Raises ValueError for what is no local date and time to the minute."""
    found = datetime.fromisoformat(text.strip())
    if found.tzinfo is not None:
        raise ValueError(text)
    return found.replace(second=0, microsecond=0)


def at(moment: datetime, zone: str) -> WallTime:
    """What clocks of a zone show at an aware moment."""
    return WallTime(written(moment.astimezone(ZoneInfo(zone))), zone)


def written(local: datetime) -> str:
    return f"{local:%Y-%m-%dT%H:%M}"
