"""What is done each night, at three: claimed like every due row, and done apart.

It may take an hour, and letters leave meanwhile.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Thread

from django.db import connection
from django.utils import timezone

from preau.academies.registry import academies
from preau.engines.errors import EngineError
from preau.grace.actions.looking import look_at_all
from preau.identity.actions.handing_over import forget_old_slips
from preau.identity.doors import doveadm
from preau.mail.actions.holding import forget_strays
from preau.mail.actions.trimming import trim_erased
from preau.ops.models import Chore
from preau.space.actions.keeping import erase_kept_long_enough

logger = logging.getLogger(__name__)

HOUR = 3
AGAIN = timedelta(hours=1)
# Seconds that Dovecot may take over all mailboxes.
LONGEST = 6 * 3600.0


def tidy_search() -> None:
    """The index forgets what was erased: until then it only notes it, and grows."""
    doveadm(LONGEST).optimize_all()


def forget_erased() -> None:
    """What was erased is given back for the days, and up to the weight, that its académie says."""
    for academy in academies().all:
        for domain in academy.domains:
            mask = f"*@{domain}"
            doveadm(LONGEST).forget_erased(mask, academy.grace.erased_days)
            for login, octets in doveadm(LONGEST).erased_weights(mask).items():
                if octets > academy.grace.erased_bytes:
                    _trim(login, academy.grace.erased_bytes)


def _trim(login: str, most: int) -> None:
    """One mailbox that does not answer keeps no other from it."""
    try:
        trim_erased(login, most)
    except EngineError as error:
        logger.warning("What was erased from a mailbox stays: %s.", type(error).__name__)


CHORES: dict[str, Callable[[], object]] = {
    "forget_erased": forget_erased,
    "look_at_all": look_at_all,
    "tidy_search": tidy_search,
    "empty_trash": erase_kept_long_enough,
    "forget_old_slips": forget_old_slips,
    "forget_strays": forget_strays,
}


def plan() -> None:
    """A row for each chore, for the night to come."""
    tonight = next_night(timezone.now())
    for name in CHORES:
        Chore.objects.get_or_create(name=name, defaults={"due_at": tonight})


def begin_due() -> None:
    """Claims what is due, and does each in a thread of its own."""
    now = timezone.now()
    for chore in Chore.objects.filter(name__in=CHORES, due_at__lte=now):
        mine = Chore.objects.filter(pk=chore.pk, due_at=chore.due_at)
        if mine.update(due_at=next_night(now)):
            Thread(target=do, args=(chore.name,), daemon=True).start()


def do(name: str) -> None:
    """What could not be done now is tried again in an hour."""
    try:
        CHORES[name]()
    except EngineError as error:
        logger.warning("%s: %s. Trying again in an hour.", name, type(error).__name__)
        Chore.objects.filter(name=name).update(due_at=timezone.now() + AGAIN)
    finally:
        connection.close()


def next_night(after: datetime) -> datetime:
    """Three o'clock here, always later than `after`."""
    local = timezone.localtime(after)
    night = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return night if night > local else night + timedelta(days=1)
