"""How full is full, what is told of it, how far a box may grow: pure, figures in octets."""

from typing import Literal

from preau.academies.choices import GrowthWay
from preau.academies.mail import Growth

LEVELS = (80, 95)
"""Shares of its room, in percent, at which a box is told (Q-03)."""
BACK = 5
"""A level is left that many points lower: a box that wavers around one is told once."""
MARGIN = 4096
"""What a delivery adds to a message: the lines of its journey."""


def percent(used: int, limit: int) -> int:
    """0 where there is no limit."""
    return 100 * used // limit if limit else 0


def mood(percent: int) -> Literal["calm", "warning", "full"]:
    """How a gauge looks: over the levels it warns, then says that the box is full."""
    warning, full = LEVELS
    return "full" if percent >= full else "warning" if percent >= warning else "calm"


def level(percent: int, told: int) -> int:
    """The level a box stands at, knowing the one it was last told of."""
    reached = max((one for one in LEVELS if percent >= one), default=0)
    kept = max((one for one in LEVELS if one <= told and percent > one - BACK), default=0)
    return max(reached, kept)


def has_room(size: int, used: int, limit: int) -> bool:
    return not limit or used + size + MARGIN <= limit


def never_fits(size: int, limit: int) -> bool:
    return bool(limit) and size > limit


def ceiling(growth: Growth, kind: str) -> int:
    """How far a box of this kind may grow; 0 where boxes of its académie do not."""
    return 0 if growth.way is GrowthWay.FIXED else growth.bytes_for(kind)


def next_size(growth: Growth, kind: str, limit: int) -> int:
    """The next step up from `limit`, or 0 when there is none left."""
    most = ceiling(growth, kind)
    return min(most, limit + growth.step_bytes) if limit < most else 0
