"""Sent to a provider, come back from it, recognised (N-01, I-29, P-17)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from time import time
from typing import Any

from preau.engines.providers import cas, oidc, saml
from preau.engines.providers.claims import Claims, NotVouched
from preau.federation import shapes
from preau.federation.models import Provider, Subject
from preau.identity.models import Account
from preau.identity.queries import account_named
from preau.identity.throttle import REFUSED
from preau.journal.actions import record


class NobodyHere(Exception):
    """The provider says who it is, and no active account of the académie is theirs."""


@dataclass(frozen=True)
class Departure:
    """`url`: where the browser goes. `memory`: what its session keeps, plain values."""

    url: str
    memory: dict[str, str]


def leave(provider: Provider, *, us: str, back_url: str, anew: bool = False) -> Departure:
    """`anew`: they have to prove there again who they are. Raises EngineAway, NotVouched."""
    match provider.kind:
        case Provider.Kind.OIDC:
            url, attempt = oidc.begin(shapes.oidc(provider), back_url, anew=anew)
            return Departure(url, asdict(attempt))
        case Provider.Kind.SAML:
            url, request_id = saml.begin(shapes.saml(provider), us, back_url, anew=anew)
            since = str(int(time()) if anew else 0)
            return Departure(url, {"request_id": request_id, "since": since})
        case Provider.Kind.CAS:
            url, state = cas.begin(shapes.cas(provider), back_url, anew=anew)
            return Departure(url, {"state": state, "renew": "yes" if anew else ""})
    raise NotVouched("nobody is sent to this kind of provider")


def come_back(
    provider: Provider, memory: Mapping[str, str], answer: Mapping[str, str], **where: str
) -> Account:
    """The account. `where`: us, back_url, network. Raises NotVouched, NobodyHere, EngineAway."""
    network = where.pop("network")
    try:
        claims = read(provider, memory, answer, **where)
    except NotVouched:
        record(REFUSED, by=f"provider:{provider}", academy=provider.academy, network=network)
        raise
    return recognise(provider, claims, network=network)


def read(
    provider: Provider,
    memory: Mapping[str, str],
    answer: Mapping[str, str],
    *,
    us: str,
    back_url: str,
) -> Claims:
    match provider.kind:
        case Provider.Kind.OIDC:
            attempt = oidc.Attempt(**_only(memory, "state", "nonce", "verifier", "since"))
            return oidc.finish(shapes.oidc(provider), attempt, answer, back_url)
        case Provider.Kind.SAML:
            asked = _only(memory, "request_id", "since")
            response = answer.get("SAMLResponse", "")
            return saml.finish(
                shapes.saml(provider), us, back_url, asked["request_id"], response,
                since=int(asked["since"]),
            )  # fmt: skip
        case Provider.Kind.CAS:
            left = _only(memory, "state", "renew")
            return cas.finish(
                shapes.cas(provider), left["state"], answer, back_url, anew=bool(left["renew"])
            )
    raise NotVouched("nobody comes back from this kind of provider")


def recognise(provider: Provider, claims: Claims, *, network: str) -> Account:
    """By the subject, else once by the claim that matches; each time by the claim where there is no
    subject. Raises NobodyHere."""
    known = Subject.objects.filter(provider=provider, subject=claims.subject)
    link = known.select_related("account").first() if claims.subject else None
    account = link.account if link else _matching(provider, claims)
    if account is None or account.state != Account.State.ACTIVE:
        record(REFUSED, by=f"provider:{provider}", academy=provider.academy, network=network)
        raise NobodyHere
    if link is None and claims.subject:
        Subject.objects.create(provider=provider, subject=claims.subject, account=account)
    return account


def _matching(provider: Provider, claims: Claims) -> Account | None:
    """An address that nobody proved recognises nobody."""
    value = claims.values.get(provider.claim, "").strip().casefold()
    is_address = provider.matches == Provider.Matches.ADDRESS
    if not value or is_address != ("@" in value):
        return None
    if provider.claim == "email" and not _is_proved(provider, claims):
        return None
    account = account_named(value, provider.academy)
    if account is None or Subject.objects.filter(provider=provider, account=account).exists():
        return None
    return account


def _is_proved(provider: Provider, claims: Claims) -> bool:
    """OpenID Connect Core 1.0 §5.1: the provider says so of each address. Where it says nothing of
    any, the operator may have said it for all."""
    if provider.kind != Provider.Kind.OIDC:
        return True
    said = claims.values.get("email_verified")
    if said is None:
        return bool(provider.parameters.get("proves_addresses"))
    return said.casefold() == "true"


def _only(memory: Mapping[str, Any], *names: str) -> dict[str, str]:
    if any(name not in memory for name in names):
        raise NotVouched("this browser did not leave from here")
    return {name: str(memory[name]) for name in names}
