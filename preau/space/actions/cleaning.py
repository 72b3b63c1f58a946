"""What was chosen is erased for good, a few at a time; what that freed is counted as it goes."""

from preau.engines.errors import Conflict, Missing
from preau.mail.access import Desk
from preau.space import choosing
from preau.space.actions.noting import note
from preau.space.actions.watching import Watch
from preau.space.choosing import Chosen
from preau.space.models import Errand

A_FEW = 40


def clean(desk: Desk, errand: Errand, watch: Watch) -> None:
    for some in choosing.read(errand.chosen):
        try:
            desk.box.select(some.folder, uidvalidity=some.uidvalidity)
        except (Missing, Conflict):
            continue
        _erase(desk, errand, some, watch)
    watch.end()
    note(desk.account, errand, "space.cleaned", errand.done_messages)


def _erase(desk: Desk, errand: Errand, some: Chosen, watch: Watch) -> None:
    """What somebody erased meanwhile in another program is not counted as freed here."""
    for start in range(0, len(some.uids), A_FEW):
        there = {one.uid: one.size for one in desk.box.weights(some.uids[start : start + A_FEW])}
        if not there:
            continue
        desk.box.expunge(there)
        messages = errand.done_messages + len(there)
        watch.tell(messages, errand.done_octets + sum(there.values()), now=True)
