"""One's password: changed here, and asked for again before what touches the account's safety."""

from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from preau.federation.actions.binding import verifier
from preau.identity.actions.changing_password import SamePassword, WeakPassword, change_password
from preau.identity.actions.signing_in import TooManyTries, WrongNameOrPassword, prove_again
from preau.web.credentials.ceremony import WrongPasskey, shown_passkey
from preau.web.credentials.elsewhere import Elsewhere, elsewhere
from preau.web.credentials.fresh import ask_again, is_fresh, refresh
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest, network
from preau.web.kit.signed_in import signed_in
from preau.web.settings.answers import page_or_wish
from preau.web.settings.pages.password import (
    PasswordPage,
    confirm_page,
    elsewhere_page,
    has_password,
    password_page,
)
from preau.web.shell.frame import Toast


@page_or_wish
@signed_in
def password(request: AccountRequest) -> HttpResponse:
    place = elsewhere(request.academy)
    if place is not None:
        return told_elsewhere(request, place)
    if not has_password(request.account) and not is_fresh(request):
        return ask_again(request)
    if request.method != "POST":
        return shown(request, password_page(request))
    typed = request.POST.get("password", "")
    refused = "" if is_fresh(request) else refusal(request, request.POST.get("present", ""))
    if refused:
        return shown(request, password_page(request, typed, present_error=refused), 422)
    try:
        own = request.session.session_key or ""
        change_password(request.account, typed, network=network(request), but=own)
    except WeakPassword:
        return shown(request, password_page(request, typed), 422)
    except SamePassword:
        error = _("This is your present password: choose another one.")
        return shown(request, password_page(request, typed, error=error), 422)
    # Every other session carries the mark of the former password, and ends.
    request.session[HASH_SESSION_KEY] = request.account.get_session_auth_hash()
    sentence = _("Your password is changed. Your other sessions were ended.")
    return told(request, reverse("settings:security"), Toast(sentence))


@page_or_wish
@signed_in
def confirm(request: AccountRequest) -> HttpResponse:
    """The present password, a passkey, or another place; then back to where it was asked for."""
    back = own_page(request)
    if request.method != "POST":
        return render(request, "settings/confirm.html", {"page": confirm_page(request, back)})
    refused = passkey_refusal(request) if "credential" in request.POST else refusal(
        request, request.POST.get("present", "")
    )  # fmt: skip
    if refused:
        page = confirm_page(request, back, refused)
        return render(request, "settings/confirm.html", {"page": page}, status=422)
    refresh(request)
    return HttpResponseRedirect(back)


def told_elsewhere(request: AccountRequest, place: Elsewhere) -> HttpResponse:
    """Nothing is changed here, whatever was posted."""
    page = elsewhere_page(request, place)
    status = 403 if request.method == "POST" else 200
    return render(request, "settings/password_elsewhere.html", {"page": page}, status=status)


def shown(request: AccountRequest, page: PasswordPage, status: int = 200) -> HttpResponse:
    return render(request, "settings/password.html", {"page": page}, status=status)


def refusal(request: AccountRequest, present: str) -> str:
    """A sentence, or nothing when the present password is right."""
    try:
        prove_again(
            request.account,
            present,
            network=network(request),
            verify=verifier(request.academy.slug),
        )
    except WrongNameOrPassword:
        return _("This is not your present password.")
    except TooManyTries:
        return _("Too many tries. Wait a quarter of an hour, or ask the help desk.")
    return ""


def passkey_refusal(request: AccountRequest) -> str:
    try:
        shown_passkey(request, request.POST["credential"], of=request.account)
    except WrongPasskey as error:
        return str(error)
    return ""


def own_page(request: AccountRequest) -> str:
    """A page of settings, and no other place."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    root = reverse("settings:home")
    if wanted.startswith(root) and url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return wanted
    return reverse("settings:security")
