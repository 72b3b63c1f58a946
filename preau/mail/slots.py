"""When the recipients of a letter are next at work, each in their own académie (W-01)."""

from collections import defaultdict
from datetime import datetime, timedelta

from preau.academies.registry import academies
from preau.formats import walltime
from preau.formats.walltime import WallTime
from preau.identity.models import Account, Address
from preau.mail import letters
from preau.mail.models import Draft
from preau.schooltime.queries import rhythm, rhythm_of
from preau.schooltime.slots import FRANCE, Rhythm, is_at_work, next_slot


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


def of_account(account: Account) -> Rhythm:
    return rhythm_of(account.login, academies().of(account.academy))


def suggestion(account: Account, now: datetime) -> WallTime | None:
    """Outside working hours, when they begin again; nothing while at work."""
    own = of_account(account)
    return None if is_at_work(now, own) else _time(own, now)


def _time(own: Rhythm, now: datetime) -> WallTime:
    """A wall time has whole minutes, and must be still to come."""
    coming = (now + timedelta(minutes=1)).replace(second=0, microsecond=0)
    return walltime.at(next_slot(coming, own), FRANCE.key)


def _rhythms(addresses: list[str]) -> dict[str, Rhythm]:
    """Of those who are ours: their week, the hours and holidays of their académie."""
    found = Address.objects.filter(address__in=addresses).select_related("mailbox")
    boxes = {one.address: one.mailbox for one in found}
    return {
        address: rhythm_of(box.login, academies().of(box.academy)) for address, box in boxes.items()
    }
