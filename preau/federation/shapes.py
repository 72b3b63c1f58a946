"""From a row to what its protocol must know."""

from preau.engines.providers.cas import CasShape
from preau.engines.providers.oidc import OidcShape
from preau.engines.providers.saml import SamlShape
from preau.federation.models import Provider
from preau.identity.sealing import seal, unseal


def oidc(provider: Provider) -> OidcShape:
    told = provider.parameters
    return OidcShape(issuer=told["issuer"], client_id=told["client_id"], secret=secret_of(provider))


def cas(provider: Provider) -> CasShape:
    return CasShape(provider.parameters["url"])


def saml(provider: Provider) -> SamlShape:
    return SamlShape(provider.parameters["entity_id"], provider.parameters["metadata"])


def sealed(provider: Provider, secret: str) -> str:
    return seal(secret.encode(), _about(provider)) if secret else ""


def secret_of(provider: Provider) -> str:
    if not provider.sealed_secret:
        return ""
    return unseal(provider.sealed_secret, _about(provider)).decode()


def _about(provider: Provider) -> str:
    return f"provider {provider.academy}/{provider.key}"
