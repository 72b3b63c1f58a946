"""A box is told that it fills, once a level; that mail waits, once a time; what went back.

By letter, at a door where no quota counts: the letter about a full box must get into it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec

from django.utils import timezone, translation

from preau.academies.registry import academies
from preau.engines.dovecot.doveadm import Quota
from preau.grace import letters, rules
from preau.grace.doors import notices
from preau.grace.models import Fullness
from preau.identity.actions.telling import desk_of, octets
from preau.identity.models import Mailbox, Membership, Notice

# Mail that waits again after a lull is told again a day later at the soonest.
QUIET = timedelta(days=1)

Said = ParamSpec("Said")


def warn(fullness: Fullness, quota: Quota, waiting: int, now: datetime) -> None:
    """What this box has not been told yet. Raises EngineError, and it is told later."""
    mailbox = fullness.mailbox
    percent = rules.percent(quota.used, quota.limit)
    level = rules.level(percent, fullness.told)
    last = fullness.waiting_told_at
    if waiting and (last is None or last < now - QUIET):
        write(mailbox, letters.waiting, waiting)
        Fullness.objects.filter(pk=fullness.pk).update(waiting_told_at=now)
    elif level > fullness.told and not waiting:
        write(mailbox, letters.filling, quota.used, quota.limit, percent)
    if level != fullness.told:
        Fullness.objects.filter(pk=fullness.pk).update(told=level)


def write(
    mailbox: Mailbox,
    letter: Callable[Concatenate[Mailbox, Said], letters.Words],
    *said: Said.args,
    **more: Said.kwargs,
) -> None:
    """From the help desk, into the box itself: in the language of its people, by their clocks."""
    academy = academies().by_slug(mailbox.academy)
    if academy is None:
        return
    with translation.override(_language_of(mailbox)), timezone.override(academy.hours.clock):
        words = letter(mailbox, *said, **more)
    desk = desk_of(academy)
    notice = Notice(
        sender=desk.addr_spec,
        sender_name=desk.display_name,
        address=mailbox.address,
        subject=words.subject,
        text=words.text,
    )
    notices().deliver(mailbox.login, octets(notice))


def _language_of(mailbox: Mailbox) -> str:
    """Its owner's; French for a box of several."""
    owner = Membership.objects.filter(mailbox=mailbox, is_owner=True).select_related(
        "account__preference"
    )
    found = owner.first()
    return found.account.preference.language if found else "fr"
