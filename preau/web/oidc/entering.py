"""An application asks who somebody is: what stands between the question and the answer."""

from typing import Any
from urllib.parse import urlencode

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oidc.core.errors import (
    ConsentRequiredError,
    LoginRequiredError,
    RequestNotSupportedError,
    RequestURINotSupportedError,
)
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from preau.applications.rules import must_ask
from preau.web.oidc.freshness import ASKED, mark, must_sign_in
from preau.web.oidc.going import go, with_words
from preau.web.oidc.issuer import issuer_of
from preau.web.oidc.pages import ConsentPage
from preau.web.oidc.provider import Provider


class Entry:
    """One request of an application, checked: `redirect_uri` is one of its own."""

    def __init__(self, request: HttpRequest, asked: dict[str, str], *, by_page: bool) -> None:
        """`asked`: the parameters, from the query or from the form of consent."""
        self.request: Any = request
        self.asked, self.by_page = asked, by_page
        self.provider = Provider(request)

    def decide(self) -> HttpResponse:
        try:
            self.check()
            if must_sign_in(self.request.open_session, self.asked):
                return self.to_entrance()
            if self.must_ask():
                return self.ask()
        except OAuth2Error as error:
            return self.refuse(error)
        return self.answer(self.request.account)

    def check(self) -> None:
        """Raises OAuth2Error, with the address to say it to once that is known to be right."""
        self.grant = self.provider.get_consent_grant(self.request, self.request.account)
        self.redirect_uri = str(self.grant.redirect_uri)
        self.application = self.grant.client.application
        if "request" in self.asked:
            raise RequestNotSupportedError(redirect_uri=self.redirect_uri)
        if "request_uri" in self.asked:
            raise RequestURINotSupportedError(redirect_uri=self.redirect_uri)
        if self.asked.get("response_mode", "query") != "query":
            raise InvalidRequestError("Only response_mode=query.", redirect_uri=self.redirect_uri)

    def must_ask(self) -> bool:
        scope = self.grant.request.scope
        wished = "consent" in self.prompts and self.application.asks_consent
        return wished or must_ask(self.application, self.request.account, scope)

    @property
    def prompts(self) -> list[str]:
        return self.asked.get("prompt", "").split()

    def to_entrance(self) -> HttpResponse:
        """By the entrance and what it asks for, and back to a page of ours."""
        if "none" in self.prompts:
            raise LoginRequiredError(redirect_uri=self.redirect_uri)
        again = {**self.asked, ASKED: mark(self.application.client_id)}
        words = {"next": f"{reverse('oidc:resume')}?{urlencode(again)}"}
        if self.request.account is not None:
            words["ended"] = "again"
        return HttpResponseRedirect(f"{reverse('sign_in')}?{urlencode(words)}")

    def ask(self) -> HttpResponse:
        if "none" in self.prompts:
            raise ConsentRequiredError(redirect_uri=self.redirect_uri)
        page = ConsentPage.of(self.application, self.grant.request.scope, self.asked)
        return render(self.request, "oidc/consent.html", {"page": page})

    def answer(self, account: Any) -> HttpResponse:
        """With a code; without an account, that the person refused."""
        said = self.provider.create_authorization_response(
            self.grant.request, grant_user=account, grant=self.grant
        )
        return self.go(said.headers["Location"])

    def refuse(self, error: OAuth2Error) -> HttpResponse:
        """To the application where its address is known to be its own, else to the person."""
        error.state = self.asked.get("state")
        if error.redirect_uri:
            return self.go(self.provider.handle_error_response(None, error).headers["Location"])
        return render(self.request, "oidc/refused.html", status=400)

    def go(self, address: str) -> HttpResponse:
        """With who answers (RFC 9207)."""
        told = with_words(address, iss=issuer_of(self.request))
        return go(self.request, told, by_page=self.by_page)
