"""The absence of a box: where it stands, the next holidays, the form, what people will read."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.absence import queries
from preau.absence.models import Absence
from preau.absence.occasions import Occasion
from preau.absence.wish import Wish, kept
from preau.identity.models import Mailbox
from preau.identity.queries import writable_boxes
from preau.kit import moments
from preau.schooltime.calendar import Holiday
from preau.schooltime.kept import calendar
from preau.schooltime.week import A_WEEK
from preau.web.absence.boxes import url
from preau.web.absence.pages.halves import Halves, halves_shown
from preau.web.absence.pages.preview import Preview, preview_of
from preau.web.absence.pages.standing import Told, told_of
from preau.web.absence.pages.words import days_in_words
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Choice, Tab
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet

# Holidays further away are not prepared for yet.
COMING = 2


@dataclass(frozen=True)
class NextHoliday:
    label: str
    days: str
    url: str


@dataclass(frozen=True, kw_only=True)
class AbsencePage(Sheet):
    """`boxes`: those in whose name one writes, where there are several. Of one that others read
    too, nothing is said of working time, nor of what came meanwhile."""

    boxes: list[Tab]
    switch_label: str
    action: str
    preview_url: str
    stop_url: str
    week_url: str
    told: Told | None
    holidays: list[NextHoliday]
    wish: Wish
    first_day: str
    last_day: str
    from_hour: str
    until_hour: str
    has_hours: bool
    halves: Halves
    outside: list[Choice]
    occasions: list[Choice]
    preview: Preview
    mistakes: dict[str, str]
    meanwhile_url: str
    meanwhile_days: str


def absence(
    request: AccountRequest,
    mailbox: Mailbox,
    wish: Wish,
    *,
    now: datetime,
    mistakes: dict[str, str] | None = None,
) -> AbsencePage:
    """`wish` as it is kept, or as it was just typed."""
    known = queries.absence_of(mailbox)
    lead = _("An automatic reply tells people who write to you, and stops on its last day.")
    is_own = not mailbox.is_functional
    meanwhile = _meanwhile(known, now) if is_own else ""
    account = request.account
    return AbsencePage(
        **around(request, "absence", _("Absence notices"), lead),
        boxes=_boxes(request, mailbox),
        switch_label=_("Answer for me while I am away") if is_own else _("Answer for this mailbox"),
        action=url("absence", mailbox, account),
        preview_url=url("preview", mailbox, account),
        stop_url=url("stop", mailbox, account),
        week_url=reverse("absence:week") if is_own else "",
        told=told_of(mailbox, known, now),
        holidays=_holidays(request, mailbox, now),
        wish=wish,
        first_day=_iso(wish.first_day),
        last_day=_iso(wish.last_day),
        from_hour=f"{wish.from_hour:%H:%M}" if wish.from_hour else "",
        until_hour=f"{wish.until_hour:%H:%M}" if wish.until_hour else "",
        has_hours=bool(wish.from_hour or wish.until_hour),
        halves=halves_shown(wish.halves or "0" * A_WEEK, moments.day_of(now)),
        outside=_outside(mailbox, wish),
        occasions=[Choice(one.value, label) for one, label in occasion_names(mailbox).items()],
        preview=preview_of(mailbox, wish),
        mistakes=mistakes or {},
        meanwhile_url=reverse("absence:meanwhile") if meanwhile else "",
        meanwhile_days=meanwhile,
    )


def kept_wish(mailbox: Mailbox) -> Wish:
    known = queries.absence_of(mailbox)
    return kept(known) if known else Wish()


def occasion_names(mailbox: Mailbox) -> dict[Occasion, str]:
    """The ready texts that a box has beside those of the holidays."""
    if mailbox.is_functional:
        return {Occasion.CLOSED: _("Closed")}
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


def _boxes(request: AccountRequest, current: Mailbox) -> list[Tab]:
    every = writable_boxes(request.account)
    if len(every) < 2:
        return []
    return [
        Tab(box.name, url("absence", box, request.account), box.pk == current.pk) for box in every
    ]


def _holidays(request: AccountRequest, mailbox: Mailbox, now: datetime) -> list[NextHoliday]:
    here = url("absence", mailbox, request.account)
    zone = request.academy.zone.value
    return [
        NextHoliday(
            label=_("%(name)s, zone %(zone)s") % {"name": one.name, "zone": zone},
            days=days_in_words(one.first, one.end),
            url=f"{here}?holiday={one.first.isoformat()}",
        )
        for one in next_holidays(zone, moments.day_of(now))
    ]


def _meanwhile(known: Absence | None, now: datetime) -> str:
    """The days of the last absence that began and is over; empty for none."""
    if known is None or known.begins_at is None or known.ends_at is None or known.ends_at > now:
        return ""
    return days_in_words(moments.day_of(known.begins_at), moments.last_day(known.ends_at))


def _outside(mailbox: Mailbox, wish: Wish) -> list[Choice]:
    labels = {
        Absence.Outside.EVERYONE: _("Everybody"),
        Absence.Outside.CORRESPONDENTS: _("Only people I have written to"),
        Absence.Outside.NOBODY: _("Nobody"),
    }
    if mailbox.is_functional:
        # Nobody knows whom a box that several write from has written to.
        del labels[Absence.Outside.CORRESPONDENTS]
    return [Choice(one.value, label, one == wish.outside) for one, label in labels.items()]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
