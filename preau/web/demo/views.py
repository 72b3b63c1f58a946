"""The demonstration's world outside: everybody may look, nobody in it exists."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from preau.web.demo.pages import letters


@never_cache
def outside(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/outside.html", {"letters": letters()})
