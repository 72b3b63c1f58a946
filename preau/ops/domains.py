"""Our mail domains, from the académies' files to where Postfix reads them."""

from django.conf import settings
from django.db import transaction

from preau.academies.registry import academies
from preau.identity import outside
from preau.identity.models import EngineDomain


@transaction.atomic
def name_domains() -> None:
    domains = set(academies().domains) | ({outside.DOMAIN} if settings.DEMO else set())
    EngineDomain.objects.exclude(domain__in=domains).delete()
    known = set(EngineDomain.objects.values_list("domain", flat=True))
    EngineDomain.objects.bulk_create(EngineDomain(domain=name) for name in sorted(domains - known))
