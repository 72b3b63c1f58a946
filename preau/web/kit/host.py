"""The host name asked for chooses the académie; any other host is told nothing."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from preau.academies.registry import academies

Answer = Callable[[HttpRequest], HttpResponse]


class AcademyMiddleware:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        academy = academies().by_host(request.META.get("HTTP_HOST", ""))
        if academy is None:
            return entrances(request)
        request.academy = academy  # type: ignore[attr-defined]
        return self.get_response(request)


def entrances(request: HttpRequest) -> HttpResponse:
    """Shown on a host of no académie: nothing but where the entrances are."""
    host = request.META.get("HTTP_HOST", "")
    port = host.rpartition(":")[2] if ":" in host else ""
    suffix = f":{port}" if port.isdigit() else ""
    shown = academies().all if settings.DEMO else ()
    links = [(a.name, f"//{a.demo_host}{suffix}/") for a in shown]
    return render(request, "shell/entrances.html", {"links": links}, status=404)
