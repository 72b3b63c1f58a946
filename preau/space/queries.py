"""Errands of a mailbox, as its person asked for them."""

from django.db.models import QuerySet

from preau.identity.models import Account, Mailbox
from preau.space.models import Errand

ON_THE_WAY = (Errand.State.COUNTING, Errand.State.QUEUED, Errand.State.RUNNING)


def errands(account: Account, mailbox: Mailbox, *kinds: str) -> QuerySet[Errand]:
    """The last first."""
    mine = Errand.objects.filter(account=account, mailbox=mailbox, kind__in=kinds)
    return mine.order_by("-made_at")


def cut_uploads(account: Account, mailbox: Mailbox) -> QuerySet[Errand]:
    """Archives that have not come whole."""
    return errands(account, mailbox, Errand.Kind.BRING).filter(state=Errand.State.PLANNED)


def on_the_way(account: Account, mailbox: Mailbox) -> QuerySet[Errand]:
    every = errands(account, mailbox, *Errand.Kind.values)
    return every.filter(state__in=ON_THE_WAY).exclude(kind=Errand.Kind.SURVEY)
