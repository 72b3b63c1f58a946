"""The engine's door this room uses, opened once."""

from functools import cache

from django.conf import settings

from preau.engines.dovecot.mailstore import Door
from preau.engines.dovecot.scripts import Scripts


@cache
def scripts() -> Scripts:
    secret = settings.PLACES.secret("dovecot-master")
    return Scripts(Door(port=settings.PORTS.scripts, secret=secret))
