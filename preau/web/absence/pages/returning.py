"""“While you were away”: what came and waits, by importance."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.absence import queries
from preau.absence.meanwhile import EVERYWHERE, Group, Kind, came_meanwhile
from preau.absence.models import Absence
from preau.engines.dovecot.types import Summary
from preau.formats.mime.words import decode_words
from preau.kit import figures, moments
from preau.mail import people
from preau.mail.access import desk
from preau.web.absence.pages.words import days_in_words
from preau.web.kit.request import AccountRequest
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True)
class Line:
    who: str
    subject: str
    preview: str
    moment: str
    iso: str
    url: str


@dataclass(frozen=True)
class Waiting:
    name: str
    key: str
    count: str
    lines: list[Line]
    more: str


@dataclass(frozen=True, kw_only=True)
class ReturnPage(Sheet):
    days: str
    groups: list[Waiting]
    summary: str


def meanwhile(request: AccountRequest, absence: Absence) -> ReturnPage:
    assert absence.begins_at is not None  # an absence that began has both
    assert absence.ends_at is not None
    box = request.account.identifier
    addresses = queries.voice_of(absence.mailbox).addresses
    with desk(request.account, box) as opened:
        groups = came_meanwhile(opened, absence, addresses)
    waiting = sum(group.total for group in groups if group.kind is not Kind.ANSWERED)
    days = days_in_words(moments.day_of(absence.begins_at), moments.last_day(absence.ends_at))
    return ReturnPage(
        **around(request, "absence", _("While you were away"), days[:1].upper() + days[1:]),
        days=days,
        groups=[_waiting(group, box) for group in groups],
        summary=_summary(waiting),
    )


def names() -> dict[Kind, str]:
    return {
        Kind.TO_ME_INSIDE: _("To you, from inside"),
        Kind.TO_ME_OUTSIDE: _("To you, from outside"),
        Kind.OTHERS: _("To several, you among them"),
        Kind.LISTS: _("Lists and newsletters"),
        Kind.ANSWERED: _("Answered already"),
    }


def _summary(count: int) -> str:
    if not count:
        return _("Nothing waits for you: everything that came has been read.")
    said = ngettext(
        "%(count)s message waits for you. Nothing was lost while you were away.",
        "%(count)s messages wait for you. Nothing was lost while you were away.",
        count,
    )
    return said % {"count": figures.whole(count)}


def _waiting(group: Group, box: str) -> Waiting:
    left = group.total - len(group.messages)
    more = ngettext("And %(count)s older.", "And %(count)s older.", left)
    return Waiting(
        name=names()[group.kind],
        key=group.kind.value,
        count=figures.whole(group.total),
        lines=[_line(message, box, group.uidvalidity) for message in group.messages],
        more=more % {"count": figures.whole(left)} if left else "",
    )


def _line(message: Summary, box: str, uidvalidity: int) -> Line:
    senders = people.from_envelope(message.senders[:1])
    return Line(
        who=people.shown_name(senders[0]) if senders else "?",
        subject=decode_words(message.subject) or _("(no subject)"),
        preview=message.preview.decode("utf-8", "replace"),
        moment=moments.short_label(message.arrived),
        iso=moments.iso(message.arrived),
        url=f"/mail/{box}/{EVERYWHERE}/m/{uidvalidity}-{message.uid}/",
    )
