"""The worker's round: what is due is weighed, told, and given what waits for it."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from preau.engines.dovecot.doveadm import Quota
from preau.engines.errors import EngineError
from preau.grace import letters, rules
from preau.grace.actions import growing, housing
from preau.grace.actions.warning import warn, write
from preau.grace.actions.weighing import PAUSE, due, look_now
from preau.grace.doors import doveadm
from preau.grace.models import Fullness
from preau.grace.queries import waiting_count
from preau.identity.models import Mailbox

logger = logging.getLogger(__name__)

ADAPT_AT = rules.LEVELS[-1]
# Over all mailboxes, at night.
LONGEST = timedelta(hours=1)


def look_due(now: datetime | None = None) -> int:
    """How many boxes were looked at; one that does not answer is looked at again in a minute."""
    moment = now or timezone.now()
    found = due(moment)
    for fullness in found:
        try:
            look(fullness, moment)
        except EngineError as error:
            logger.warning("A box could not be looked at: %s", type(error).__name__)
    return len(found)


def look(fullness: Fullness, now: datetime) -> None:
    mailbox = fullness.mailbox
    quota = _with_more_room(mailbox, doveadm().quota(mailbox.login))
    housed = _house(mailbox, quota, now)
    waiting = waiting_count(mailbox)
    if housed:
        quota = doveadm().quota(mailbox.login)
    warn(fullness, quota, waiting, now)
    _look_again(fullness, waiting, housed, now)


def _with_more_room(mailbox: Mailbox, quota: Quota) -> Quota:
    """Where the académie lets boxes grow by themselves."""
    needed = waiting_count(mailbox) or rules.percent(quota.used, quota.limit) >= ADAPT_AT
    if not needed or not growing.adapt(mailbox):
        return quota
    write(mailbox, letters.grown)
    return doveadm().quota(mailbox.login)


def _house(mailbox: Mailbox, quota: Quota, now: datetime) -> int:
    """What fits is chosen by what was weighed: a box that filled meanwhile is weighed once more."""
    housed = housing.house(mailbox, quota.used, quota.limit, now)
    if housed or not housing.fitting(mailbox, quota.used, quota.limit, now):
        return housed
    weighed = doveadm().quota(mailbox.login)
    if weighed.used <= quota.used:
        return 0
    return housing.house(mailbox, weighed.used, weighed.limit, now)


def _look_again(fullness: Fullness, waiting: int, housed: int, now: datetime) -> None:
    """Unless somebody asked for another look meanwhile."""
    mine = Fullness.objects.filter(pk=fullness.pk, look_at=now + PAUSE)
    if not waiting:
        mine.update(look_at=None)
    elif housed:
        mine.update(look_at=now)


def look_at_all() -> None:
    """Each night, for what nobody told: boxes over a level, and those that were told of one."""
    known = set(Fullness.objects.values_list("mailbox__login", flat=True))
    full = {
        login
        for login, quota in doveadm(LONGEST.total_seconds()).quotas().items()
        if rules.percent(quota.used, quota.limit) >= rules.LEVELS[0]
    }
    for mailbox in Mailbox.objects.filter(login__in=known | full):
        look_now(mailbox)
