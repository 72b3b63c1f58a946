"""The engines' doors this process uses, opened once."""

from functools import cache

from django.conf import settings

from preau.engines.dovecot.mailstore import Door, Mailstore


@cache
def mailstore() -> Mailstore:
    secret = settings.PLACES.secret("dovecot-master")
    return Mailstore(Door(port=settings.PORTS.imap, secret=secret))
