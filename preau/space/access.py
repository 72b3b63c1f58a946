"""An errand or an archive, for who asked for it and may still open the mailbox: or NotFound."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from preau.identity.models import Account
from preau.kit.errors import NotFound
from preau.mail.access import membership
from preau.space.models import Errand


def errand(account: Account, slug: str, number: int) -> Errand:
    """Another member of a shared box has errands of their own."""
    mine = Errand.objects.select_related("mailbox", "account")
    mailbox = membership(account, slug).mailbox
    found = mine.filter(pk=number, mailbox=mailbox, account=account).first()
    if found is None:
        raise NotFound
    return found


def archive(account: Account, slug: str, number: int) -> tuple[Errand, Path]:
    """A made archive and its file. Raises NotFound once it has expired."""
    found = errand(account, slug, number)
    path = file_of(found)
    if found.kind != Errand.Kind.PACK or found.state != Errand.State.DONE or not path.is_file():
        raise NotFound(_("This archive is no longer kept: prepare it again."))
    return found, path


def file_of(errand: Errand) -> Path:
    """Where the archive that an errand makes or brings in lies, if it lies anywhere."""
    return folder() / f"{errand.pk}-{errand.detail.get('token', '')}"


def folder() -> Path:
    """Of archives on their way out or in; nobody else's to read."""
    found = settings.PLACES.data / "files" / "archives"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found
