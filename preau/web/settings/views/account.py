"""Who one is here."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.settings.pages.account import account as account_page


@require_GET
@signed_in
def account(request: AccountRequest) -> HttpResponse:
    return render(request, "settings/account.html", {"page": account_page(request)})
