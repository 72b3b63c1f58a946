"""A box is looked at when something changed: mail waits, it got fuller, something left it."""

from datetime import datetime, timedelta

from django.utils import timezone

from preau.grace.models import Fullness
from preau.identity.models import Mailbox
from preau.identity.queries import mailbox_named

# When nobody says that room was made: the worker looks by itself.
PAUSE = timedelta(seconds=60)


def look_now(mailbox: Mailbox, now: datetime | None = None) -> None:
    moment = now or timezone.now()
    Fullness.objects.update_or_create(mailbox=mailbox, defaults={"look_at": moment})


def hear_crossing(login: str) -> None:
    """Dovecot says that a box went over, or under, one of the levels."""
    mailbox = mailbox_named(login)
    if mailbox is not None:
        look_now(mailbox)


def hear_expunged(login: str) -> None:
    """Something left a box: when mail waits for it, there may be room now."""
    now = timezone.now()
    awaited = Fullness.objects.filter(mailbox__login=login, look_at__gt=now)
    if awaited.exists():
        awaited.update(look_at=now)


def due(now: datetime, most: int = 20) -> list[Fullness]:
    """Those to look at, longest due first, claimed by moving their time on."""
    found = Fullness.objects.filter(look_at__lte=now).select_related("mailbox")
    return [one for one in found.order_by("look_at")[:most] if _claim(one, now)]


def _claim(one: Fullness, now: datetime) -> bool:
    mine = Fullness.objects.filter(pk=one.pk, look_at=one.look_at)
    return mine.update(look_at=now + PAUSE) == 1
