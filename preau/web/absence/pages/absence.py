"""One's absence: where it stands, the next holidays, the form, what people will read."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.absence import queries
from preau.absence.models import Absence
from preau.absence.occasions import Occasion
from preau.absence.spans import Standing
from preau.absence.wish import Wish, kept
from preau.kit import moments
from preau.schooltime.calendar import Holiday
from preau.schooltime.kept import calendar
from preau.web.absence.pages.preview import Preview, preview_of
from preau.web.absence.pages.week import HalfDay, half_days
from preau.web.absence.pages.words import days_in_words
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Choice
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet

# Holidays further away are not prepared for yet.
COMING = 2


@dataclass(frozen=True)
class NextHoliday:
    label: str
    days: str
    url: str


@dataclass(frozen=True)
class Told:
    """Where the absence stands, in one sentence; `level` is a notice's."""

    sentence: str
    level: str
    icon: str
    can_stop: bool = False


@dataclass(frozen=True, kw_only=True)
class AbsencePage(Sheet):
    action: str
    preview_url: str
    week_url: str
    told: Told | None
    holidays: list[NextHoliday]
    wish: Wish
    first_day: str
    last_day: str
    from_hour: str
    until_hour: str
    has_hours: bool
    halves: list[HalfDay]
    outside: list[Choice]
    occasions: list[Choice]
    preview: Preview
    mistakes: dict[str, str]
    meanwhile_url: str
    meanwhile_days: str


def absence(
    request: AccountRequest, wish: Wish, *, now: datetime, mistakes: dict[str, str] | None = None
) -> AbsencePage:
    """`wish` as it is kept, or as it was just typed."""
    known = queries.absence_of(request.account)
    lead = _("An automatic reply tells people who write to you, and stops on its last day.")
    meanwhile = _meanwhile(known, now)
    return AbsencePage(
        **around(request, "absence", _("Absence notices"), lead),
        action=reverse("absence:absence"),
        preview_url=reverse("absence:preview"),
        week_url=reverse("absence:week"),
        told=_told(request, known, now),
        holidays=_holidays(request, now),
        wish=wish,
        first_day=_iso(wish.first_day),
        last_day=_iso(wish.last_day),
        from_hour=f"{wish.from_hour:%H:%M}" if wish.from_hour else "",
        until_hour=f"{wish.until_hour:%H:%M}" if wish.until_hour else "",
        has_hours=bool(wish.from_hour or wish.until_hour),
        halves=half_days(wish.halves or "0" * 14),
        outside=_outside(wish),
        occasions=[Choice(one.value, label) for one, label in occasion_names().items()],
        preview=preview_of(request, wish),
        mistakes=mistakes or {},
        meanwhile_url=reverse("absence:meanwhile") if meanwhile else "",
        meanwhile_days=meanwhile,
    )


def kept_wish(request: AccountRequest) -> Wish:
    known = queries.absence_of(request.account)
    return kept(known) if known else Wish()


def occasion_names() -> dict[Occasion, str]:
    return {
        Occasion.LEAVE: _("Leave"),
        Occasion.SICK: _("Sick leave"),
        Occasion.TRAINING: _("Training"),
        Occasion.MOVE: _("New post"),
        Occasion.PART_TIME: _("Part-time"),
    }


def next_holidays(zone: str, today: date) -> list[Holiday]:
    """Those that can be prepared: a summer whose end is not known yet cannot."""
    return [one for one in calendar().coming(today, zone, COMING) if not one.is_provisional]


def _holidays(request: AccountRequest, now: datetime) -> list[NextHoliday]:
    zone = request.academy.zone.value
    return [
        NextHoliday(
            label=_("%(name)s, zone %(zone)s") % {"name": one.name, "zone": zone},
            days=days_in_words(one.first, one.end),
            url=f"{reverse('absence:absence')}?holiday={one.first.isoformat()}",
        )
        for one in next_holidays(zone, moments.day_of(now))
    ]


def _told(request: AccountRequest, known: Absence | None, now: datetime) -> Told | None:
    stands = queries.stands(known, request.academy, now)
    if stands is None or stands.standing is Standing.OVER:
        return _told_over(known)
    until = {"end": moments.until_label(stands.period.end), "day": ""}
    if stands.away is not None:
        until["day"] = moments.from_label(stands.away.start)
    sentence = {
        Standing.TO_COME: _("Your automatic reply begins %(day)s and stops %(end)s."),
        Standing.AWAY: _("Your automatic reply is active until %(end)s."),
        Standing.BETWEEN: _("Your automatic reply is active again %(day)s, and stops %(end)s."),
    }[stands.standing]
    level = "success" if stands.standing is Standing.AWAY else "notice"
    return Told(sentence % until, level, "calendar-clock", can_stop=True)


def _told_over(known: Absence | None) -> Told | None:
    if known is None or known.ends_at is None or not (known.ended_by_itself or known.is_on):
        return None
    said = _("Your automatic reply stopped by itself on %(day)s.")
    return Told(said % {"day": moments.last_day_label(known.ends_at)}, "notice", "check")


def _meanwhile(known: Absence | None, now: datetime) -> str:
    """The days of the last absence that began and is over; empty for none."""
    if known is None or known.begins_at is None or known.ends_at is None or known.ends_at > now:
        return ""
    return days_in_words(moments.day_of(known.begins_at), moments.last_day(known.ends_at))


def _outside(wish: Wish) -> list[Choice]:
    labels = {
        Absence.Outside.EVERYONE: _("Everybody"),
        Absence.Outside.CORRESPONDENTS: _("Only people I have written to"),
        Absence.Outside.NOBODY: _("Nobody"),
    }
    return [Choice(one.value, label, one == wish.outside) for one, label in labels.items()]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
