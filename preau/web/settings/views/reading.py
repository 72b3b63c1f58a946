"""How one's mail looks; the settings begin here."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from preau.identity.actions.preferring import reset_display
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import clear, signed_in
from preau.web.settings.answers import keep, page_or_wish
from preau.web.settings.choices import READING
from preau.web.settings.pages.reading import reading as reading_page
from preau.web.shell.frame import Toast


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
    return render(request, "settings/reading.html", {"page": reading_page(request)})


@require_POST
@signed_in
def reset(request: AccountRequest) -> HttpResponse:
    """Pages as on the first day, and nothing of ours kept by this browser (E-09)."""
    reset_display(request.account)
    done = Toast(_("The display is as on the first day."))
    response = told(request, reverse("settings:reading"), done)
    clear(response)
    return response
