"""How one's mail looks; the settings begin here."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.settings.answers import keep, page_or_wish
from preau.web.settings.choices import READING
from preau.web.settings.pages.reading import reading as reading_page


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
