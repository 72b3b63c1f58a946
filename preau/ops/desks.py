"""The help desk's box of each académie: notices leave by it, and answers to them arrive there."""

from preau.academies.registry import academies
from preau.identity.actions.opening import open_functional_box
from preau.identity.actions.telling import desk_of
from preau.identity.models import Mailbox


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
