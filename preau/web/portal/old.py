"""Bookmarks of the software before us, and entrances' own paths: they lead home (P-01)."""

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from preau.web.kit.errors import not_found
from preau.web.kit.request import AcademyRequest


def unknown(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Asked only for what is no page of ours; the rest of an old address means nothing here."""
    academy = cast(AcademyRequest, request).academy
    if request.method in ("GET", "HEAD") and academy.is_old_path(request.path):
        return HttpResponseRedirect(reverse("home"))
    return not_found(request, exception)
