"""The host name asked for chooses the académie; any other host is told nothing."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from preau.academies.registry import Academy, academies

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


def entrance_of(academy: Academy, suffix: str) -> str:
    """The one to bookmark; in the demo, the one that answers on this machine."""
    demo = f"//{academy.demo_host}{suffix}/"
    return demo if settings.DEMO else f"//{academy.entrance.host}/"


def entrances(request: HttpRequest) -> HttpResponse:
    """Shown on a host of no académie: nothing but where the entrances are."""
    host = request.META.get("HTTP_HOST", "")
    port = host.rpartition(":")[2] if ":" in host else ""
    suffix = f":{port}" if port.isdigit() else ""
    links = [(a.name, entrance_of(a, suffix)) for a in academies().all]
    return render(request, "shell/entrances.html", {"links": links}, status=404)
