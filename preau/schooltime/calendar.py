"""School holidays of the three zones, as values: who has them, from when to when, how far known."""

from dataclasses import dataclass
from datetime import date

ZONES = ("A", "B", "C")


@dataclass(frozen=True, order=True)
class Holiday:
    """Days without class in one zone, both within: it begins the day after the last class.

    `last` is None while the ministry has not said when classes begin again: it publishes the
    beginning of a summer with its own school year, and its end with the next.
    """

    first: date
    last: date | None
    zone: str
    name: str

    @property
    def end(self) -> date:
        """The last day: a summer of unknown end lasts until the end of August."""
        return self.last or date(self.first.year, 8, 31)

    @property
    def is_provisional(self) -> bool:
        return self.last is None

    def has(self, day: date) -> bool:
        return self.first <= day <= self.end


@dataclass(frozen=True)
class SchoolCalendar:
    """What is known, and from where. `taken_on` is the day the source was read."""

    source: str
    licence: str
    taken_on: date
    holidays: tuple[Holiday, ...]

    def of(self, zone: str) -> list[Holiday]:
        """In the order of the year."""
        return sorted(one for one in self.holidays if one.zone == zone)

    def on(self, day: date, zone: str) -> Holiday | None:
        return next((one for one in self.of(zone) if one.has(day)), None)

    def next_after(self, day: date, zone: str) -> Holiday | None:
        """The one under way, or the next that begins."""
        return next((one for one in self.of(zone) if one.end >= day), None)

    def coming(self, day: date, zone: str, most: int) -> list[Holiday]:
        """Those not over yet, the nearest first."""
        return [one for one in self.of(zone) if one.end >= day][:most]

    @property
    def horizon(self) -> date:
        """The last day of which every zone knows whether there is class."""
        return min(self._horizon(zone) for zone in ZONES)

    def _horizon(self, zone: str) -> date:
        known = self.of(zone)
        return max((one.last or one.first for one in known), default=date.min)
