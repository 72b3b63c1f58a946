"""Which texts there are for whoever writes in a mailbox."""

from django.db.models import QuerySet
from django.db.models.functions import Lower

from preau.identity.models import Account, Mailbox
from preau.identity.queries import writable_boxes
from preau.wordings.models import Wording


def of_box(mailbox: Mailbox) -> QuerySet[Wording]:
    kept = Wording.objects.filter(mailbox=mailbox, removed_at=None)
    return kept.select_related("mailbox", "changed_by").order_by(Lower("name"))


def offered(mailbox: Mailbox, account: Account) -> list[Wording]:
    """In a letter written in this box: its own texts, then the writer's own."""
    own = [box for box in writable_boxes(account) if box.login == account.login]
    boxes = list(dict.fromkeys([mailbox, *own]))
    return [wording for box in boxes for wording in of_box(box)]
