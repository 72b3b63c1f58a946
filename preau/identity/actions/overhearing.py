"""What the engines' logs tell of a program without a name: kept only where it is surely somebody's.

A try to send by port 25 names an address, and counts when it comes from a network where that person
was seen. A failed handshake names nobody: it counts when its network is that of one person alone.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from preau.identity.actions.hearing import PROTOCOLS, Pace, account_of, note_refusal
from preau.identity.models import Account, DeviceRefusal, DeviceUse
from preau.identity.throttle import ACCEPTED
from preau.journal.models import Entry

Reason = DeviceRefusal.Reason
SEEN_WITHIN = timedelta(days=60)

_overheard = Pace(every=5.0)


@dataclass(frozen=True)
class Overheard:
    """`address` is empty where nobody is named."""

    kind: str
    protocol: str
    network: str
    address: str = ""


def read(told: dict[str, Any]) -> Overheard | None:
    if (
        told.get("kind") not in (Reason.PORT_25, Reason.TLS)
        or told.get("protocol") not in PROTOCOLS
    ):
        return None
    network, address = str(told.get("network", ""))[:64], str(told.get("address", ""))[:255]
    return Overheard(str(told["kind"]), str(told["protocol"]), network, address)


def hear(said: Overheard) -> None:
    if not _overheard.lets(said):
        return
    account = _who_sends(said) if said.kind == Reason.PORT_25 else _only_one_at(said.network)
    if account is not None:
        note_refusal(account, said.kind, said.protocol, said.network)


def _who_sends(said: Overheard) -> Account | None:
    account = account_of(said.address)
    return account if account and account.login in logins_at(said.network) else None


def _only_one_at(network: str) -> Account | None:
    seen = logins_at(network)
    if len(seen) != 1:
        return None
    return Account.objects.filter(login=seen.pop(), state=Account.State.ACTIVE).first()


def logins_at(network: str) -> set[str]:
    """Whom we saw there of late: by a device, or by the web."""
    since = timezone.now() - SEEN_WITHIN
    devices = DeviceUse.objects.filter(network=network, last_at__gt=since)
    web = Entry.objects.filter(verb=ACCEPTED, network=network, at__gt=since)
    return {
        *devices.values_list("device__account__login", flat=True),
        *web.values_list("actor", flat=True).distinct(),
    }
