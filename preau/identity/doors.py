"""The engine's door that accounts need: their notices leave by it."""

from functools import cache

from django.conf import settings

from preau.engines.postfix.submit import Relay


@cache
def relay() -> Relay:
    return Relay(settings.PORTS.relay, settings.PLACES.secret("dovecot-master"))
