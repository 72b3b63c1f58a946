"""When people are next at work, each in their own académie, and when they are left in peace (W-01,
U-01)."""

from collections import defaultdict
from datetime import datetime, timedelta

from preau.academies.registry import academies
from preau.formats import walltime
from preau.formats.walltime import WallTime
from preau.identity.models import Account, Address
from preau.mail import letters
from preau.mail.models import Draft
from preau.schooltime.queries import rhythm, rhythm_of
from preau.schooltime.slots import Rhythm, next_slot, slots_of

NIGHT_BEGINS, NIGHT_ENDS = 20, 7


def by_time(draft: Draft, now: datetime) -> dict[WallTime, tuple[str, ...]]:
    """The addresses that may get it at each time, the nearest first; who is at work now gets it
    within the minute. Raises WrongInput for a letter to nobody.

    Of somebody outside nothing is known: they work when the sender's académie does.
    """
    everyone = [address.lower() for address in letters.waiting(draft)]
    rhythms = _rhythms(everyone)
    usual = rhythm(academies().of(draft.mailbox.academy))
    found: dict[WallTime, list[str]] = defaultdict(list)
    for address in everyone:
        found[_time(rhythms.get(address, usual), now)].append(address)
    return {at: tuple(found[at]) for at in sorted(found)}


def suggestion(account: Account, now: datetime) -> WallTime | None:
    """Outside one's working day, when the next begins; nothing where that is not wanted."""
    academy = academies().of(account.academy)
    if not (academy.hours.propose_later and account.preference.propose_later):
        return None
    own = rhythm_of(account.login, academy)
    return None if is_in_working_day(now, own) else _time(own, now)


def is_quiet(account: Account, now: datetime) -> bool:
    """Whether notices of new mail are to be silent."""
    wish = account.preference.quiet_hours
    if wish == "nights":
        hour = now.astimezone(academies().of(account.academy).hours.clock).hour
        return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS
    if wish == "off_work":
        own = rhythm_of(account.login, academies().of(account.academy))
        return not is_in_working_day(now, own)
    return False


def is_in_working_day(moment: datetime, own: Rhythm) -> bool:
    """From the first half day's beginning to the last one's end: lunch is no time off."""
    here = moment.astimezone(own.hours.clock)
    slots = slots_of(here.date(), own)
    return bool(slots) and slots[0].start <= here < slots[-1].end


def _time(own: Rhythm, now: datetime) -> WallTime:
    """A wall time has whole minutes, and must be still to come."""
    coming = (now + timedelta(minutes=1)).replace(second=0, microsecond=0)
    return walltime.at(next_slot(coming, own), own.hours.timezone)


def _rhythms(addresses: list[str]) -> dict[str, Rhythm]:
    """Of those who are ours: their week, the hours and holidays of their académie."""
    found = Address.objects.filter(address__in=addresses).select_related("mailbox")
    boxes = {one.address: one.mailbox for one in found}
    return {
        address: rhythm_of(box.login, academies().of(box.academy)) for address, box in boxes.items()
    }
