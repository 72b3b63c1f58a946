"""The desk's queue: take a request, say whom it is about, answer it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from preau.identity.access import account_in_reach
from preau.kit.errors import NotFound
from preau.support.access import desk_request
from preau.support.actions import handling
from preau.web.console.guard import for_agents
from preau.web.console.pages import desk as pages
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Toast


@require_safe
@for_agents
def queue(request: AccountRequest) -> HttpResponse:
    return render(request, "console/table.html", {"page": pages.queue(request)})


@require_safe
@for_agents
def one_request(request: AccountRequest, reference: str) -> HttpResponse:
    found = desk_request(request.account, reference)
    return render(request, "console/request.html", {"page": pages.one_request(request, found)})


@require_POST
@for_agents
def act(request: AccountRequest, reference: str, verb: str) -> HttpResponse:
    """`take`, `recognise` (with `identifier`), `close` (with `answer`), `open`."""
    found, agent = desk_request(request.account, reference), request.account
    match verb:
        case "take":
            handling.take(found, agent)
            sentence = _("The request is in your hands.")
        case "recognise":
            person = account_in_reach(agent, request.POST.get("identifier", ""))
            handling.recognise(found, person, agent)
            sentence = _("The request is about %(name)s.") % {"name": person.name}
        case "close":
            handling.close(found, agent, request.POST.get("answer", ""))
            sentence = _("The request is answered.")
        case "open":
            handling.open_again(found, agent)
            sentence = _("The request is open again.")
        case _:
            raise NotFound
    url = reverse("console:request", kwargs={"reference": found.reference})
    return told(request, url, Toast(sentence))
