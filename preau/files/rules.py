"""May it be fetched? How long, how much? What an académie's file says, for one person."""

from datetime import datetime

from preau.academies.mail import Links
from preau.academies.registry import academies
from preau.files.models import Link
from preau.identity.models import Account

_DAYS = (1, 7, 15, 30, 60, 90, 180, 365)


def links_of(academy: str) -> Links:
    return academies().of(academy).links


def room_bytes(academy: str) -> int:
    """Of a person's files."""
    return academies().of(academy).quotas.files_bytes


def is_open(link: Link, now: datetime) -> bool:
    """To who has its address; the password is asked besides."""
    is_shut = link.expires_at is None or is_over(link, now)
    return not is_shut and link.owner.state == Account.State.ACTIVE


def is_over(link: Link, now: datetime) -> bool:
    return link.revoked_at is not None or (link.expires_at is not None and link.expires_at <= now)


def days_to_choose(academy: str) -> list[int]:
    """How long a link may stay open, the shortest first, up to the académie's most."""
    most = links_of(academy).most_days
    return sorted({days for days in _DAYS if days < most} | {most})


def days_allowed(academy: str, days: int) -> int:
    """Within a day and the académie's most."""
    return max(1, min(days, links_of(academy).most_days))
