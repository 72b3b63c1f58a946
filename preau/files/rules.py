"""May it be fetched? How long, how much? What an académie's file says, for one person."""

from datetime import datetime

from preau.academies.mail import Links
from preau.academies.registry import academies
from preau.files.models import Link
from preau.identity.models import Account


def links_of(academy: str) -> Links:
    return academies().of(academy).links


def room_bytes(academy: str) -> int:
    """Of a person's files."""
    return academies().of(academy).quotas.files_bytes


def is_open(link: Link, now: datetime) -> bool:
    """To who has its address; the password is asked besides."""
    if link.revoked_at is not None or link.expires_at is None or link.expires_at <= now:
        return False
    return link.owner.state == Account.State.ACTIVE


def days_allowed(academy: str, days: int) -> int:
    """Within a day and the académie's most."""
    return max(1, min(days, links_of(academy).most_days))
