"""“Add a device”: its kind, its name, then its password and how to set it up."""

from dataclasses import dataclass

import segno
from django.urls import reverse
from django.utils.translation import gettext as _

from preau.identity.devices import known_of, refusals_of
from preau.identity.models import DevicePassword
from preau.web.kit.programs import Programs, programs
from preau.web.kit.request import AccountRequest
from preau.web.settings.guides import Guide, guide, guides
from preau.web.settings.pages.devices import Used, used
from preau.web.settings.pages.refusals import Refused, refused
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True)
class KindLink:
    guide: Guide
    url: str


@dataclass(frozen=True)
class Permission:
    """One thing the device may do."""

    protocol: str
    label: str
    hint: str
    is_given: bool


@dataclass(frozen=True, kw_only=True)
class KindsPage(Sheet):
    kinds: list[KindLink]
    back_url: str


@dataclass(frozen=True, kw_only=True)
class NamePage(Sheet):
    guide: Guide
    action: str
    permissions: list[Permission]
    back_url: str
    name: str
    error: str = ""


@dataclass(frozen=True)
class FirstUse:
    """Whether the new device came in yet, or what keeps it out."""

    url: str
    came: list[Used]
    refusals: list[Refused]


@dataclass(frozen=True, kw_only=True)
class MadePage(Sheet):
    number: int
    guide: Guide
    password: str
    programs: Programs
    picture: str
    profile_url: str
    sheet_url: str
    back_url: str
    first: FirstUse


@dataclass(frozen=True)
class SheetPage:
    academy_name: str
    accent: str
    person: str
    guide: Guide
    programs: Programs
    help_url: str


def kinds(request: AccountRequest) -> KindsPage:
    return KindsPage(
        **around(request, "devices", _("Add a device"), _("Which one is it?")),
        kinds=[
            KindLink(one, reverse("settings:device_name", kwargs={"kind": one.kind}))
            for one in guides()
        ],
        back_url=reverse("settings:devices"),
    )


def naming(request: AccountRequest, kind: str, error: str = "") -> NamePage:
    one = guide(kind)
    return NamePage(
        **around(request, "devices", _("Add a device"), one.title),
        guide=one,
        action=reverse("settings:device_name", kwargs={"kind": kind}),
        permissions=permissions(one),
        back_url=reverse("settings:device_kinds"),
        name=request.POST.get("name", one.name),
        error=error,
    )


def permissions(one: Guide) -> list[Permission]:
    labels = {
        "imap": (_("Read and file mail"), _("IMAP")),
        "smtp": (_("Send mail"), _("SMTP")),
        "sieve": (_("Change filters"), _("ManageSieve, for an extension such as Sieve")),
    }
    return [Permission(name, *labels[name], name in one.protocols[:2]) for name in labels]


def made(request: AccountRequest, device: DevicePassword, token: str, link: str) -> MadePage:
    one, number = guide(device.kind), {"number": device.pk}
    return MadePage(
        **around(
            request,
            "devices",
            _("“%(name)s” is ready") % {"name": device.name},
            _("This page is shown once: keep it open until the device works."),
        ),
        number=device.pk,
        guide=one,
        password=token,
        programs=programs(request.account, request.academy, tuple(device.allowed)),
        picture=picture(request.build_absolute_uri(reverse("device_link", kwargs={"token": link}))),
        profile_url=reverse("settings:device_profile", kwargs=number),
        sheet_url=reverse("settings:device_sheet", kwargs={"kind": device.kind}),
        back_url=reverse("settings:devices"),
        first=first_use(device),
    )


def picture(address: str) -> str:
    """A QR code as the address of an image, dark on white whatever the theme."""
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff"))


def first_use(device: DevicePassword) -> FirstUse:
    since = [one for one in refusals_of(device.account) if one.last_at >= device.created_at]
    return FirstUse(
        url=reverse("settings:device_first", kwargs={"number": device.pk}),
        came=[used(use) for use in known_of(device).uses[:1]],
        refusals=[refused(one) for one in since[:2]],
    )


def sheet(request: AccountRequest, kind: str) -> SheetPage:
    academy, one = request.academy, guide(kind)
    return SheetPage(
        academy_name=academy.name,
        accent=f"accent-{academy.slug}",
        person=request.account.name,
        guide=one,
        programs=programs(request.account, academy, one.protocols),
        help_url=academy.help.site,
    )
