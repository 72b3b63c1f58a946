"""OpenID Connect, code flow with PKCE (OpenID Connect Core 1.0 §3.1, RFC 7636, RFC 9207)."""

import base64
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Any
from urllib.parse import quote_plus, urlencode

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from preau.engines.providers.asking import get_json, post_form
from preau.engines.providers.claims import Claims, NotVouched, flat

# Signed with a key that only the provider has: no `none`, and no secret that we share.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
# How long what a provider publishes of itself is believed, in seconds.
KEPT = 600
LEEWAY = 60


@dataclass(frozen=True)
class OidcShape:
    """A provider and what it knows us by; without `secret`, we are a public client."""

    issuer: str
    client_id: str
    secret: str = field(default="", repr=False)
    scopes: str = "openid profile email"


@dataclass(frozen=True)
class Attempt:
    """To be kept in the browser's session until it comes back. `since`: the second from which the
    person has to have proved who they are; "" for whenever that was."""

    state: str
    nonce: str
    verifier: str
    since: str = ""


def begin(shape: OidcShape, back_url: str, *, anew: bool = False) -> tuple[str, Attempt]:
    """(where to send the browser, what to remember). Raises EngineAway, NotVouched.

    `anew`: a session that is open there is not enough (Core §3.1.2.1).
    """
    since = str(int(time.time())) if anew else ""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    attempt = Attempt(state, nonce, verifier, since)
    challenge = base64.urlsafe_b64encode(sha256(attempt.verifier.encode()).digest()).rstrip(b"=")
    query = {
        "response_type": "code",
        "client_id": shape.client_id,
        "redirect_uri": back_url,
        "scope": shape.scopes,
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": challenge.decode(),
        "code_challenge_method": "S256",
    }
    if anew:
        query |= {"prompt": "login", "max_age": "0"}
    endpoint = str(_metadata(shape.issuer)["authorization_endpoint"])
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}", attempt


def finish(shape: OidcShape, attempt: Attempt, answer: Mapping[str, str], back_url: str) -> Claims:
    """Raises NotVouched for what cannot be believed, EngineAway."""
    if not secrets.compare_digest(answer.get("state", "").encode(), attempt.state.encode()):
        raise NotVouched("the state is another one")
    if answer.get("iss", shape.issuer) != shape.issuer:
        raise NotVouched("the answer comes from another issuer")
    if "code" not in answer:
        raise NotVouched("the provider gave no code")
    told = _exchange(shape, attempt, answer["code"], back_url)
    values = _believed(shape, attempt, str(told.get("id_token", "")))
    return Claims(str(values["sub"]), flat(values | _more(shape, told, str(values["sub"]))))


def _exchange(shape: OidcShape, attempt: Attempt, code: str, back_url: str) -> dict[str, Any]:
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back_url,
        "code_verifier": attempt.verifier,
    }
    headers = {}
    if shape.secret:
        pair = f"{quote_plus(shape.client_id)}:{quote_plus(shape.secret)}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        fields["client_id"] = shape.client_id
    return post_form(str(_metadata(shape.issuer)["token_endpoint"]), fields, headers)


def _believed(shape: OidcShape, attempt: Attempt, token: str) -> dict[str, Any]:
    """The claims of an ID token, every one that binds it to us checked."""
    wanted = jwt.JWTClaimsRegistry(
        leeway=LEEWAY,
        iss={"essential": True, "value": shape.issuer},
        aud={"essential": True, "value": shape.client_id},
        nonce={"essential": True, "value": attempt.nonce},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
    )
    try:
        claims = jwt.decode(token, _keys_for(shape.issuer, token), algorithms=ALGORITHMS).claims
        wanted.validate(claims)
    except (JoseError, ValueError) as error:
        raise NotVouched(f"the ID token is refused: {type(error).__name__}") from error
    if claims.get("azp", shape.client_id) != shape.client_id:
        raise NotVouched("the ID token was made for another application")
    if attempt.since and not _is_since(claims.get("auth_time"), int(attempt.since)):
        raise NotVouched("the provider did not ask again who it is")
    return dict(claims)


def _is_since(proved: object, since: int) -> bool:
    return isinstance(proved, int) and proved >= since - LEEWAY


def _more(shape: OidcShape, told: dict[str, Any], subject: str) -> dict[str, Any]:
    """What the provider says at its own address, if that is of the same person (Core §5.3.2)."""
    endpoint = _metadata(shape.issuer).get("userinfo_endpoint")
    if not endpoint or "access_token" not in told:
        return {}
    found = _userinfo(str(endpoint), str(told["access_token"]))
    return found if found.get("sub") == subject else {}


def _userinfo(endpoint: str, token: str) -> dict[str, Any]:
    return get_json(endpoint, {"Authorization": f"Bearer {token}"})


def _metadata(issuer: str) -> dict[str, Any]:
    """Raises NotVouched when it is not that of the issuer (Discovery 1.0 §4.3)."""
    found = _published(f"{issuer.rstrip('/')}/.well-known/openid-configuration", _now())
    if found.get("issuer") != issuer:
        raise NotVouched("the provider calls itself otherwise")
    return found


def _keys_for(issuer: str, token: str) -> KeySet:
    """The provider's keys; asked for again when it signs with one that is not known yet."""
    address = str(_metadata(issuer)["jwks_uri"])
    keys = KeySet.import_key_set(_published(address, _now()))  # type: ignore[arg-type]
    wanted = _key_id(token)
    if wanted and all(key.kid != wanted for key in keys.keys):
        return KeySet.import_key_set(get_json(address))  # type: ignore[arg-type]
    return keys


def _key_id(token: str) -> str:
    head = token.partition(".")[0]
    try:
        found = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except ValueError as error:
        raise NotVouched("the ID token is not one") from error
    return str(found.get("kid", ""))


def _now() -> int:
    return int(time.time()) // KEPT


@lru_cache(maxsize=64)
def _published(address: str, _when: int) -> dict[str, Any]:
    return get_json(address)
