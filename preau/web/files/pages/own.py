"""The page “My links”: what one gave out, how it was used, how much room it takes."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.files import addresses, queries, rules
from preau.files.models import Content, KeptFile, Link
from preau.kit import figures, moments
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Choice
from preau.web.shell.kinds import icon_of
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet

MOST_SHOWN = 100


@dataclass(frozen=True)
class Given:
    """A link: what is in it, whether it is open, how often it was used."""

    number: int
    about: str
    files: list[str]
    state: str
    is_open: bool
    is_protected: bool
    used: str
    made: str
    address: str = ""
    can_be_prolonged: bool = False
    downloads: list[str] = field(default_factory=list)
    days: list[Choice] = field(default_factory=list)


@dataclass(frozen=True)
class Kept:
    number: int
    name: str
    icon: str
    words: str
    url: str
    is_bad: bool = False


@dataclass(frozen=True, kw_only=True)
class LinksPage(Sheet):
    room_label: str
    share: int
    """Of the room, in percent."""
    links: list[Given]
    kept: list[Kept]


def links(request: AccountRequest) -> LinksPage:
    account, now = request.account, timezone.now()
    room = queries.room(account)
    said = {"used": figures.size(room.used), "limit": figures.size(room.limit)}
    files = account.kept_files.filter(stays=True).select_related("content").order_by("-pk")
    lead = _("Files too heavy for a letter, and who may still fetch them.")
    return LinksPage(
        **around(request, "links", _("My links"), lead),
        room_label=_("%(used)s of %(limit)s used by your files.") % said,
        share=min(100, round(100 * room.used / room.limit)) if room.limit else 100,
        links=[_given(link, now) for link in queries.given_out(account)[:MOST_SHOWN]],
        kept=[_kept(file) for file in files[:MOST_SHOWN]],
    )


def _given(link: Any, now: datetime) -> Given:
    """`link` with its counts (`queries.given_out`)."""
    files = list(link.files.all())
    over = rules.is_over(link, now)
    return Given(
        number=link.pk,
        about=link.about or _("(no subject)"),
        files=[_file_said(file) for file in files],
        state=_state(link, over=over),
        is_open=not over,
        is_protected=bool(link.password),
        used=_used(link.times, link.last),
        made=moments.full_label(link.created_at),
        address="" if over else addresses.public(link),
        can_be_prolonged=link.revoked_at is None and bool(files),
        downloads=[_download_said(one.name, one.at) for one in link.latest],
        days=_days(link),
    )


def _file_said(file: KeptFile) -> str:
    said = _("%(name)s (%(size)s)") % {
        "name": file.name,
        "size": figures.size(file.content.size),
    }
    if file.content.state == Content.State.INFECTED:
        return said + " – " + _("it holds a virus: nobody can fetch it")
    return said


def _state(link: Link, *, over: bool) -> str:
    if link.revoked_at is not None:
        return _("Revoked")
    day = moments.day_label(timezone.localdate(link.expires_at)) if link.expires_at else ""
    return (_("Over since %(day)s") if over else _("Open until %(day)s")) % {"day": day}


def _used(times: int, last: datetime | None) -> str:
    if not times or last is None:
        return _("Nobody has downloaded from it yet.")
    said = ngettext(
        "Downloaded %(num)s time, on %(last)s.",
        "Downloaded %(num)s times, last on %(last)s.",
        times,
    )
    return said % {"num": figures.whole(times), "last": moments.full_label(last)}


def _download_said(name: str, at: datetime) -> str:
    return _("%(name)s, on %(moment)s") % {"name": name, "moment": moments.full_label(at)}


def _days(link: Link) -> list[Choice]:
    _one, *longer = rules.days_to_choose(link.academy)
    label = _("for %(num)s more days")
    return [Choice(str(days), label % {"num": days}, days == link.days) for days in longer]


def _kept(file: KeptFile) -> Kept:
    size, moment = figures.size(file.content.size), moments.full_label(file.created_at)
    return Kept(
        number=file.pk,
        name=file.name,
        icon=icon_of(file.name, file.content_type),
        words=_("%(size)s, kept since %(moment)s") % {"size": size, "moment": moment},
        url=reverse("files:kept", kwargs={"number": file.pk}),
        is_bad=file.content.state == Content.State.INFECTED,
    )
