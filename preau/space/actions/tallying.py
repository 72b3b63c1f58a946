"""What fills a mailbox, for who helps its person: counts and sizes alone (M-04).

No subject, no sender, and no name that a person gave a folder: it says what one is about.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from preau.identity.models import Mailbox, Membership
from preau.mail import names
from preau.mail.doors import mailstore
from preau.space import surveying
from preau.space.actions import asking
from preau.space.models import Survey
from preau.space.surveying import Found, Part
from preau.space.weighing import stamp, weigh


@dataclass(frozen=True)
class Tally:
    """`folders` are those that everybody has, by role, and under "" all others together; `years`
    the newest first; `offers` what could go, by name. As it was at `made_at`."""

    folders: list[Part]
    years: list[Part]
    offers: list[Part]
    made_at: datetime


def tally(mailbox: Mailbox) -> Tally | None:
    """Of a mailbox too large for a page's time, what the worker counted last, which counts again;
    None before it has. Raises EngineError."""
    row = Survey.objects.filter(mailbox=mailbox).first()
    with mailstore().open(mailbox.login) as box:
        folders = box.folders()
        if row is not None and row.stamp == stamp(mailbox, folders):
            return _tally(surveying.kept(row), row.made_at)
        if not surveying.is_long(folders):
            return _tally(surveying.numbers(weigh(box, folders)), timezone.now())
    _have_counted(mailbox)
    return _tally(surveying.kept(row), row.made_at) if row else None


def _have_counted(mailbox: Mailbox) -> None:
    """As one of its people would."""
    first = Membership.objects.filter(mailbox=mailbox).order_by("-is_owner", "pk")
    member = first.select_related("account").first()
    if member is not None:
        asking.ask_survey(member.account, mailbox)


def _tally(found: Found, made_at: datetime) -> Tally:
    return Tally(
        folders=_by_role(found.folders),
        years=sorted(found.years, key=lambda part: part.key, reverse=True),
        offers=[part for part in found.offers if part.messages],
        made_at=made_at,
    )


def _by_role(folders: list[Part]) -> list[Part]:
    """The heaviest first, the person's own folders last."""
    named = [part for part in folders if names.role_title(part.key) and part.messages]
    own = [part for part in folders if not names.role_title(part.key) and part.messages]
    parts = sorted(named, key=lambda part: -part.octets)
    if own:
        messages, octets = sum(p.messages for p in own), sum(p.octets for p in own)
        parts.append(Part("", "", messages, octets))
    return parts
