"""Accounts: look one up, hand over a sealed code, close and open again."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from preau.identity.access import account_in_reach
from preau.identity.actions.sealed_codes import seal_code
from preau.identity.actions.suspending import reactivate, suspend
from preau.journal.actions import record
from preau.kit.errors import NotAllowed, NotFound
from preau.web.console.guard import for_agents, for_roles
from preau.web.console.pages import accounts as pages
from preau.web.credentials.elsewhere import elsewhere
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest, network
from preau.web.shell.frame import Toast


@require_safe
@for_roles()
def accounts(request: AccountRequest) -> HttpResponse:
    return render(request, "console/table.html", {"page": pages.accounts(request)})


@require_safe
@for_roles()
def account(request: AccountRequest, identifier: str) -> HttpResponse:
    """Each look is written where the person reads it (W-20)."""
    person = account_in_reach(request.account, identifier)
    if person.pk != request.account.pk:
        mine = request.account
        record("account.looked_at", by=mine.login, academy=mine.academy, subject=person.login)
    return render(request, "console/account.html", {"page": pages.account(request, person)})


@require_POST
@never_cache
@for_roles()
def seal(request: AccountRequest, identifier: str) -> HttpResponse:
    """The sheet is this answer alone: asked for again, it is another code."""
    person = account_in_reach(request.account, identifier)
    if elsewhere(request.academy) is not None:
        raise NotAllowed(_("The passwords of your académie are not kept here."))
    code = seal_code(person, request.account, network=network(request))
    return render(request, "console/sheet.html", {"page": pages.sheet(request, person, code)})


@require_POST
@for_agents
def turn(request: AccountRequest, identifier: str, verb: str) -> HttpResponse:
    person = account_in_reach(request.account, identifier)
    deeds = {
        "suspend": (suspend, _("The account of %(name)s is suspended.")),
        "reactivate": (reactivate, _("The account of %(name)s is open again.")),
    }
    if verb not in deeds:
        raise NotFound
    deed, sentence = deeds[verb]
    deed(person, request.account)
    url = reverse("console:account", kwargs={"identifier": identifier})
    return told(request, url, Toast(sentence % {"name": person.name}))
