"""The form to announce something, and what was announced."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.kit import moments
from preau.support.access import announcements_for
from preau.support.models import Announcement
from preau.web.console.pages.home import around
from preau.web.console.paging import AT_ONCE
from preau.web.console.shown import Cell, ConsolePage, Line, Table, Tone, Verb
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Choice


@dataclass(frozen=True)
class Draft:
    """The form as it was typed, or as it is offered."""

    text: str
    begins: str
    ends: str
    levels: list[Choice]
    error: str = ""


@dataclass(frozen=True)
class AnnouncementsPage(ConsolePage):
    draft: Draft | None = None


def announcements(request: AccountRequest, error: str = "") -> AnnouncementsPage:
    found = announcements_for(request.account)[:AT_ONCE]
    return AnnouncementsPage(
        **around(
            request,
            "announcements",
            _("Announcements"),
            _("Shown on the entrance and on every page, from now until the end you give."),
        ),
        draft=_draft(request, error),
        table=Table(
            caption=_("Announcements"),
            columns=[_("Text"), _("From"), _("To"), _("State")],
            lines=[_line(one) for one in found],
            url=reverse("console:announcements"),
            empty_title=_("Nothing was announced"),
            empty_icon="megaphone",
        ),
    )


def levels() -> dict[str, str]:
    return {
        Announcement.Level.PLANNED: _("Planned interruption"),
        Announcement.Level.TROUBLE: _("Trouble"),
        Announcement.Level.INFO: _("Information"),
    }


def _draft(request: AccountRequest, error: str) -> Draft:
    given, now = request.POST, timezone.localtime().replace(minute=0, second=0, microsecond=0)
    chosen = given.get("level", Announcement.Level.PLANNED)
    return Draft(
        text=given.get("text", ""),
        begins=given.get("begins", f"{now + timedelta(hours=1):%Y-%m-%dT%H:%M}"),
        ends=given.get("ends", f"{now + timedelta(hours=3):%Y-%m-%dT%H:%M}"),
        levels=[Choice(value, label, value == chosen) for value, label in levels().items()],
        error=error,
    )


def _line(one: Announcement) -> Line:
    words, tone = _standing(one)
    url = reverse("console:announcement_end", kwargs={"number": one.pk})
    label = _("Withdraw “%(text)s”") % {"text": one.text}
    return Line(
        cells=[
            Cell(one.text, more=levels()[one.level]),
            Cell(moments.full_label(one.begins_at)),
            Cell(moments.full_label(one.ends_at)),
            Cell(words, tone=tone, more=one.made_by.name if one.made_by else ""),
        ],
        verbs=[Verb(_("Withdraw"), label, url)] if tone == "good" else [],
    )


def _standing(one: Announcement) -> tuple[str, Tone]:
    if one.withdrawn_at is not None:
        return _("Withdrawn"), "calm"
    return (_("Shown"), "good") if one.ends_at > timezone.now() else (_("Over"), "calm")
