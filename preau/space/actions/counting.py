"""What an errand is about: the messages, exactly, and their octets."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from preau.kit.errors import NotFound
from preau.mail.access import Desk
from preau.space import choosing, scopes, surveying
from preau.space.actions.watching import Watch
from preau.space.choosing import Chosen, Picked
from preau.space.models import Errand
from preau.space.offers import picked_by
from preau.space.weighing import Shelf, Tell, stamp, weigh

State, Kind = Errand.State, Errand.Kind
# Archived by year, these would be mixed with what was received.
_STAY = frozenset({"trash", "junk", "drafts", "sent"})


def survey(desk: Desk, _errand: Errand, watch: Watch) -> None:
    """Of a mailbox too large for a page's time."""
    seen = stamp(desk.mailbox, desk.folders())
    surveying.keep(desk.mailbox, surveying.survey(desk, watch.tell), seen)
    watch.end()


def count(desk: Desk, errand: Errand, watch: Watch) -> None:
    """Then it waits for a yes, or goes on by itself where nothing is lost by it."""
    found = chosen(desk, errand, watch)
    messages, octets = choosing.count(found)
    errand.done_messages = 0
    watch.note(
        chosen=choosing.written(found),
        messages=messages,
        octets=octets,
        state=State.PLANNED if errand.kind == Kind.CLEAN or not messages else State.QUEUED,
        claimed_at=None,
    )


def chosen(desk: Desk, errand: Errand, watch: Watch) -> list[Chosen]:
    shelves = weigh(desk.box, desk.folders(), watch.tell)
    today = timezone.localdate()
    picks = [_picked(desk, errand, shelves, word, today, watch.tell) for word in errand.what]
    return choosing.chosen_of(shelves, choosing.together(picks))


def _picked(
    desk: Desk, errand: Errand, shelves: list[Shelf], word: str, today: date, tell: Tell
) -> Picked:
    if word.startswith("archive:"):
        return _archived(errand, shelves, word)
    picked = scopes.pick(desk, shelves, word, today, tell)
    return _to_file(shelves, picked, word, today) if errand.kind == Kind.FILE else picked


def _archived(errand: Errand, shelves: list[Shelf], word: str) -> Picked:
    """What the archive holds and is still there: in a folder made again, nothing is."""
    number = int(word.partition(":")[2])
    archive = Errand.objects.filter(pk=number, account=errand.account, kind=Kind.PACK).first()
    if archive is None or not archive.detail.get("verified"):
        raise NotFound(_("This archive is no longer kept: prepare it again."))
    validities = {shelf.name: shelf.uidvalidity for shelf in shelves}
    return {
        one.folder: set(one.uids)
        for one in choosing.read(archive.chosen)
        if validities.get(one.folder) == one.uidvalidity
    }


def _to_file(shelves: list[Shelf], picked: Picked, word: str, today: date) -> Picked:
    """Of a whole folder, only what is of former years; never what is filed so already."""
    of_folder = word.startswith("folder:")
    archive = next((shelf.name for shelf in shelves if shelf.role == "archive"), "Archive")

    def goes(shelf: Shelf, year: int) -> bool:
        if shelf.name == f"{archive}/{year}" or (shelf.role in _STAY and not of_folder):
            return False
        return not of_folder or year < today.year

    wanted = picked_by(shelves, lambda shelf, weight: goes(shelf, weight.day.year))
    return {
        folder: uids & wanted.get(folder, set())
        for folder, uids in picked.items()
        if uids & wanted.get(folder, set())
    }
