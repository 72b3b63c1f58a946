"""The host name asked for chooses the académie; any other host is told nothing."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from preau.academies.registry import Academy, academies

Answer = Callable[[HttpRequest], HttpResponse]
# What mail programs ask at hosts that are no entrance (web/discovery/urls.py).
SET_UP = re.compile(
    r"/(mail/config-v1\.1\.xml\Z|\.well-known/autoconfig/|autodiscover/)", re.IGNORECASE
)


class AcademyMiddleware:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.META.get("HTTP_HOST", "")
        academy = academies().by_host(host)
        if academy is None and SET_UP.match(request.path):
            academy = academies().by_service_host(host)
        if academy is None:
            return entrances(request)
        request.academy = academy  # type: ignore[attr-defined]
        # Every page says its times as clocks there show them.
        with timezone.override(academy.hours.clock):
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
