"""The answer to whether an application may know who one is."""

from typing import cast

from authlib.oauth2 import OAuth2Error
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from preau.applications.actions.granting import agree
from preau.web.kit.request import AccountRequest, network
from preau.web.kit.signed_in import signed_in
from preau.web.oidc.entering import Entry
from preau.web.oidc.freshness import must_sign_in

OURS = ("csrfmiddlewaretoken", "answer")


@require_POST
@signed_in
def answer(request: AccountRequest) -> HttpResponse:
    asked = {name: word for name, word in request.POST.dict().items() if name not in OURS}
    entry = Entry(cast(HttpRequest, request), asked, by_page=True)
    try:
        entry.check()
        if must_sign_in(request.open_session, asked):
            return entry.to_entrance()
    except OAuth2Error as error:
        return entry.refuse(error)
    if request.POST.get("answer") != "yes":
        return entry.answer(None)
    agree(entry.application, request.account, entry.grant.request.scope, network=network(request))
    return entry.answer(request.account)
