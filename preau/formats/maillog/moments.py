"""The moments that begin the engines' lines, in the zone the engines live in."""

from datetime import datetime, timedelta

Fact = dict[str, object]

_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
AHEAD = timedelta(days=2)


def dated(text: str) -> str:
    """`2026-11-22 09:58:39`, as Dovecot and Rspamd write it."""
    return datetime.fromisoformat(text).astimezone().isoformat()


def undated(text: str, now: datetime) -> str:
    """`Nov 22 09:58:39`, as Postfix writes it: the last such day that is not to come."""
    month, day, clock = text.split()
    hour, minute, second = clock.split(":")
    numbers = (MONTHS[month], int(day), int(hour), int(minute), int(second))
    for year in (now.year, now.year - 1, now.year - 2, now.year - 3, now.year - 4):
        try:
            moment = datetime(year, *numbers).astimezone()
        except ValueError:  # the 29th of February
            continue
        if moment <= now + AHEAD:
            return moment.isoformat()
    raise ValueError(text)
