"""Which providers an entrance offers, and which one it asks itself."""

from preau.federation.models import Provider
from preau.kit.errors import NotFound


def offered(academy: str) -> list[Provider]:
    """Those a browser is sent to, in the order of their names."""
    active = Provider.objects.filter(academy=academy, is_active=True)
    return list(active.exclude(kind=Provider.Kind.LDAP).order_by("name"))


def directory(academy: str) -> Provider | None:
    """Where the passwords of this académie live; None where they live here."""
    kept = Provider.objects.filter(academy=academy, kind=Provider.Kind.LDAP, is_active=True)
    return kept.first()


def provider_named(key: str, academy: str) -> Provider:
    """Raises NotFound, also for one that was switched off."""
    found = Provider.objects.filter(academy=academy, key=key, is_active=True).first()
    if found is None:
        raise NotFound
    return found
