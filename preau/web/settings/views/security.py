"""How one's account is kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.settings.pages.security import security as security_page


@require_GET
@signed_in
def security(request: AccountRequest) -> HttpResponse:
    return render(request, "settings/security.html", {"page": security_page(request)})
