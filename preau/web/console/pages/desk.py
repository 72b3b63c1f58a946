"""The desk's queue, and one request of it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from preau.identity.access import accounts_in_reach, matching
from preau.identity.models import Account
from preau.kit import moments
from preau.support.access import requests_for
from preau.support.models import DeskRequest
from preau.support.subjects import subjects
from preau.web.console.pages.home import around
from preau.web.console.paging import AT_ONCE
from preau.web.console.shown import Cell, ConsolePage, Line, Table, Tone
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Fact, Tab
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True)
class Candidate:
    """Somebody this request may be about."""

    name: str
    detail: str
    identifier: str
    url: str


@dataclass(frozen=True, kw_only=True)
class RequestPage(Sheet):
    url: str
    state: str
    facts: list[Fact]
    words: str
    answer: str
    about: Candidate | None
    candidates: list[Candidate]
    query: str


def states() -> dict[str, tuple[str, Tone]]:
    return {
        DeskRequest.State.OPEN: (_("Waiting"), "warning"),
        DeskRequest.State.TAKEN: (_("In hand"), "good"),
        DeskRequest.State.CLOSED: (_("Answered"), "calm"),
    }


def queue(request: AccountRequest) -> ConsolePage:
    query, state = request.GET.get("q", "").strip(), request.GET.get("state", "open")
    found = requests_for(request.account)
    if query:
        reference = "".join(sign for sign in query.upper() if sign.isalnum())
        found = found.filter(
            Q(name__icontains=query) | Q(reference=f"{reference[:4]}-{reference[4:]}")
        )
    elif state in DeskRequest.State.values:
        found = found.filter(state=state)
    return ConsolePage(
        **around(
            request, "desk", _("Requests"), _("What people ask the help desk, the oldest first.")
        ),
        table=Table(
            caption=_("Requests"),
            columns=[_("Who"), _("Subject of the request"), _("Since"), _("State")],
            lines=[_line(one) for one in found[:AT_ONCE]],
            url=reverse("console:desk"),
            query=query,
            search_label=_("Name or reference"),
            tabs=_tabs(request, "" if query else state),
            empty_title=_("Nothing waits"),
            empty_sentence=_("No request is in this state."),
        ),
    )


def one_request(request: AccountRequest, found: DeskRequest) -> RequestPage:
    query = request.GET.get("q", found.name).strip()
    reach = matching(accounts_in_reach(request.account), query)
    return RequestPage(
        **around(
            request,
            "desk",
            _("Request %(reference)s") % {"reference": found.reference},
            _("Whoever wrote this has proved nothing: recognise the person before you help."),
        ),
        url=reverse("console:request", kwargs={"reference": found.reference}),
        state=found.state,
        facts=_facts(found),
        words=found.words,
        answer=found.answer,
        about=_candidate(found.account) if found.account else None,
        candidates=[_candidate(one) for one in reach.prefetch_related("person__posts")[:8]],
        query=query,
    )


def _facts(found: DeskRequest) -> list[Fact]:
    handler = found.handler.name if found.handler else _("Nobody yet")
    facts = [
        Fact(_("Subject of the request"), subjects().get(found.subject, "")),
        Fact(_("Who"), found.name),
        Fact(_("School or service"), found.school),
        Fact(_("To answer"), found.contact),
        Fact(_("Since"), moments.full_label(found.made_at)),
        Fact(_("Browser"), found.browser),
        Fact(_("In the hands of"), handler),
    ]
    return [fact for fact in facts if fact.value]


def _candidate(account: Account) -> Candidate:
    post = next(iter(account.posts), None)
    detail = ", ".join(filter(None, (post.function, post.school_name))) if post else ""
    url = reverse("console:account", kwargs={"identifier": account.identifier})
    return Candidate(account.name, detail or account.address, account.identifier, url)


def _line(one: DeskRequest) -> Line:
    words, tone = states()[one.state]
    url = reverse("console:request", kwargs={"reference": one.reference})
    return Line(
        cells=[
            Cell(one.name, more=one.reference, url=url),
            Cell(subjects().get(one.subject, ""), more=one.school),
            Cell(moments.short_label(one.made_at)),
            Cell(words, tone=tone, more=one.handler.name if one.handler else ""),
        ],
        key=one.reference,
        label=one.name,
    )


def _tabs(request: AccountRequest, state: str) -> list[Tab]:
    waiting = requests_for(request.account)
    return [
        Tab(
            f"{words} ({waiting.filter(state=key).count()})" if key != "closed" else words,
            f"{reverse('console:desk')}?{urlencode({'state': key})}",
            is_current=key == state,
        )
        for key, (words, _tone) in states().items()
    ]
