"""What is known of a person's devices, and of the programs that stay outside."""

from dataclasses import dataclass
from datetime import datetime

from preau.identity.models import Account, DevicePassword, DeviceRefusal, DeviceUse


@dataclass(frozen=True)
class Known:
    """A device and its uses, the last first."""

    device: DevicePassword
    uses: list[DeviceUse]

    @property
    def last(self) -> DeviceUse | None:
        return self.uses[0] if self.uses else None

    def last_by(self, protocol: str) -> DeviceUse | None:
        return next((use for use in self.uses if use.protocol == protocol), None)

    @property
    def networks(self) -> list[DeviceUse]:
        """The last use from each network."""
        return list({use.network: use for use in reversed(self.uses)}.values())[::-1]


def devices_of(account: Account) -> list[Known]:
    """Those that open something, the last used first."""
    found = account.devices.filter(revoked_at__isnull=True).prefetch_related("uses")
    known = [known_of(device) for device in found.order_by("-created_at")]
    return sorted(known, key=_last_moment, reverse=True)


def known_of(device: DevicePassword) -> Known:
    return Known(device, sorted(device.uses.all(), key=lambda use: use.last_at, reverse=True))


def _mends(use: DeviceUse, refusal: DeviceRefusal) -> bool:
    """Somebody came in since by the same way: the same device, where it is known."""
    way = (use.protocol, use.network) == (refusal.protocol, refusal.network)
    is_same = refusal.device_id in (None, use.device_id)
    return way and is_same and use.last_at > refusal.last_at


def _last_moment(known: Known) -> datetime:
    return known.last.last_at if known.last else known.device.created_at


def refusals_of(account: Account, most: int = 8) -> list[DeviceRefusal]:
    """What still keeps a program out: the last cause by protocol and network, unless one came in
    since by the same way."""
    uses = list(DeviceUse.objects.filter(device__account=account))
    latest: dict[tuple[str, str, int | None], DeviceRefusal] = {}
    for one in account.refusals.select_related("device").order_by("last_at"):
        if not any(_mends(use, one) for use in uses):
            latest[one.protocol, one.network, one.device_id] = one
    return sorted(latest.values(), key=lambda one: one.last_at, reverse=True)[:most]
