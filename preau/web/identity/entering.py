"""Somebody has proved who they are: the one place where a session begins.

Every way in ends here (password, link, another identity provider), so that what is asked of
everybody, and what is written down of it, stands once.
"""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from preau.identity.models import Account, Session
from preau.web.identity.beginning import begin, wish_shared
from preau.web.kit.request import AcademyRequest


def enter(
    request: AcademyRequest, account: Account, way: str = Session.Way.PASSWORD
) -> HttpResponse:
    """Signed in, on the way to where they were going."""
    wish_shared(request)
    response = HttpResponseRedirect(back_to(request, account))
    begin(request, response, account, way)
    return response


def back_to(request: AcademyRequest, account: Account) -> str:
    """Where the person was going, never to another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) and wanted.startswith("/"):
        return wanted
    return inbox_of(account)


def inbox_of(account: Account) -> str:
    return reverse("mail:list", kwargs={"box": account.identifier, "folder": "inbox"})
