"""This text, for this person: of a box in whose name they write, or not there."""

from preau.identity.models import Account
from preau.identity.queries import writable_boxes
from preau.kit.errors import NotFound
from preau.wordings.models import Wording


def wording(account: Account, number: int, *, removed: bool = False) -> Wording:
    found = Wording.objects.select_related("mailbox").filter(
        pk=number, mailbox__in=writable_boxes(account), removed_at__isnull=not removed
    )
    if (one := found.first()) is None:
        raise NotFound
    return one
