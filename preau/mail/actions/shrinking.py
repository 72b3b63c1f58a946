"""The images of a letter made lighter, and given back as they came.

A photograph that was too heavy for the letter, and waits beside it, comes in once it is light.
"""

from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from preau.files import store
from preau.files.models import KeptFile
from preau.formats.images import KINDS, shrunk
from preau.kit.errors import WrongInput
from preau.mail.actions import enclosing, joining
from preau.mail.models import Draft, DraftAttachment
from preau.mail.stored import drop_unused

# What is read at once; a photograph has a tenth of it.
MOST_OCTETS = 60 * 1024 * 1024


def shrink_images(draft: Draft) -> int:
    """Returns how many are lighter now. Raises WrongInput when none is, Changed when on its way."""
    enclosing.refuse_when_leaving(draft)
    count = sum(map(_shrink, in_letter(draft))) + sum(_bring_in(draft, f) for f in beside(draft))
    if not count:
        raise WrongInput(_("These images are light already."))
    enclosing.touch(draft)
    return count


def in_letter(draft: Draft) -> Iterator[DraftAttachment]:
    """Images of the letter that are as they came."""
    for one in draft.attachments.order_by("pk"):
        if one.content_type in KINDS and not one.full and one.size <= MOST_OCTETS:
            yield one


def beside(draft: Draft) -> Iterator[KeptFile]:
    for file in joining.linked(draft):
        if file.content_type in KINDS and file.content.size <= MOST_OCTETS:
            yield file


def lighter(draft: Draft) -> list[DraftAttachment]:
    return list(draft.attachments.exclude(full="").order_by("pk"))


def _shrink(one: DraftAttachment) -> int:
    with one.file.open("rb") as file:
        made = shrunk(file.read(), one.content_type)
    if made is None:
        return 0
    one.full, one.full_size = one.file.name, one.size
    one.file.save(one.name, ContentFile(made), save=False)
    one.size = len(made)
    one.save(update_fields=["file", "size", "full", "full_size"])
    return 1


def _bring_in(draft: Draft, kept: KeptFile) -> int:
    octets = store.content_path(kept.content.sha256).read_bytes()
    made = shrunk(octets, kept.content_type)
    if made is None or not joining.fits(draft, len(made)):
        return 0
    one = enclosing.enclose(draft, kept.name, kept.content_type, made)
    one.full.save(kept.name, ContentFile(octets), save=False)
    one.full_size = len(octets)
    one.save(update_fields=["full", "full_size"])
    joining.take_out(draft, kept.pk)
    return 1


def restore_images(draft: Draft) -> None:
    """As they came; those that no longer fit in the letter leave beside it again."""
    enclosing.refuse_when_leaving(draft)
    for one in lighter(draft):
        _restore(draft, one)
    enclosing.touch(draft)


def _restore(draft: Draft, one: DraftAttachment) -> None:
    """An image shown in the text stays in the letter, or as it is."""
    fits, light = joining.fits(draft, one.full_size - one.size), str(one.file.name)
    if not fits and one.content_id:
        return
    with transaction.atomic():
        one.file, one.size = one.full.name, one.full_size
        one.full, one.full_size = "", 0
        one.save(update_fields=["file", "size", "full", "full_size"])
    drop_unused([light])
    if not fits:
        joining.send_by_link(one)
