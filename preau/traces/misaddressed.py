"""Whether a sender wrote to an address that nobody has and that looks like one of this box.

What is told is only that it may have been: neither the address that was typed, nor when. And not
even that where somebody else's address looks more like it.
"""

from collections.abc import Iterable

from preau.identity.models import Address, Mailbox
from preau.traces.models import Misaddressed
from preau.traces.questions import Question

# Letters added, left out, changed or swapped.
MOST_SLIPS = 2
MOST_LOOKED_AT = 20


def was_misaddressed(mailbox: Mailbox, asked: Question) -> bool:
    """For who knows the sender's whole address."""
    if not asked.address:
        return False
    lost = Misaddressed.objects.filter(
        sender__iexact=asked.address, at__range=(asked.since, asked.until)
    )
    own = list(mailbox.addresses.values_list("address", flat=True))
    typed = set(lost.order_by("-at").values_list("address", flat=True)[:MOST_LOOKED_AT])
    return any(_is_meant(one, own, mailbox) for one in typed)


def _is_meant(typed: str, own: Iterable[str], mailbox: Mailbox) -> bool:
    nearest = min((slips(typed, one) for one in own), default=MOST_SLIPS + 1)
    if nearest > MOST_SLIPS:
        return False
    return not any(slips(typed, other) <= nearest for other in _others(typed, mailbox))


def _others(typed: str, mailbox: Mailbox) -> Iterable[str]:
    """Other people's addresses in that domain that begin or end like the one typed."""
    local, _, domain = typed.rpartition("@")
    there = Address.objects.exclude(mailbox=mailbox)
    begin = there.filter(address__startswith=local[:2], address__endswith=f"@{domain}")
    end = there.filter(address__endswith=f"{local[-2:]}@{domain}")
    return begin.union(end).values_list("address", flat=True)


def slips(one: str, other: str) -> int:
    """Optimal string alignment distance; MOST_SLIPS + 1 stands for anything more."""
    one, other = one.lower(), other.lower()
    if abs(len(one) - len(other)) > MOST_SLIPS:
        return MOST_SLIPS + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > MOST_SLIPS:
            return MOST_SLIPS + 1
    return min(row[-1], MOST_SLIPS + 1)
