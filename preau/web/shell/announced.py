"""What an académie's people are told on every page, until they close it."""

import time
from dataclasses import dataclass
from typing import cast

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.kit import moments
from preau.support.models import Announcement
from preau.support.queries import announced_in
from preau.web.kit.request import AcademyRequest

LASTS = 2.0
COOKIE, KEPT_SECONDS, MOST = "preau_dismissed", 90 * 86400, 20
FACES = {
    Announcement.Level.INFO: ("info", "notice"),
    Announcement.Level.PLANNED: ("calendar-clock", "warning"),
    Announcement.Level.TROUBLE: ("triangle-alert", "danger"),
}
_known: dict[str, tuple[float, list[Announcement]]] = {}


@dataclass(frozen=True)
class Announced:
    number: int
    sentence: str
    when: str
    icon: str
    level: str


def announced(request: HttpRequest) -> list[Announced]:
    """Those that were not closed in this browser."""
    closed = dismissed(request)
    return [one for one in all_announced(request) if str(one.number) not in closed]


def all_announced(request: HttpRequest) -> list[Announced]:
    academy = getattr(cast(AcademyRequest, request), "academy", None)
    return [_face(one) for one in _told_in(academy.slug)] if academy else []


def dismissed(request: HttpRequest) -> list[str]:
    return [one for one in request.COOKIES.get(COOKIE, "").split(".") if one.isdecimal()]


def dismiss(request: HttpRequest, response: HttpResponse, number: int) -> None:
    """This browser shows it no more."""
    kept = [one for one in dismissed(request) if one != str(number)]
    numbers = ".".join([*kept, str(number)][-MOST:])
    response.set_cookie(
        COOKIE,
        numbers,
        max_age=KEPT_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def _told_in(academy: str) -> list[Announcement]:
    """Every page asks: the answer is at most two seconds old, and none while the base is away."""
    until, told = _known.get(academy, (0.0, []))
    if time.monotonic() > until:
        try:
            told = announced_in(academy)
        except DatabaseError:
            told = []
        _known[academy] = (time.monotonic() + LASTS, told)
    return told


def _face(one: Announcement) -> Announced:
    icon, level = FACES[Announcement.Level(one.level)]
    when = "" if one.level == Announcement.Level.INFO else _when(one)
    return Announced(one.pk, one.text, when, icon, level)


def _when(one: Announcement) -> str:
    begin, end = timezone.localtime(one.begins_at), timezone.localtime(one.ends_at)
    if begin.date() == end.date():
        span = {"begin": f"{begin:%H:%M}", "end": f"{end:%H:%M}"}
        span["day"] = moments.day_label(begin.date())
        return _("%(day)s, from %(begin)s to %(end)s.") % span
    span = {"begin": moments.full_label(begin), "end": moments.full_label(end)}
    return _("From %(begin)s to %(end)s.") % span
