"""Which providers an entrance offers."""

from preau.federation.models import Provider
from preau.kit.errors import NotFound


def offered(academy: str) -> list[Provider]:
    """Those a browser is sent to, in the order of their names."""
    active = Provider.objects.filter(academy=academy, is_active=True)
    return list(active.exclude(kind=Provider.Kind.LDAP).order_by("name"))


def provider_named(key: str, academy: str) -> Provider:
    """Raises NotFound, also for one that was switched off."""
    found = Provider.objects.filter(academy=academy, key=key, is_active=True).first()
    if found is None:
        raise NotFound
    return found
