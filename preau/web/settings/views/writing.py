"""Names and signatures, and the time to change one's mind."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from preau.kit.errors import NotFound
from preau.mail.actions import signing
from preau.mail.models import Identity
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.settings.answers import keep, page_or_wish, saved
from preau.web.settings.choices import WRITING
from preau.web.settings.pages.writing import senders_of
from preau.web.settings.pages.writing import writing as writing_page


@page_or_wish
@signed_in
def writing(request: AccountRequest) -> HttpResponse:
    if request.method == "POST":
        return keep(request, WRITING, "settings:writing")
    return render(request, "settings/writing.html", {"page": writing_page(request)})


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
    for identity in senders_of(request.account):
        if identity.pk == number:
            return identity
    raise NotFound
