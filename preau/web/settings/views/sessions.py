"""Where one is signed in: look, end one, end all others."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from preau.identity.actions import sessions as acting
from preau.identity.actions.recognising import distrust
from preau.identity.origins import words_of_session
from preau.web.kit.answers import gone_to
from preau.web.kit.request import AccountRequest, network
from preau.web.kit.signed_in import signed_in
from preau.web.settings.answers import page_or_wish
from preau.web.settings.pages.sessions import sessions as sessions_page
from preau.web.shell.frame import Toast


@page_or_wish
@signed_in
def sessions(request: AccountRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "settings/sessions.html", {"page": sessions_page(request)})
    ended = acting.end(request.account, request.POST.get("session", ""), network=network(request))
    where = words_of_session(request.academy, ended)
    return _back(request, _("This session was ended: %(where)s.") % {"where": where})


@require_POST
@signed_in
def others(request: AccountRequest) -> HttpResponse:
    """After “that was not me”, too: every browser is asked about again."""
    distrust(request.account)
    count = acting.end_others(
        request.account, but=str(request.session.session_key), network=network(request)
    )
    sentence = ngettext("%(num)s session was ended.", "%(num)s sessions were ended.", count)
    return _back(request, sentence % {"num": count})


def _back(request: AccountRequest, sentence: str) -> HttpResponse:
    return gone_to(request, reverse("settings:sessions"), Toast(sentence))
