"""The help: a page, or what a search found; the same for who is signed in and who is not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from preau.web.help import pages

LONGEST_QUERY = 100


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    return render(request, "help/home.html", {"page": pages.home(request, query)})


@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "help/guide.html", {"page": pages.one(request, slug)})
