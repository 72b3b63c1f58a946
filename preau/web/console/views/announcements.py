"""What the desk tells everybody: made, and withdrawn."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from preau.kit.errors import WrongInput
from preau.support.access import announcement
from preau.support.actions.announcing import announce, withdraw
from preau.web.console.guard import for_agents
from preau.web.console.pages import announcements as pages
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Toast

TEMPLATE = "console/announcements.html"


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def announcements(request: AccountRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, TEMPLATE, {"page": pages.announcements(request)})
    given = request.POST
    try:
        announce(
            request.account,
            given.get("text", ""),
            given.get("level", ""),
            moment(given.get("begins", "")),
            moment(given.get("ends", "")),
        )
    except WrongInput as wrong:
        page = pages.announcements(request, error=str(wrong))
        return render(request, TEMPLATE, {"page": page}, status=422)
    return told(request, reverse("console:announcements"), Toast(_("It is announced.")))


def moment(typed: str) -> datetime:
    """As a browser writes it, in the hour of here. Raises WrongInput."""
    try:
        given = datetime.fromisoformat(typed)
    except ValueError as error:
        raise WrongInput(_("Write both moments, such as 24/11/2026 18:00.")) from error
    return given if timezone.is_aware(given) else timezone.make_aware(given)


@require_POST
@for_agents
def end(request: AccountRequest, number: int) -> HttpResponse:
    withdraw(announcement(request.account, number), request.account)
    toast = Toast(_("The announcement is withdrawn."))
    return told(request, reverse("console:announcements"), toast)
