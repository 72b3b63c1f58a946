"""Boxes that are there before anybody: each académie's help desk, by which notices leave; in the
demonstration, the world outside.
"""

from django.conf import settings

from preau.academies.registry import academies
from preau.identity import outside
from preau.identity.actions.opening import open_functional_box
from preau.identity.actions.telling import desk_of
from preau.identity.models import Address, Mailbox


def open_desks() -> None:
    """Those that are there are left as they are."""
    for academy in academies().all:
        desk = desk_of(academy)
        if not Mailbox.objects.filter(login=desk.addr_spec).exists():
            open_functional_box(
                academy=academy.slug,
                address=desk.addr_spec,
                name="Assistance",
                quota_bytes=academy.quotas.bytes_for(Mailbox.Kind.SERVICE),
                kind=Mailbox.Kind.SERVICE,
            )
    if settings.DEMO:
        open_outside()


def open_outside() -> None:
    """It takes whatever is sent to its domain."""
    if not Mailbox.objects.filter(login=outside.LOGIN).exists():
        box = open_functional_box(
            academy="",
            address=outside.LOGIN,
            name="Dehors (démonstration)",
            quota_bytes=100 * 1024 * 1024,
            kind=Mailbox.Kind.SERVICE,
        )
        Address.objects.create(address=outside.EVERYBODY, mailbox=box)
