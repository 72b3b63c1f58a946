"""An archive comes in, a piece at a time; a cut line goes on from what is there."""

from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _

from preau.kit.errors import Changed, WrongInput
from preau.space.access import file_of
from preau.space.actions.packing import refuse_without_room
from preau.space.models import Errand

LARGEST = 8 * 1024**3
_PIECE = 1024 * 1024


def check_size(size: int) -> None:
    if not 0 < size <= LARGEST:
        raise WrongInput(_("This file is empty, or too large to be brought in."))
    refuse_without_room(2 * size)


def received(errand: Errand) -> int:
    """Octets that are here."""
    path = file_of(errand)
    return path.stat().st_size if path.exists() else 0


def receive(errand: Errand, start: int, piece: IO[bytes]) -> int:
    """Adds a piece that begins at `start`; how many octets are here now. The last one begins the
    import. Raises Changed where the piece is not the next one."""
    if errand.kind != Errand.Kind.BRING or errand.state != Errand.State.PLANNED:
        raise Changed(_("This upload is over: the file is here whole, or was forgotten."))
    if start != received(errand):
        raise Changed(_("This piece is not the next one: the upload goes on from what is here."))
    size = int(errand.detail["size"])
    # Others may have filled the disk since the first piece.
    refuse_without_room(size - start)
    path = file_of(errand)
    with path.open("ab") as file:
        path.chmod(0o600)
        left = size - start
        while left > 0 and (octets := piece.read(min(_PIECE, left))):
            file.write(octets)
            left -= len(octets)
    if not left:
        _begin(errand)
    return size - left


def _begin(errand: Errand) -> None:
    waiting = Errand.objects.filter(pk=errand.pk, state=Errand.State.PLANNED)
    waiting.update(state=Errand.State.QUEUED, due_at=timezone.now())
