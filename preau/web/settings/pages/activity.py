"""The journal of one's account, in sentences: nobody else's lines, and no content."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from preau.identity.models import Account
from preau.identity.origins import exact, place
from preau.identity.queries import in_journal
from preau.journal.models import Entry
from preau.journal.queries import Wanted, after, lines
from preau.kit import moments
from preau.web.kit.request import AccountRequest
from preau.web.settings.deeds import KINDS
from preau.web.settings.sentences import said_of, sentence, verbs_of
from preau.web.shell.frame import Choice
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet

A_PAGE = 50
# A group is never cut in two by a page; a longer one is.
LONGEST_GROUP = 2000


@dataclass(frozen=True)
class Line:
    moment: str
    iso: str
    sentence: str
    place: str
    network: str
    icon: str
    warns: bool


@dataclass(frozen=True)
class Filter:
    """As the person set it; a date that is none is left out."""

    kind: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def by(cls, query: QueryDict) -> "Filter":
        kind = query.get("kind", "")
        return cls(kind if kind in KINDS else "", _day(query, "since"), _day(query, "until"))

    @property
    def wanted(self) -> Wanted:
        following = self.until + timedelta(days=1) if self.until else None
        return Wanted(verbs_of(self.kind), _midnight(self.since), _midnight(following))

    @property
    def query(self) -> dict[str, str]:
        words = {"kind": self.kind, "since": _iso(self.since), "until": _iso(self.until)}
        return {name: word for name, word in words.items() if word}


@dataclass(frozen=True, kw_only=True)
class ActivityPage(Sheet):
    lines: list[Line]
    kinds: list[Choice]
    since: str
    until: str
    is_filtered: bool
    older_url: str
    newest_url: str
    export_url: str


def activity(request: AccountRequest) -> ActivityPage:
    chosen, last = Filter.by(request.GET), request.GET.get("before", "")
    found = lines(in_journal(request.account), chosen.wanted)
    deep = last.isdigit() and len(last) < 19
    groups, older = _page(after(found, int(last)) if deep else found)
    here = reverse("settings:activity")
    return ActivityPage(
        **around(
            request,
            "activity",
            _("Activity"),
            _("What was done on your account, and by whom. Kept %(months)s months, then erased.")
            % {"months": settings.JOURNAL_MONTHS},
        ),
        lines=said(request, groups),
        kinds=[Choice(name, str(words), name == chosen.kind) for name, words in KINDS.items()],
        since=_iso(chosen.since),
        until=_iso(chosen.until),
        is_filtered=bool(chosen.query),
        older_url=_url(here, chosen.query | {"before": str(older)}) if older else "",
        newest_url=_url(here, chosen.query) if deep else "",
        export_url=_url(reverse("settings:activity_export"), chosen.query),
    )


def said(request: AccountRequest, groups: list[list[Entry]]) -> list[Line]:
    names = names_of(request.account, [group[0] for group in groups])
    return [_line(request, group[0], len(group), names) for group in groups]


def names_of(me: Account, entries: Iterable[Entry]) -> dict[str, str]:
    """Logins to names, of who acted on this account, in one question."""
    logins = {entry.actor for entry in entries if entry.subject == me.login} - {me.login}
    found = Account.objects.filter(login__in=logins, academy=me.academy)
    return {one.login: one.name for one in found}


def _line(request: AccountRequest, entry: Entry, count: int, names: dict[str, str]) -> Line:
    words = said_of(entry)
    who = names.get(entry.actor) or _("The administration")
    return Line(
        moment=moments.full_label(entry.at),
        iso=moments.iso(entry.at),
        sentence=sentence(entry, request.academy, me=request.account.login, who=who, count=count),
        place=place(request.academy, entry.network),
        network=exact(request.academy, entry.network),
        icon=words.icon,
        warns=words.warns,
    )


def _page(found: Iterable[Entry]) -> tuple[list[list[Entry]], int]:
    """Lines of one page, the same of one day together; the number of its last line if more
    follow."""
    groups: list[list[Entry]] = []
    for group in grouped(found[: A_PAGE + LONGEST_GROUP]):  # type: ignore[index]
        if len(groups) == A_PAGE:
            return groups, groups[-1][-1].pk
        groups.append(group)
    return groups, 0


def grouped(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    for _key, group in groupby(entries, _same):
        yield list(group)


def _same(entry: Entry) -> tuple[object, ...]:
    if said_of(entry).many is None:
        return (entry.pk,)
    day = timezone.localtime(entry.at).date()
    # Whoever was refused is known by a hash of what was typed: any name of this account.
    who = entry.actor if entry.subject else ""
    return (entry.verb, who, entry.subject, entry.network, day)


def _day(query: QueryDict, name: str) -> date | None:
    try:
        return parse_date(query.get(name, ""))
    except ValueError:
        return None


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time())) if day else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _url(address: str, query: dict[str, str]) -> str:
    return address + (f"?{urlencode(query)}" if query else "")
