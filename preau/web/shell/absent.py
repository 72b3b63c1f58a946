"""What one's mail says of one's absence: that people are answered now, or what waits on return."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.absence import queries
from preau.absence.models import Absence
from preau.absence.spans import Standing
from preau.kit import moments
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Absent


def absent(request: AccountRequest) -> Absent | None:
    known, now = queries.absence_of(request.account), timezone.now()
    stands = queries.stands(known, request.academy, now)
    if stands is not None and stands.standing is Standing.AWAY:
        return _away(stands)
    if known is not None and queries.waits_to_be_seen(known, now):
        return _back(known)
    return None


def _away(stands: queries.Now) -> Absent:
    end = stands.away.end if stands.away else stands.period.end
    sentence = _("Your automatic reply is active until %(end)s.")
    return Absent(
        sentence % {"end": moments.until_label(end)},
        _("Change it"),
        reverse("absence:absence"),
        _("Stop it"),
        reverse("absence:stop"),
        "calendar-clock",
        "warning",
    )


def _back(known: Absence) -> Absent:
    assert known.ends_at is not None  # nothing waits to be seen before it is over
    said = (
        _("Welcome back. Your automatic reply stopped by itself on %(day)s.")
        if known.ended_by_itself
        else _("Welcome back. Your automatic reply is stopped.")
    )
    return Absent(
        said % {"day": moments.last_day_label(known.ends_at)},
        _("While you were away"),
        reverse("absence:meanwhile"),
        _("Dismiss"),
        reverse("absence:seen"),
        "inbox",
    )
