"""Adding, testing and taking away a provider: an operator's work, by command."""

from typing import Any

from preau.engines.providers import cas, oidc, saml
from preau.federation import shapes
from preau.federation.models import Provider


def add_provider(
    *,
    academy: str,
    key: str,
    name: str,
    kind: str,
    parameters: dict[str, Any],
    claim: str,
    matches: str,
    secret: str = "",
) -> Provider:
    """Added, or changed when the key is known; subjects stay with it."""
    provider = Provider.objects.filter(academy=academy, key=key).first()
    provider = provider or Provider(academy=academy, key=key)
    provider.name, provider.kind, provider.parameters = name, kind, parameters
    provider.claim, provider.matches, provider.is_active = claim, matches, True
    provider.sealed_secret = shapes.sealed(provider, secret)
    provider.save()
    return provider


def remove_provider(academy: str, key: str) -> bool:
    """Whom it recognised is forgotten with it; their accounts stay."""
    return Provider.objects.filter(academy=academy, key=key).delete()[0] > 0


def try_provider(provider: Provider) -> str:
    """Where it would send a browser. Raises EngineAway, NotVouched."""
    back = "https://example.invalid/back"
    if provider.kind == Provider.Kind.OIDC:
        return oidc.begin(shapes.oidc(provider), back)[0].partition("?")[0]
    if provider.kind == Provider.Kind.CAS:
        return cas.begin(shapes.cas(provider), back)[0].partition("?")[0]
    if provider.kind == Provider.Kind.SAML:
        return saml.begin(shapes.saml(provider), back, back)[0].partition("?")[0]
    return str(provider.parameters.get("url", ""))
