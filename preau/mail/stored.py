"""The octets of what is joined to letters, in the storage: shared by a letter and its copies."""

from django.core.files.storage import default_storage
from django.db.models import Q

from preau.mail.models import DraftAttachment


def names_of(attachment: DraftAttachment) -> list[str]:
    return [name for name in (attachment.file.name, attachment.full.name) if name]


def drop_unused(names: list[str]) -> None:
    """From the disk, those that no letter has any more."""
    having = DraftAttachment.objects.filter(Q(file__in=names) | Q(full__in=names))
    used = {name for pair in having.values_list("file", "full") for name in pair}
    for name in set(names) - used:
        default_storage.delete(name)
