"""Devices: each with a password of its own, shown once, taken back alone and at once (E-17)."""

import contextlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.engines.errors import EngineAway
from preau.identity import tokens
from preau.identity.actions.cutting import cut_off
from preau.identity.actions.proving import NotProved, issue_link, look_at_link, use_link
from preau.identity.actions.telling_of_devices import tell_of_new_device
from preau.identity.models import Account, DevicePassword, DeviceRefusal, DeviceUse
from preau.journal.actions import record
from preau.kit.errors import WrongInput

PROTOCOLS = ("imap", "smtp", "sieve")
MOST = 30
LONGEST_NAME = 60
LINK, LINK_LASTS = "device.profile", timedelta(minutes=10)
USES_KEPT, REFUSALS_KEPT, REVOKED_KEPT = (timedelta(days=days) for days in (365, 14, 365))


def add_device(
    account: Account, name: str, kind: str, protocols: list[str], *, network: str
) -> tuple[DevicePassword, str]:
    """The device and its password, which is known only now. Raises WrongInput."""
    chosen = [one for one in PROTOCOLS if one in protocols]
    if not chosen:
        raise WrongInput(_("Choose at least one thing this device may do."))
    if account.devices.filter(revoked_at__isnull=True).count() >= MOST:
        raise WrongInput(_("You have too many devices: remove one that no longer serves."))
    token = tokens.make()
    device = DevicePassword.objects.create(
        account=account,
        name=_name(name),
        kind=kind if kind in DevicePassword.Kind.values else DevicePassword.Kind.OTHER,
        sha256=tokens.digest(token),
        protocols=f",{','.join(chosen)},",
    )
    _journal("device.added", device, network)
    tell_of_new_device(device, network)
    return device, token


def rename(device: DevicePassword, name: str) -> None:
    device.name = _name(name)
    device.save(update_fields=["name"])


def revoke(device: DevicePassword, *, network: str) -> None:
    """It opens nothing more from now on, and what it had open ends."""
    with transaction.atomic():
        done = DevicePassword.objects.filter(pk=device.pk, revoked_at__isnull=True).update(
            revoked_at=timezone.now(), sealed=""
        )
        if done:
            _journal("device.revoked", device, network)
    with contextlib.suppress(EngineAway):  # the worker tries again
        cut_off(device.account.login)


def _name(name: str) -> str:
    words = " ".join(name.split())[:LONGEST_NAME]
    if not words:
        raise WrongInput(_("Give the device a name, such as “My telephone”."))
    return words


def _journal(verb: str, device: DevicePassword, network: str) -> None:
    account = device.account
    record(verb, by=account.login, academy=account.academy, network=network, name=device.name)


# A link that hands the password over once, to a telephone that reads it from a screen


def issue_profile_link(device: DevicePassword, token: str) -> str:
    """Works once, for ten minutes; the password waits sealed under it."""
    link = issue_link(device.account, _purpose(device.pk), LINK_LASTS)
    device.sealed = tokens.seal(token, link)
    device.save(update_fields=["sealed"])
    return f"{device.pk}-{link}"


def look_at_profile_link(link: str) -> DevicePassword:
    """Whose profile it would give, without using it up. Raises NotProved."""
    number, _hyphen, key = link.partition("-")
    look_at_link(_purpose(number), key)
    return _waiting(number)


def use_profile_link(link: str) -> tuple[DevicePassword, str]:
    """The device and its password, once. Raises NotProved."""
    number, _hyphen, key = link.partition("-")
    use_link(_purpose(number), key)
    device = _waiting(number)
    token = tokens.unseal(device.sealed, key)
    DevicePassword.objects.filter(pk=device.pk).update(sealed="")
    return device, token


def _purpose(number: int | str) -> str:
    """One a device: the code of another, made meanwhile, takes nothing from the first."""
    return f"{LINK}.{number}"[:40]


def _waiting(number: str) -> DevicePassword:
    open_ones = DevicePassword.objects.filter(revoked_at__isnull=True).exclude(sealed="")
    device = open_ones.filter(pk=number).select_related("account__preference").first()
    if device is None or device.account.state != Account.State.ACTIVE:
        raise NotProved
    return device


def forget_old_devices() -> None:
    """For the worker: what no longer helps anybody."""
    now = timezone.now()
    waiting = DevicePassword.objects.filter(created_at__lt=now - LINK_LASTS)
    waiting.exclude(sealed="").update(sealed="")
    DevicePassword.objects.filter(revoked_at__lt=now - REVOKED_KEPT).delete()
    DeviceUse.objects.filter(last_at__lt=now - USES_KEPT).delete()
    DeviceRefusal.objects.filter(last_at__lt=now - REFUSALS_KEPT).delete()
