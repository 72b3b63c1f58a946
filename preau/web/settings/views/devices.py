"""Devices: looked at, added, named, put out and, for a moment, taken back in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preau.identity import tokens
from preau.identity.access import own_device
from preau.identity.actions import devices as acts
from preau.identity.models import DevicePassword
from preau.kit.errors import NotFound, WrongInput
from preau.web.credentials.fresh import proved
from preau.web.kit.answers import told
from preau.web.kit.profile import profile_answer
from preau.web.kit.request import AccountRequest, network
from preau.web.kit.signed_in import signed_in
from preau.web.settings.pages import adding
from preau.web.settings.pages import devices as pages
from preau.web.shell.frame import Toast


@require_GET
@signed_in
def devices(request: AccountRequest) -> HttpResponse:
    return render(request, "settings/devices.html", {"page": pages.devices(request)})


@require_GET
@signed_in
def device(request: AccountRequest, number: int) -> HttpResponse:
    one = own_device(request.account, number)
    return render(request, "settings/device.html", {"page": pages.device(request, one)})


@require_GET
@signed_in
def kinds(request: AccountRequest) -> HttpResponse:
    return render(request, "settings/device_kinds.html", {"page": adding.kinds(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@proved
def naming(request: AccountRequest, kind: str) -> HttpResponse:
    """A device is a way in that asks for no second factor and outlives the session: an open browser
    is not enough to make one."""
    if kind not in DevicePassword.Kind.values:
        raise NotFound
    if request.method != "POST":
        return _ask_name(request, kind)
    try:
        one, token = acts.add_device(
            request.account,
            request.POST.get("name", ""),
            kind,
            request.POST.getlist("may"),
            network=network(request),
        )
    except WrongInput as error:
        return _ask_name(request, kind, str(error))
    link = acts.issue_profile_link(one, token)
    return render(
        request, "settings/device_made.html", {"page": adding.made(request, one, token, link)}
    )


def _ask_name(request: AccountRequest, kind: str, error: str = "") -> HttpResponse:
    page = adding.naming(request, kind, error)
    return render(
        request, "settings/device_name.html", {"page": page}, status=422 if error else 200
    )


@require_GET
@signed_in
def first(request: AccountRequest, number: int) -> HttpResponse:
    """Asked every few seconds by the page of a new device, until it came in."""
    one = own_device(request.account, number)
    return render(request, "settings/_device_first.html", {"first": adding.first_use(one)})


@require_POST
@signed_in
def profile(request: AccountRequest, number: int) -> HttpResponse:
    """The page still has the password: we do not, so it gives it back to be put in the file."""
    one = own_device(request.account, number)
    token = request.POST.get("password", "")
    if one.kind != DevicePassword.Kind.APPLE or tokens.digest(token) != one.sha256:
        raise NotFound
    return profile_answer(one, token)


@require_GET
@signed_in
def sheet(request: AccountRequest, kind: str) -> HttpResponse:
    if kind not in DevicePassword.Kind.values:
        raise NotFound
    return render(request, "settings/device_sheet.html", {"page": adding.sheet(request, kind)})


@require_POST
@signed_in
def rename(request: AccountRequest, number: int) -> HttpResponse:
    one = own_device(request.account, number)
    acts.rename(one, request.POST.get("name", ""))
    return told(request, reverse("settings:device", args=[number]), Toast(_("Saved")))


@require_POST
@signed_in
def revoke(request: AccountRequest, number: int) -> HttpResponse:
    one = own_device(request.account, number)
    acts.revoke(one, network=network(request))
    sentence = _("“%(name)s” is shut out. Your other devices go on.") % {"name": one.name}
    return told(request, reverse("settings:devices"), Toast(sentence))
