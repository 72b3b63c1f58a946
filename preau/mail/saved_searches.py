"""The searches of a mailbox: every page shows them beside its folders."""

from preau.identity.models import Mailbox
from preau.kit.prepared import Prepared
from preau.mail.models import SavedSearch


def searches_of(mailbox: Mailbox) -> list[SavedSearch]:
    """By name."""
    return _searches_of(mailbox.pk)


_searches_of = Prepared(
    lambda number: SavedSearch.objects.filter(mailbox=number).order_by("name"), place=-1
)
