"""Passkeys, the authenticator app, recovery codes: added and removed by who proved again who they
are."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from preau.identity.actions.authenticators import remove_authenticator
from preau.identity.actions.passkeys import remove_passkey, rename_passkey
from preau.identity.actions.recovery_codes import make_codes
from preau.web.credentials import ceremony
from preau.web.credentials.enrolling import NotAdded, add_app, add_passkey, first_codes
from preau.web.credentials.fresh import proved
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest, network
from preau.web.kit.signed_in import signed_in
from preau.web.settings.answers import page_or_wish
from preau.web.settings.pages.factors import (
    codes_page,
    factors_page,
    new_app_page,
    new_key_page,
)
from preau.web.shell.frame import Toast


@require_GET
@signed_in
def factors(request: AccountRequest) -> HttpResponse:
    return render(request, "settings/factors.html", {"page": factors_page(request)})


@page_or_wish
@signed_in
@proved
def new_passkey(request: AccountRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "settings/new_passkey.html", {"page": new_key_page(request)})
    try:
        kept = add_passkey(request, request.account)
    except NotAdded as refused:
        page = new_key_page(request, str(refused))
        return render(request, "settings/new_passkey.html", {"page": page}, status=422)
    return added(request, _("The passkey “%(name)s” was added.") % {"name": kept.name})


@require_POST
@signed_in
@proved
def passkey_options(request: AccountRequest) -> HttpResponse:
    return JsonResponse(ceremony.to_register(request, request.account))


@require_POST
@signed_in
def passkey_proof(request: AccountRequest) -> HttpResponse:
    """What a passkey signs to prove again who one is."""
    return JsonResponse(ceremony.to_show(request, request.account))


@require_POST
@signed_in
def passkey(request: AccountRequest, number: int) -> HttpResponse:
    kept = rename_passkey(
        request.account, number, request.POST.get("name", ""), network=network(request)
    )
    sentence = _("This passkey is now called “%(name)s”.") % {"name": kept.name}
    return told(request, reverse("settings:factors"), Toast(sentence))


@require_POST
@signed_in
@proved
def passkey_removal(request: AccountRequest, number: int) -> HttpResponse:
    kept = remove_passkey(request.account, number, network=network(request))
    sentence = _("The passkey “%(name)s” was removed.") % {"name": kept.name}
    return told(request, reverse("settings:factors"), Toast(sentence))


@page_or_wish
@signed_in
@proved
def new_authenticator(request: AccountRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "settings/new_app.html", {"page": new_app_page(request)})
    try:
        add_app(request, request.account)
    except NotAdded as refused:
        page = new_app_page(request, str(refused))
        return render(request, "settings/new_app.html", {"page": page}, status=422)
    return added(request, _("The authenticator app was added."))


@require_POST
@signed_in
@proved
def authenticator_removal(request: AccountRequest) -> HttpResponse:
    remove_authenticator(request.account, network=network(request))
    sentence = _("The authenticator app was removed.")
    return told(request, reverse("settings:factors"), Toast(sentence))


@require_POST
@signed_in
@proved
def codes(request: AccountRequest) -> HttpResponse:
    """Ten new ones, in this answer and nowhere else."""
    page = codes_page(request, make_codes(request.account, network=network(request)))
    return render(request, "settings/codes.html", {"page": page})


def added(request: AccountRequest, sentence: str) -> HttpResponse:
    """With the first factor come the codes for the day it is lost."""
    made = first_codes(request, request.account)
    if made:
        page = codes_page(request, made, are_first=True)
        return render(request, "settings/codes.html", {"page": page})
    return told(request, reverse("settings:factors"), Toast(sentence))
