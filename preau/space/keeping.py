"""How long the Trash and Junk of a mailbox are kept, and what its person may choose."""

from dataclasses import dataclass

from preau.academies.registry import academies
from preau.identity.models import Mailbox
from preau.space.models import Keeping

NEVER = 0
OFFERED = (7, 15, 30, 60, 90, 180, 365)
FOLDERS = ("trash", "junk")


@dataclass(frozen=True)
class Kept:
    """Days, 0 for as long as one does not empty them oneself."""

    trash: int
    junk: int

    def days(self, role: str) -> int:
        return {"trash": self.trash, "junk": self.junk}.get(role, NEVER)


def kept(mailbox: Mailbox) -> Kept:
    """As chosen, within what the académie lets choose."""
    policy = academies().of(mailbox.academy).keeping
    row = Keeping.objects.filter(mailbox=mailbox).first()
    if row is None:
        return Kept(policy.trash_days, policy.junk_days)
    choices = choices_of(mailbox)
    return Kept(_within(row.trash_days, choices), _within(row.junk_days, choices))


def choices_of(mailbox: Mailbox) -> tuple[int, ...]:
    """Days that may be chosen, 0 among them where the académie sets no ceiling."""
    policy = academies().of(mailbox.academy).keeping
    offered = sorted({*OFFERED, policy.trash_days, policy.junk_days, policy.longest_days} - {NEVER})
    if not policy.longest_days:
        return (NEVER, *offered)
    return tuple(days for days in offered if days <= policy.longest_days)


def _within(days: int, choices: tuple[int, ...]) -> int:
    """A ceiling set later bounds what was chosen before."""
    if NEVER in choices:
        return days
    return min(days or choices[-1], choices[-1])
