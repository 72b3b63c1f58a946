"""The times that people usually mean by "later"."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from preau.formats import walltime
from preau.formats.walltime import WallTime
from preau.kit.errors import WrongInput

MORNING, EVENING = 8, 18
# Later than this, "this evening" is now.
LAST_HOUR = 17
FURTHEST = timedelta(days=366)


@dataclass(frozen=True)
class Offer:
    """`key`: tonight, tomorrow or monday."""

    key: str
    at: WallTime


def offers(now: datetime) -> tuple[Offer, ...]:
    """From the nearest to the farthest; tomorrow is not offered twice."""
    zone = here()
    local = now.astimezone(ZoneInfo(zone)).replace(minute=0)
    tonight = [("tonight", local.replace(hour=EVENING))] if local.hour < LAST_HOUR else []
    tomorrow = ("tomorrow", _morning(local, 1))
    to_monday = 7 - local.weekday()
    monday = [("monday", _morning(local, to_monday))] if to_monday > 1 else []
    return tuple(
        Offer(key, WallTime(walltime.written(then), zone))
        for key, then in (*tonight, tomorrow, *monday)
    )


def _morning(local: datetime, days: int) -> datetime:
    return (local + timedelta(days=days)).replace(hour=MORNING)


def here() -> str:
    """The clocks of the académie that is answered, or worked for (identity/addressing.py)."""
    return timezone.get_current_timezone_name()


def chosen(text: str, now: datetime) -> WallTime:
    """What a form says: an offer's key, or a local date and time. Raises WrongInput."""
    for offer in offers(now):
        if offer.key == text:
            return offer.at
    try:
        return WallTime(walltime.written(walltime.naive(text)), here())
    except (ValueError, OverflowError) as error:
        raise WrongInput(_("Choose a date and a time.")) from error


def refuse_unfit(first: datetime, last: datetime, now: datetime) -> None:
    """Raises WrongInput for what is over, or too far away to be promised."""
    if first <= now:
        raise WrongInput(_("This time has passed: choose a later one."))
    if last > now + FURTHEST:
        raise WrongInput(_("Choose a time within a year."))


def earliest(now: datetime) -> str:
    """The least that a field of date and time may hold: today, so that a page is the same for a
    day; an hour that has passed is said when it is chosen."""
    return f"{walltime.at(now, here()).text[:10]}T00:00"
