"""What Authlib has to know of us: applications, codes and tokens, for one request."""

import json
from typing import Any

from authlib.integrations.django_oauth2.requests import DjangoOAuth2Payload, DjangoOAuth2Request
from authlib.oauth2 import AuthorizationServer, OAuth2Request
from authlib.oauth2.rfc6749 import ClientMixin, InvalidGrantError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant, RefreshTokenGrant
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from preau.applications.actions.granting import (
    ACCESS_SECONDS,
    Wish,
    claim_code,
    claim_refresh,
    keep_tokens,
    open_to,
    withdraw,
)
from preau.applications.models import Application, Grant
from preau.applications.queries import application_of, grant_of_code, token_of
from preau.applications.rules import allowed_scope, is_good
from preau.applications.secrets import digest, draw
from preau.identity.models import Account
from preau.web.kit.request import AccountRequest
from preau.web.oidc.extensions import Challenge, IdToken
from preau.web.oidc.issuer import issuer_of

Said = tuple[int, Any, list[tuple[str, str]]]


class Asked(DjangoOAuth2Request):  # type: ignore[misc]
    """Authlib refuses http but on `localhost`; the demo's names under it never leave the machine,
    either (RFC 6761 section 6.3)."""

    def __init__(self, request: HttpRequest) -> None:
        uri = request.build_absolute_uri()
        host = request.get_host().partition(":")[0]
        named = uri.replace(host, "localhost", 1) if host.endswith(".localhost") else uri
        OAuth2Request.__init__(self, request.method or "", named, headers=request.headers)
        self.payload = DjangoOAuth2Payload(request)
        self._request = request


class Client(ClientMixin):  # type: ignore[misc]
    """An application, as Authlib asks about it."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.client_id = application.client_id

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> None:
        """Each request names its own."""

    def get_allowed_scope(self, scope: str | None) -> str | None:
        return allowed_scope(self.application, scope or "")

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self.application.redirect_uris

    def check_client_secret(self, client_secret: str) -> bool:
        return constant_time_compare(digest(client_secret), self.application.sha256)

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        return (method == "none") == self.application.is_public

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in ("authorization_code", "refresh_token")


class Shown:
    """A code or a refresh token that was shown, and the grant behind it."""

    def __init__(self, grant: Grant, scope: str, token: Any = None) -> None:
        self.grant, self.scope, self.token = grant, scope, token
        self.code_challenge, self.code_challenge_method = grant.challenge, "S256"

    def get_redirect_uri(self) -> str:
        return self.grant.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def check_client(self, client: Client) -> bool:
        return client.application.pk == self.grant.application_id


class CodeGrant(AuthorizationCodeGrant):  # type: ignore[misc]
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post", "none"]

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        asked = request.payload.data
        wish = Wish(
            redirect_uri=asked["redirect_uri"],
            scope=request.scope,
            challenge=asked["code_challenge"],
            issuer=issuer_of(self.server.asked),
            nonce=asked.get("nonce", ""),
        )
        came: AccountRequest = self.server.asked
        open_to(request.client.application, request.user, came.open_session, wish, code)

    def query_authorization_code(self, code: str, client: Client) -> Shown | None:
        grant = grant_of_code(client.application, code)
        if grant is None:
            return None
        if grant.used_at is not None:
            withdraw(grant)
            return None
        return Shown(grant, grant.scope)

    def authenticate_user(self, shown: Shown) -> Account | None:
        """Here and not before: a code shown without its verifier is not used up."""
        if not is_good(shown.grant, self.server.asked.academy.slug):
            return None
        return shown.grant.account if claim_code(shown.grant) else None

    def delete_authorization_code(self, _shown: Shown) -> None:
        """It stays for a while, so that a second use is seen."""


class RefreshGrant(RefreshTokenGrant):  # type: ignore[misc]
    TOKEN_ENDPOINT_AUTH_METHODS = CodeGrant.TOKEN_ENDPOINT_AUTH_METHODS
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token: str) -> Shown | None:
        token = token_of("refresh", refresh_token)
        if token is None or not is_good(token.grant, self.server.asked.academy.slug):
            return None
        return Shown(token.grant, token.scope, token)

    def authenticate_user(self, shown: Shown) -> Account:
        if claim_refresh(shown.token):
            return shown.grant.account
        withdraw(shown.grant)
        raise InvalidGrantError

    def revoke_old_credential(self, _shown: Shown) -> None:
        """It was used up when it was claimed."""


class Provider(AuthorizationServer):  # type: ignore[misc]
    """One for each request: the académie asked for decides which applications there are."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        self.asked: Any = request
        made = BearerTokenGenerator(_drawn, _drawn, lambda _client, _kind: ACCESS_SECONDS)
        self.register_token_generator("default", made)
        identity = IdToken(issuer_of(request))
        self.register_grant(CodeGrant, [Challenge(required=True), identity])
        self.register_grant(RefreshGrant, [identity])

    def query_client(self, client_id: str) -> Client | None:
        found = application_of(self.asked.academy.slug, client_id)
        return None if found is None else Client(found)

    def save_token(self, token: dict[str, str], request: OAuth2Request) -> None:
        shown: Shown = request.authorization_code or request.refresh_token
        keep_tokens(
            shown.grant,
            token["scope"],
            access=token["access_token"],
            refresh=token["refresh_token"],
        )

    def create_oauth2_request(self, request: HttpRequest) -> OAuth2Request:
        return Asked(request)

    def handle_response(self, status: int, body: Any, headers: Any) -> HttpResponse:
        if isinstance(body, dict):
            body = json.dumps(body)
        return HttpResponse(body, status=status, headers=dict(headers))

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""


def _drawn(**_for: object) -> str:
    return draw()
