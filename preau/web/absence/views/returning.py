"""What came meanwhile, looked at."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from preau.absence import queries
from preau.absence.actions import applying
from preau.kit.errors import NotFound
from preau.web.absence.boxes import asked_for
from preau.web.absence.pages.returning import meanwhile as meanwhile_page
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.shell.frame import Toast


@require_GET
@signed_in
def meanwhile(request: AccountRequest) -> HttpResponse:
    """Looking at it is all that the banner asks for."""
    absence = queries.absence_of(asked_for(request))
    if absence is None or absence.ends_at is None or absence.ends_at > timezone.now():
        raise NotFound
    page = meanwhile_page(request, absence)
    applying.look_at_return(absence.mailbox)
    return render(request, "absence/meanwhile.html", {"page": page})


@require_POST
@signed_in
def seen(request: AccountRequest) -> HttpResponse:
    applying.look_at_return(asked_for(request))
    sentence = _("You find it again in Settings, Absence notices.")
    return told(request, f"/mail/{request.account.identifier}/inbox/", Toast(sentence))
