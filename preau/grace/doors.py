"""The engines' doors that full mailboxes need."""

from functools import cache

from django.conf import settings

from preau.engines.dovecot.delivery import Delivery
from preau.identity.doors import announce, doveadm, unsigned

__all__ = ["announce", "delivery", "doveadm", "notices", "unsigned"]


@cache
def delivery() -> Delivery:
    """As any mail that arrives: filters, quota."""
    return Delivery(settings.PORTS.lmtp)


@cache
def notices() -> Delivery:
    """Where no quota counts: for what a full mailbox must be told."""
    return Delivery(settings.PORTS.notices)
