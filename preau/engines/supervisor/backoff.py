"""How long to wait before starting again what died."""

from dataclasses import dataclass

FIRST = 0.5
LONGEST = 30.0
CALM = 60.0


@dataclass
class Backoff:
    """Half a second, doubling to half a minute; a calm minute forgives everything."""

    deaths: int = 0

    def pause_after(self, lived: float) -> float:
        """Seconds to wait, given the seconds it had been ready when it died."""
        if lived >= CALM:
            self.deaths = 0
        self.deaths += 1
        return min(LONGEST, FIRST * 2.0 ** min(self.deaths - 1, 16))
