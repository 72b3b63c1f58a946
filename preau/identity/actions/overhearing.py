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
from preau.journal.queries import recent

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
    return account if account and _seen(said.network, account.login) else None


def _only_one_at(network: str) -> Account | None:
    seen = _seen(network)
    if len(seen) != 1:
        return None
    return Account.objects.filter(login=seen.pop(), state=Account.State.ACTIVE).first()


def _seen(network: str, login: str = "") -> set[str]:
    """Whom we saw there of late, by a device or by the web: two at most, or the one asked about.

    A school's network has seen hundreds, and every program that fails there asks.
    """
    devices = DeviceUse.objects.filter(network=network, last_at__gt=timezone.now() - SEEN_WITHIN)
    web = recent(ACCEPTED, within=SEEN_WITHIN).filter(network=network)
    if login:
        devices, web = devices.filter(device__account__login=login), web.filter(actor=login)
    by_device = devices.values_list("device__account__login", flat=True).distinct()
    return {*by_device[:2], *web.values_list("actor", flat=True).distinct()[:2]}
