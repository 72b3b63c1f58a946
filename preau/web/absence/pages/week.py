"""The half days one works: deferred sending, reminders and absences go by them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.kit import moments
from preau.schooltime.queries import week_of
from preau.schooltime.week import Week
from preau.web.absence.pages.halves import Halves, halves_shown
from preau.web.kit.request import AccountRequest
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True, kw_only=True)
class WeekPage(Sheet):
    action: str
    halves: Halves
    in_holidays: bool
    hours: str
    back_url: str
    error: str = ""


def week(request: AccountRequest, typed: Week | None = None, error: str = "") -> WeekPage:
    shown = typed or week_of(request.account.login)
    hours = request.academy.hours
    lead = _("Letters that wait for your working time, reminders and absences go by it.")
    return WeekPage(
        **around(request, "absence", _("Working time"), lead),
        action=reverse("absence:week"),
        halves=halves_shown(shown.halves, moments.today_here()),
        in_holidays=shown.in_holidays,
        hours=_("In your académie: %(morning)s and %(afternoon)s.")
        % {"morning": _span(hours.morning), "afternoon": _span(hours.afternoon)},
        back_url=reverse("absence:absence"),
        error=error,
    )


def _span(hours: str) -> str:
    """`08:00–12:00`, which no line's end may cut."""
    return hours.replace("-", "\u2060–\u2060")
