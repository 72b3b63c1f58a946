"""Browsers that are told what happens: this one chosen, any of them removed, a trial."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from preau.identity.actions import pushing
from preau.identity.actions.pushing import Given
from preau.identity.actions.recognising import mark_of
from preau.identity.origins import browser_words
from preau.identity.queries import told_browsers
from preau.kit.errors import NotFound, WrongInput
from preau.web.kit.answers import told
from preau.web.kit.browsers import browser_tokens
from preau.web.kit.request import AccountRequest, network
from preau.web.kit.signed_in import signed_in
from preau.web.settings.answers import page_or_wish
from preau.web.settings.pages import alerts as pages
from preau.web.shell.frame import Toast


@page_or_wish
@signed_in
def alerts(request: AccountRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "settings/alerts.html", {"page": pages.alerts(request)})
    given = Given(*(request.POST.get(name, "") for name in ("endpoint", "key", "secret")))
    mark = mark_of(request.account, browser_tokens(request))
    try:
        pushing.subscribe(request.open_session, request.account, given, mark=mark)
    except WrongInput as error:
        page = pages.alerts(request, str(error))
        return render(request, "settings/alerts.html", {"page": page}, status=422)
    return _back(request, _("This browser is alerted from now on."))


@require_POST
@signed_in
def remove(request: AccountRequest, number: int) -> HttpResponse:
    gone = pushing.unsubscribe(request.account, number, network=network(request))
    name = {"browser": browser_words(gone.browser, gone.system)}
    return _back(request, _("Not alerted any more: %(browser)s.") % name)


@require_POST
@signed_in
def trial(request: AccountRequest) -> HttpResponse:
    """To this browser alone."""
    here = told_browsers(request.account).filter(session=request.open_session).first()
    if here is None:
        raise NotFound
    pushing.push_to(here, _("A trial: alerts reach this browser."))
    return _back(request, _("An alert is on its way to this browser."))


def _back(request: AccountRequest, sentence: str) -> HttpResponse:
    return told(request, reverse("settings:alerts"), Toast(sentence))
