"""How the service stands: for everybody, also those who cannot come in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from preau.web.portal.pages import status as pages


@require_safe
def status(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/status.html", {"page": pages.status(request)})
