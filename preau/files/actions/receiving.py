"""A file comes in, in as many goes as the line needs; what is too much is refused before it comes.

One go at a time is written, by whoever holds the file's lock: two tabs that send the same octets
cannot mix them.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import IO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.files import queries, rules, store
from preau.files.models import LONGEST_NAME, Upload
from preau.formats.mime.filenames import safe_filename
from preau.identity.models import Account
from preau.kit.errors import Changed, WrongInput

# Of silence; then what came is thrown away.
WAITS = timedelta(days=2)
# However small: each is a row and a file.
MOST_AT_ONCE = 40


def begin(owner: Account, *, name: str, content_type: str, size: int, place: str) -> Upload:
    """Raises WrongInput when this person has too much on its way already."""
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=owner.pk)
        _refuse_too_many(owner, size)
        return Upload.objects.create(
            owner=owner,
            place=place,
            name=(safe_filename(name) or _("file"))[:LONGEST_NAME],
            content_type=content_type[:150],
            size=size,
            touched_at=timezone.now(),
        )


def _refuse_too_many(owner: Account, size: int) -> None:
    waiting = Upload.objects.filter(owner=owner).count()
    total = queries.unfinished(owner) + size
    if waiting >= MOST_AT_ONCE or total > rules.room_bytes(owner.academy):
        raise WrongInput(
            _("Too many files are on their way already: let them arrive, or give some up.")
        )


def append(upload: Upload, at: int, body: IO[bytes]) -> int:
    """Add octets from `at` on; returns how many there are then.

    Raises Changed when there are not `at` octets yet, or already more; WrongInput when more comes
    than was announced: then nothing of it is kept.
    """
    with _held(upload) as file:
        if file.tell() != at:
            raise Changed(_("This file continues from elsewhere."))
        while piece := body.read(store.PIECE):
            if file.tell() + len(piece) > upload.size:
                file.truncate(at)
                raise WrongInput(_("More came than this file was to weigh."))
            file.write(piece)
        end = file.tell()
    Upload.objects.filter(pk=upload.pk).update(touched_at=timezone.now())
    return end


@contextmanager
def _held(upload: Upload) -> Iterator[IO[bytes]]:
    with store.appending(upload.key) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Changed(_("This file is being received already.")) from error
        file.seek(0, 2)
        yield file


def give_up(upload: Upload) -> None:
    upload.delete()
    store.drop_upload(upload.key)


def forget_abandoned(now: datetime | None = None) -> int:
    """What came of files that nobody goes on sending."""
    silent = Upload.objects.filter(touched_at__lt=(now or timezone.now()) - WAITS)
    for upload in (found := list(silent[:100])):
        give_up(upload)
    store.drop_strays(older_than=(now or timezone.now()) - WAITS)
    return len(found)
