"""How settings answer: what applied at once says so, in place or on the page again."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from preau.identity.actions.preferring import prefer
from preau.web.kit.answers import keep_for_later, told
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.shell.frame import Toast

page_or_wish = require_http_methods(["GET", "HEAD", "POST"])


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
