"""So many people come in at once that one more would wait longer than lines stay open: the door
says so of the request, and it is answered without doing anything."""

from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

CROWD = "preau.crowd"
"""In the environment of such a request: the seconds after which it may be sent again."""


def is_crowded(request: HttpRequest) -> bool:
    return CROWD in request.META


def come_again(request: HttpRequest) -> HttpResponse:
    seconds = ceil(float(request.META[CROWD]))
    context = {"academy": getattr(request, "academy", None), "here_url": request.get_full_path()}
    response = render(request, "shell/crowd.html", context, status=503)
    response.headers["Retry-After"] = str(seconds)
    return response
