"""The antivirus, as this process reaches it."""

from functools import cache

from django.conf import settings

from preau.engines.clamav.scanning import Scanner
from preau.engines.clamav.shape import ClamavShape


@cache
def scanner() -> Scanner:
    return Scanner(ClamavShape(settings.PLACES).socket)
