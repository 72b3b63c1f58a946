"""Signing in with a passkey alone: it stands for the identifier, the password and the factor."""

from typing import cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from preau.identity.models import Account, Session
from preau.web.credentials import ceremony
from preau.web.identity.entering import enter
from preau.web.identity.views import refuse
from preau.web.kit.request import AcademyRequest


@require_POST
@never_cache
def options(request: HttpRequest) -> HttpResponse:
    """The same for everybody: the browser knows its passkeys, and nobody is named."""
    return JsonResponse(ceremony.to_show(cast(AcademyRequest, request), None))


@require_POST
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    asked = cast(AcademyRequest, request)
    try:
        passkey = ceremony.shown_passkey(asked, request.POST.get("credential", ""), of=None)
    except ceremony.WrongPasskey as error:
        return refuse(asked, "", str(error), 401)
    account = passkey.account
    if account.state != Account.State.ACTIVE or account.academy != asked.academy.slug:
        return refuse(asked, "", _("This passkey is not known here."), 401)
    return enter(asked, account, Session.Way.PASSKEY, has_shown=True)
