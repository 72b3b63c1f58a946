"""A file is kept: its octets once for all who have them, its weight in its owner's room."""

import secrets
from pathlib import Path
from typing import IO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.files import queries, store
from preau.files.models import LONGEST_NAME, Content, KeptFile
from preau.identity.models import Account
from preau.kit import figures
from preau.kit.errors import WrongInput


def keep(
    owner: Account, path: Path, *, name: str, content_type: str, stays: bool = False
) -> KeptFile:
    """Take over the file at `path`. Raises WrongInput without room; the file is then untouched."""
    sha256, size = store.digest(path)
    with transaction.atomic():
        refuse_without_room(Account.objects.select_for_update().get(pk=owner.pk), size)
        content = _content(sha256, size)
        store.settle(path, sha256)
        return KeptFile.objects.create(
            owner=owner,
            content=content,
            name=name[:LONGEST_NAME],
            content_type=content_type[:150],
            stays=stays,
        )


def keep_open_file(
    owner: Account, file: IO[bytes], *, name: str, content_type: str, stays: bool = False
) -> KeptFile:
    """As `keep`, from a file that stays its holder's."""
    path = store.copy_in(secrets.token_urlsafe(24), file)
    try:
        return keep(owner, path, name=name, content_type=content_type, stays=stays)
    finally:
        path.unlink(missing_ok=True)


def refuse_without_room(owner: Account, size: int) -> None:
    room = queries.room(owner)
    if size > room.left:
        sentence = _(
            "Your files have no room for it: %(size)s, and %(left)s are left."
            " Revoke links you no longer need."
        )
        said = {"size": figures.size(size), "left": figures.size(room.left)}
        raise WrongInput(sentence % said)


def _content(sha256: str, size: int) -> Content:
    """The row, held until the file stands in its place: who cleans up waits, or was first."""
    Content.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "check_at": timezone.now()}
    )
    held = Content.objects.select_for_update().filter(sha256=sha256).first()
    return held or _content(sha256, size)


def throw_away(file: KeptFile) -> None:
    """Its octets go with the next cleaning, unless somebody else has them."""
    file.delete()
