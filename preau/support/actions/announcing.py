"""Telling everybody of an académie: an interruption to come, a trouble, a piece of news."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from preau.identity.models import Account
from preau.journal.actions import record
from preau.kit.errors import WrongInput
from preau.support.models import Announcement

LONGEST = 400


def announce(
    agent: Account, text: str, level: str, begins_at: datetime, ends_at: datetime
) -> Announcement:
    """Raises WrongInput for what cannot be told."""
    said = " ".join(text.split())
    if not said or len(said) > LONGEST:
        raise WrongInput(_("Write one or two sentences: 400 signs at most."))
    if level not in Announcement.Level.values:
        raise WrongInput(_("Choose what kind of announcement it is."))
    if ends_at <= max(begins_at, timezone.now()):
        raise WrongInput(_("The end must come after the beginning, and be still to come."))
    made = Announcement.objects.create(
        academy=agent.academy,
        level=level,
        text=said,
        begins_at=begins_at,
        ends_at=ends_at,
        made_by=agent,
        made_at=timezone.now(),
    )
    record("announcement.made", by=agent.login, academy=agent.academy, subject=str(made.pk))
    return made


def withdraw(announcement: Announcement, agent: Account) -> None:
    """It is told no more; twice does no harm."""
    told = Announcement.objects.filter(pk=announcement.pk, withdrawn_at=None)
    if told.update(withdrawn_at=timezone.now()):
        number = str(announcement.pk)
        record("announcement.withdrawn", by=agent.login, academy=agent.academy, subject=number)
