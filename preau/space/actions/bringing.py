"""An archive's messages come back into their folders, each once; what is still there is left."""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from preau.engines.errors import Conflict, EngineAway, Missing
from preau.formats.archive import Found, Progress, read
from preau.formats.archive.stored import header
from preau.formats.archive.unpacked import (
    Bounds,
    WrongArchive,
    is_zip,
    manifest,
    read_back,
    refuse_beyond,
    unfold,
)
from preau.kit.errors import WrongInput
from preau.mail import importing
from preau.mail.access import Desk
from preau.mail.importing import Import, Outcome
from preau.space.access import file_of
from preau.space.actions.noting import note
from preau.space.actions.packing import forget_file
from preau.space.actions.watching import Watch
from preau.space.models import Errand
from preau.space.weighing import weigh

# A mailbox's worth of text unfolds to a few times the zip's size.
UNFOLDS = 20
MOST_TOLD = 20
# A full mailbox is given so long to be tidied: the file waits.
GOES_ON_FOR = timedelta(days=1)


def bring(desk: Desk, errand: Errand, watch: Watch) -> None:
    path = file_of(errand)
    scratch = path.with_name(path.name + ".d")
    scratch.mkdir(mode=0o700, exist_ok=True)
    try:
        source = Source(path, scratch, str(errand.detail["name"]))
        watch.note(messages=source.count(), detail={**errand.detail, "step": "bringing"})
        before = int(errand.detail.get("brought", 0))
        outcome = _bring(desk, errand, watch, source)
    except WrongArchive as error:
        raise WrongInput(_("This file is no archive of mail that can be read.")) from error
    watch.end(
        detail={
            **errand.detail,
            "brought": before + outcome.brought,
            "known": outcome.known - before,
            "refused": list(outcome.refused.values())[:MOST_TOLD],
            "refused_count": len(outcome.refused),
        }
    )
    forget_file(errand)
    note(desk.account, errand, "space.brought", outcome.brought)


def _bring(desk: Desk, errand: Errand, watch: Watch, source: "Source") -> Outcome:
    record = file_of(errand)
    progress = Progress(record.with_name(f"{record.name}.done"), f"errand {errand.pk}")
    there = There(desk)

    def tell(outcome: Outcome) -> None:
        errand.done_messages = outcome.seen
        watch.tell(outcome.seen)

    with progress:
        run = Import(desk.box, progress, is_known=there.has)
        try:
            return run.bring(source.messages(), tell)
        except importing.Stopped as error:
            until = (timezone.now() + GOES_ON_FOR).isoformat()
            far = int(errand.detail.get("brought", 0)) + run.outcome.brought
            watch.note(detail={**errand.detail, "brought": far, "until": until})
            if isinstance(error.__cause__, EngineAway):
                raise error.__cause__ from error
            sentence = _("The mailbox is full. Make room, then go on: nothing is lost.")
            raise WrongInput(sentence) from error


class Source:
    """An archive of ours, another's zip, an mbox or a message."""

    def __init__(self, path: Path, scratch: Path, name: str) -> None:
        self._path, self._scratch = path, scratch
        if is_zip(path):
            refuse_beyond(path, self._bounds())
        self._entries = manifest(path) if is_zip(path) else None
        if self._entries is None:
            self._unfolded = scratch / "unfolded"
            self._unfold(name)

    def count(self) -> int:
        return len(self._entries) if self._entries is not None else sum(1 for _ in self.messages())

    def messages(self) -> Iterator[Found]:
        if self._entries is None:
            yield from read(self._unfolded)
        else:
            for _entry, found in read_back(self._path, self._entries, self._scratch):
                yield found

    def _bounds(self) -> Bounds:
        return Bounds(octets=max(self._path.stat().st_size * UNFOLDS, 64 * 1024**2))

    def _unfold(self, name: str) -> None:
        """Afresh: what a stopped run left may be cut anywhere."""
        shutil.rmtree(self._unfolded, ignore_errors=True)
        self._unfolded.mkdir()
        if is_zip(self._path):
            unfold(self._path, self._unfolded, self._bounds())
        else:
            safe = Path(name.replace("\\", "/")).name.lstrip(".") or "mbox"
            (self._unfolded / safe).symlink_to(self._path)


class There:
    """What lay in the mailbox before, by name and size; each may stand for one message brought.

    What waits in the trash or in junk does not count for another folder: it is on its way out.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._places: dict[tuple[str, int], list[tuple[str, int, int]]] = defaultdict(list)
        self._leaving: set[str] = set()
        for shelf in weigh(desk.box, desk.folders()):
            if shelf.role in ("trash", "junk"):
                self._leaving.add(shelf.name)
            for one in shelf.living:
                place = (shelf.name, shelf.uidvalidity, one.uid)
                self._places[one.message_id, one.size].append(place)

    def has(self, folder: str, raw: bytes) -> bool:
        name = header(raw[:65536], b"Message-ID")
        places = self._places.get((name, len(raw)), [])
        for place in sorted(places, key=lambda one: one[0] != folder):
            if (place[0] == folder or place[0] not in self._leaving) and self._is(place, raw):
                places.remove(place)
                return True
        return False

    def _is(self, place: tuple[str, int, int], raw: bytes) -> bool:
        folder, validity, uid = place
        try:
            self._desk.box.keep_open(folder, uidvalidity=validity)
            return sha256(self._desk.box.raw(uid)).digest() == sha256(raw).digest()
        except (Missing, Conflict):
            return False
