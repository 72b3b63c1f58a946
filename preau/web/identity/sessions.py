"""What a page asks about its own session, and ending the last one from elsewhere (E-15, W-15)."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preau.identity.actions.sessions import end_last, open_sessions, stay
from preau.identity.models import Session
from preau.identity.origins import words_of_session
from preau.kit import moments
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest, network
from preau.web.kit.signed_in import signed_in
from preau.web.shell.frame import Toast


@require_GET
@signed_in
def left(request: AccountRequest) -> HttpResponse:
    """Seconds until this session ends by itself, and whose it is; asking does not prolong it."""
    return _left(request)


@require_POST
@signed_in
def keep(request: AccountRequest) -> HttpResponse:
    """Somebody is here: they moved, or said so."""
    stay(request.open_session)
    return _left(request)


def _left(request: AccountRequest) -> HttpResponse:
    return JsonResponse(
        {"left": request.open_session.seconds_left, "who": request.account.page_mark}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def last(request: AccountRequest) -> HttpResponse:
    """A page for a telephone: one button ends the session one forgot to close."""
    if request.method == "POST":
        return _ended(request)
    others = [one for one in open_sessions(request.account) if one.pk != request.open_session.pk]
    context = {
        "academy": request.academy,
        "last": _shown(request, others[0]) if others else None,
        "more": max(0, len(others) - 1),
    }
    return render(request, "identity/end_last.html", context)


def _ended(request: AccountRequest) -> HttpResponse:
    ended = end_last(
        request.account, but=str(request.session.session_key), network=network(request)
    )
    if ended is None:
        toast = Toast(_("No other session of yours is open."))
    else:
        where = words_of_session(request.academy, ended)
        toast = Toast(_("This session was ended: %(where)s.") % {"where": where})
    return told(request, reverse("settings:sessions"), toast)


def _shown(request: AccountRequest, session: Session) -> dict[str, str]:
    return {
        "where": words_of_session(request.academy, session),
        "seen": moments.full_label(session.seen_at),
    }
