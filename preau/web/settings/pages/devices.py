"""Devices: which ones sign in, and why one does not."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from preau.engines.errors import EngineError
from preau.identity.devices import Known, devices_of, known_of, refusals_of
from preau.identity.doors import doveadm
from preau.identity.models import Account, DevicePassword, DeviceUse
from preau.kit import moments
from preau.web.kit.programs import Programs, programs
from preau.web.kit.request import AccountRequest
from preau.web.settings import guides
from preau.web.settings.guides import Guide
from preau.web.settings.pages.refusals import Refused, refused
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True)
class Used:
    """`by` and `network` are empty for a device that never came in."""

    moment: str
    iso: str
    by: str = ""
    network: str = ""


@dataclass(frozen=True)
class Device:
    number: int
    name: str
    kind: str
    icon: str
    url: str
    may: str
    created: Used
    last: Used | None
    synced: Used | None
    is_connected: bool = False


@dataclass(frozen=True, kw_only=True)
class DevicesPage(Sheet):
    devices: list[Device]
    refusals: list[Refused]
    add_url: str
    count: str


@dataclass(frozen=True, kw_only=True)
class DevicePage(Sheet):
    device: Device
    networks: list[Used]
    guide: Guide
    programs: Programs
    back_url: str


def devices(request: AccountRequest) -> DevicesPage:
    person = request.account
    known = devices_of(person)
    connected = networks_now(person) if known else frozenset()
    return DevicesPage(
        **around(
            request,
            "devices",
            _("Devices"),
            _("Telephones and programs that read your mail, each with a password of its own."),
        ),
        devices=[shown(one, connected) for one in known],
        refusals=[refused(one) for one in refusals_of(person)],
        add_url=reverse("settings:device_kinds"),
        count=ngettext("%(n)s device", "%(n)s devices", len(known)) % {"n": len(known)},
    )


def device(request: AccountRequest, one: DevicePassword) -> DevicePage:
    known = known_of(one)
    return DevicePage(
        **around(
            request, "devices", one.name, _("One device: what it did, and how to put it out.")
        ),
        device=shown(known, networks_now(request.account)),
        networks=[used(use) for use in known.networks[:10]],
        guide=guides.guide(one.kind),
        programs=programs(request.account, request.academy, tuple(one.allowed)),
        back_url=reverse("settings:devices"),
    )


def networks_now(person: Account) -> frozenset[str]:
    """Where programs are connected from at this moment; none when nobody can tell."""
    try:
        return frozenset(one.network for one in doveadm().connected(person.login))
    except EngineError:
        return frozenset()


def shown(known: Known, connected: frozenset[str]) -> Device:
    one, last = known.device, known.last
    synced = known.last_by("imap")
    return Device(
        number=one.pk,
        name=one.name,
        kind=guides.title(one.kind),
        icon=guides.guide(one.kind).icon,
        url=reverse("settings:device", kwargs={"number": one.pk}),
        may=may(one.allowed),
        created=Used(moments.full_label(one.created_at), moments.iso(one.created_at)),
        last=used(last) if last else None,
        synced=used(synced) if synced else None,
        is_connected=synced is not None and synced.network in connected,
    )


def used(use: DeviceUse) -> Used:
    return Used(
        moments.full_label(use.last_at), moments.iso(use.last_at), by(use.protocol), use.network
    )


def by(protocol: str) -> str:
    return {
        "imap": pgettext("what a device does", "reading (IMAP)"),
        "smtp": pgettext("what a device does", "sending (SMTP)"),
        "sieve": pgettext("what a device does", "filters (ManageSieve)"),
    }.get(protocol, protocol)


def may(protocols: list[str]) -> str:
    return ", ".join(by(one) for one in protocols)
