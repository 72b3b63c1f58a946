"""Our mail domains, from the académies' files to where Postfix reads them."""

from django.conf import settings
from django.db import transaction

from preau.academies.registry import academies
from preau.identity import outside
from preau.identity.models import EngineDomain


def our_domains() -> set[str]:
    """Those of the académies; in a demonstration, also the one where people are said to live."""
    return set(academies().domains) | ({outside.DOMAIN} if settings.DEMO else set())


@transaction.atomic
def name_domains() -> None:
    domains = our_domains()
    EngineDomain.objects.exclude(domain__in=domains).delete()
    known = set(EngineDomain.objects.values_list("domain", flat=True))
    EngineDomain.objects.bulk_create(EngineDomain(domain=name) for name in sorted(domains - known))
