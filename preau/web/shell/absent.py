"""What one's mail says of an absence: that people are answered now, or what waits on return."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.absence import queries
from preau.absence.models import Absence
from preau.absence.spans import Standing
from preau.academies.registry import academies
from preau.identity.models import Mailbox
from preau.kit import moments
from preau.web.shell.frame import Absent


def absent(mailbox: Mailbox) -> Absent | None:
    """For who writes in its name. Nobody comes back to a box that others read meanwhile."""
    known, now = queries.absence_of(mailbox), timezone.now()
    stands = queries.stands(known, academies().of(mailbox.academy), now)
    if stands is not None and stands.standing is Standing.AWAY:
        return _away(mailbox, stands)
    if known is not None and not mailbox.is_functional and queries.waits_to_be_seen(known, now):
        return _back(known)
    return None


def _away(mailbox: Mailbox, stands: queries.Now) -> Absent:
    end = stands.away.end if stands.away else stands.end
    box = {"box": mailbox.slug} if mailbox.is_functional else {}
    sentence = (
        _("This mailbox answers by itself until %(end)s.")
        if mailbox.is_functional
        else _("Your automatic reply is active until %(end)s.")
    )
    return Absent(
        sentence % {"end": moments.until_label(end)},
        _("Change it"),
        reverse("absence:absence", kwargs=box),
        _("Stop it"),
        reverse("absence:stop", kwargs=box),
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
