"""PKCE for every application, and what an ID token says."""

import time
from typing import Any

from authlib.oauth2 import OAuth2Request
from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode
from joserfc.jwk import RSAKey

from preau.applications.keys import ALGORITHM, signing_key
from preau.applications.queries import claims_of, methods_of, session_mark
from preau.identity.models import Account

ID_SECONDS = 10 * 60
LONGEST_NONCE = 255


class Challenge(CodeChallenge):  # type: ignore[misc]
    """Asked of confidential applications too (RFC 9700 section 2.1.1), by S256 alone."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        given = grant.request.payload.data
        if not given.get("code_challenge") or given.get("code_challenge_method") != "S256":
            raise InvalidRequestError("Give a 'code_challenge', by 'S256'.")
        super().validate_code_challenge(grant, redirect_uri)


class IdToken(OpenIDCode):  # type: ignore[misc]
    def __init__(self, issuer: str) -> None:
        super().__init__()
        self.issuer = issuer

    def exists_nonce(self, nonce: str, _request: OAuth2Request) -> bool:
        """A page that is loaded again asks with the same: the application compares, and a code
        works once."""
        if len(nonce) > LONGEST_NONCE:
            raise InvalidRequestError(f"'nonce' has {LONGEST_NONCE} characters at most.")
        return False

    def resolve_client_private_key(self, _client: object) -> RSAKey:
        return signing_key()

    def get_client_algorithm(self, _client: object) -> str:
        return ALGORITHM

    def get_encode_header(self, _client: object) -> dict[str, str]:
        return {"alg": ALGORITHM, "kid": signing_key().kid or "", "typ": "JWT"}

    def get_compatible_claims(self, request: OAuth2Request) -> dict[str, object]:
        """OpenID Connect Core 2; a refreshed one has no nonce (12.2)."""
        shown = request.authorization_code or request.refresh_token
        grant, now = shown.grant, int(time.time())
        claims: dict[str, object] = {
            "iss": self.issuer,
            "aud": request.client.get_client_id(),
            "iat": now,
            "exp": now + ID_SECONDS,
            "auth_time": int(grant.came_at.timestamp()),
            "sid": session_mark(grant.session),
        }
        if methods_of(grant.way):
            claims["amr"] = methods_of(grant.way)
        if grant.nonce and request.authorization_code:
            claims["nonce"] = grant.nonce
        return claims

    def get_authorization_code_claims(self, _shown: object) -> dict[str, object]:
        """All of them stand above."""
        return {}

    def generate_user_info(self, user: Account, scope: str) -> dict[str, object]:
        return claims_of(user, scope)
