"""A device that comes from a new place is told to its owner, once (X-09).

A place is wider than an address: a telephone changes its own each hour, within what its operator
owns.
"""

from datetime import datetime
from ipaddress import ip_address, ip_network

from django.utils.translation import gettext as _

from preau.identity.actions.telling import tell
from preau.identity.addressing import addressing
from preau.identity.models import DevicePassword
from preau.kit import moments

WIDTH = {4: 16, 6: 32}


def tell_of_new_place(device: DevicePassword, network: str, now: datetime) -> None:
    """Nothing on its very first use, which follows the letter that told of its making."""
    known = {place(one) for one in device.uses.values_list("network", flat=True)}
    if not known or place(network) in known:
        return
    account = device.account
    with addressing(account):
        words = {"name": device.name, "moment": moments.full_label(now), "network": network}
        tell(account, _("New place for your device “%(name)s”") % words, _of_place() % words)


def tell_of_new_device(device: DevicePassword, network: str) -> None:
    account = device.account
    with addressing(account):
        words = {
            "name": device.name,
            "moment": moments.full_label(device.created_at),
            "network": network,
        }
        tell(account, _("New device on your mailbox: %(name)s") % words, _of_device() % words)


def _of_device() -> str:
    return _(
        "A password was made for a new device, “%(name)s”: with it, a mail program or a telephone "
        "reads and sends your mail.\n\n"
        "When: %(moment)s\nFrom: network %(network)s\n\n"
        "If it was you, there is nothing to do.\n\n"
        "If it was not you, open your mail, then Settings, Devices, and remove this device; change "
        "your password, and tell the help desk.\n\n"
        "Nobody will ever ask you for a password."
    )


def _of_place() -> str:
    return _(
        "The device “%(name)s” signed in to your mailbox, with its own password, from a place it "
        "had not come from before.\n\n"
        "When: %(moment)s\nFrom: network %(network)s\n\n"
        "If it is you, there is nothing to do.\n\n"
        "If it is not you, open your mail, then Settings, Devices, and remove this device: it is "
        "shut out at once, and your other devices go on. Then tell the help desk.\n\n"
        "Nobody will ever ask you for a password."
    )


def place(network: str) -> str:
    """`176.132.0.0/16`; what is no address is a place of its own."""
    try:
        address = ip_address(network)
    except ValueError:
        return network
    return str(ip_network((address, WIDTH[address.version]), strict=False))
