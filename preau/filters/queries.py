"""Which rules a message was put under after it had arrived."""

from collections.abc import Iterable

from preau.filters.models import RanRule
from preau.formats.sieve.mark import Marked, idents
from preau.identity.models import Mailbox


def ran_on(mailbox: Mailbox, flags: Iterable[str]) -> list[Marked]:
    """By the keywords of a message; most wear none, and nothing is asked for them."""
    worn = idents(flags)
    if not worn:
        return []
    known = RanRule.objects.filter(mailbox=mailbox, ident__in=worn)
    return [Marked(one.ident, one.name) for one in known.order_by("ident")]
