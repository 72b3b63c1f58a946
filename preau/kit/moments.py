"""Dates as people say them, in their language and France's time."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def short_label(moment: datetime, *, now: datetime | None = None) -> str:
    """`14:32` today, `Yesterday`, `Mon.` this week, `12 Nov.` this year, else `12/11/2024`."""
    local = timezone.localtime(moment)
    today = timezone.localtime(now).date()
    day = local.date()
    if day == today:
        return f"{local:%H:%M}"
    if day == today - timedelta(days=1):
        return _("Yesterday")
    if timedelta(0) < today - day < timedelta(days=7):
        return date_format(local, _("D"))
    if day.year == today.year:
        pattern = _("j N") if day.day > 1 else pgettext("first of a month", "j N")
        return date_format(local, pattern)
    return f"{local:%d/%m/%Y}"


def full_label(moment: datetime) -> str:
    """`Thursday 12 November 2026 at 14:32`, whole, for titles and the reader."""
    local = timezone.localtime(moment)
    # French says "le 1er", and only of the first.
    pattern = _("l j F Y") if local.day > 1 else pgettext("first of a month", "l j F Y")
    return date_format(local, pattern) + " " + _("at %(time)s") % {"time": f"{local:%H:%M}"}


def iso(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
