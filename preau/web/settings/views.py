"""Settings: each form posts one wish, which applies at once and says so."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preau.identity.actions.preferring import prefer
from preau.kit.errors import NotFound
from preau.mail.actions import signing
from preau.mail.actions.trusting import doubt_images, trust_images
from preau.mail.models import Identity
from preau.web.kit.answers import keep_for_later, told
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.kit.signed_in import signed_in
from preau.web.settings import pages
from preau.web.settings.choices import READING, WRITING
from preau.web.shell.frame import Toast

page_or_wish = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@signed_in
def home(request: AccountRequest) -> HttpResponse:
    del request
    return HttpResponseRedirect(reverse("settings:reading"))


@page_or_wish
@signed_in
def reading(request: AccountRequest) -> HttpResponse:
    if request.method == "POST":
        return keep(request, READING, "settings:reading")
    return render(request, "settings/reading.html", {"page": pages.reading(request)})


@page_or_wish
@signed_in
def writing(request: AccountRequest) -> HttpResponse:
    if request.method == "POST":
        return keep(request, WRITING, "settings:writing")
    return render(request, "settings/writing.html", {"page": pages.writing(request)})


@require_POST
@signed_in
def signature(request: AccountRequest, identity: int) -> HttpResponse:
    mine = own_identity(request, identity)
    if "name" in request.POST:
        signing.rename(mine, request.POST["name"], by=request.account)
    if request.POST.get("format") == "html":
        signing.sign(mine, request.POST.get("html", ""))
    elif "text" in request.POST:
        signing.sign_in_plain(mine, request.POST["text"])
    return saved(request, "settings:writing")


def own_identity(request: AccountRequest, number: int) -> Identity:
    """Not there and not yours give one answer."""
    for identity in pages.senders_of(request.account):
        if identity.pk == number:
            return identity
    raise NotFound


@page_or_wish
@signed_in
def senders(request: AccountRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "settings/senders.html", {"page": pages.senders(request)})
    here = reverse("settings:senders")
    if token := request.POST.get("token", ""):  # what the toast's "Undo" sends back
        trust_images(request.account, token)
        toast = Toast(_("%(address)s is trusted again.") % {"address": token})
    else:
        address = request.POST.get("address", "")
        doubt_images(request.account, address)
        sentence = _("Images of %(address)s are held back from now on.") % {"address": address}
        toast = Toast(sentence, address, here)
    return gone_to(request, here, toast)


@require_GET
@signed_in
def account(request: AccountRequest) -> HttpResponse:
    return render(request, "settings/account.html", {"page": pages.account(request)})


@require_GET
@signed_in
def security(request: AccountRequest) -> HttpResponse:
    return render(request, "settings/security.html", {"page": pages.security(request)})


# Answers


def keep(request: AccountRequest, names: tuple[str, ...], page: str) -> HttpResponse:
    given = [name for name in names if name in request.POST]
    for name in given:
        prefer(request.account, name, request.POST[name])
    if "language" in given and is_fragment(request):
        # Every sentence of the page changes, also those around it.
        with translation.override(request.POST["language"]):
            keep_for_later(request, Toast(_("Saved")))
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return saved(request, page)


def saved(request: AccountRequest, page: str) -> HttpResponse:
    if is_fragment(request):
        return render(request, "settings/_saved.html")
    return told(request, reverse(page), Toast(_("Saved")))


def gone_to(request: AccountRequest, url: str, toast: Toast) -> HttpResponse:
    keep_for_later(request, toast)
    if is_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)
