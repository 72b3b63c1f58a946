"""A file comes to a letter: in it while it fits, else beside it as a link.

Both are decided, and refused, before the first octet comes.
"""

from typing import IO

from django.core.files.base import ContentFile, File
from django.db.models import Sum
from django.utils import timezone

from preau.files import store
from preau.files.actions import keeping, linking, receiving
from preau.files.models import KeptFile, Link, Upload
from preau.kit.errors import NotFound, WrongInput
from preau.mail import refusals
from preau.mail.actions import enclosing
from preau.mail.models import Draft, DraftAttachment

UNSENT_FOR = receiving.WAITS


def place_of(draft: Draft) -> str:
    """What an upload is for, in the words of this room."""
    return f"draft/{draft.pk}"


def fits(draft: Draft, size: int) -> bool:
    already = draft.attachments.aggregate(total=Sum("size"))["total"] or 0
    return int(already) + size <= enclosing.most_octets(draft)


def begin(draft: Draft, *, name: str, content_type: str, size: int) -> Upload:
    """Raises WrongInput when neither the letter nor a link could take it, Changed when the letter
    is on its way."""
    enclosing.refuse_when_leaving(draft)
    if not fits(draft, size):
        refuse_by_link(draft, size)
    return receiving.begin(
        draft.author, name=name, content_type=content_type, size=size, place=place_of(draft)
    )


def refuse_by_link(draft: Draft, size: int) -> None:
    """Raises WrongInput when a link has no room for so much."""
    linking.refuse_too_heavy(draft.link, size, draft.author.academy)
    keeping.refuse_without_room(draft.author, size)


def arrive(draft: Draft, upload: Upload) -> DraftAttachment | KeptFile:
    """All of an upload is there. Raises NotFound when it was taken already, and as `join`."""
    path = store.upload_path(upload.key)
    if not Upload.objects.filter(pk=upload.pk).delete()[0]:
        raise NotFound
    try:
        with path.open("rb") as file:
            return join(draft, File(file, upload.name), content_type=upload.content_type)
    finally:
        path.unlink(missing_ok=True)


def join(
    draft: Draft, upload: "File[bytes]", *, content_type: str = "", inline: bool = False
) -> DraftAttachment | KeptFile:
    """Raises WrongInput when it is too much for both, Changed when the letter is on its way."""
    if inline or fits(draft, upload.size):
        try:
            return enclosing.attach(draft, upload, content_type=content_type, inline=inline)
        except WrongInput:
            # Another file that came at the same moment has taken the room.
            if inline or fits(draft, upload.size):
                raise
        upload.seek(0)
    return _by_link(draft, upload, upload.name or "", content_type)


def enclose(
    draft: Draft, name: str, content_type: str, octets: bytes
) -> DraftAttachment | KeptFile:
    """A file that comes from another message."""
    return join(draft, ContentFile(octets, name), content_type=content_type)


def send_by_link(attachment: DraftAttachment) -> KeptFile:
    """Out of the letter, beside it."""
    draft = attachment.draft
    with attachment.file.open("rb") as file:
        kept = _by_link(draft, file, attachment.name, attachment.content_type)
    enclosing.detach(attachment)
    return kept


def _by_link(draft: Draft, file: IO[bytes], name: str, content_type: str) -> KeptFile:
    enclosing.refuse_when_leaving(draft)
    kept = keeping.keep_open_file(
        draft.author, file, name=enclosing.name_of(name),
        content_type=enclosing.kind_of(name, content_type),
    )  # fmt: skip
    try:
        linking.add(link_of(draft), kept)
    finally:
        linking.forget_unused(kept)
    enclosing.touch(draft)
    return kept


def link_of(draft: Draft) -> Link:
    """The letter's own, made at first need."""
    if draft.link is None:
        made = linking.make(draft.author)
        if Draft.objects.filter(pk=draft.pk, link=None).update(link=made):
            draft.link = made
        else:
            made.delete()
            draft.refresh_from_db(fields=["link"])
    if draft.link is None:
        raise refusals.on_its_way()
    return draft.link


def linked(draft: Draft) -> list[KeptFile]:
    if draft.link is None:
        return []
    return list(draft.link.files.select_related("content").order_by("pk"))


def take_out(draft: Draft, number: int) -> None:
    """Raises NotFound for no such file of its link, Changed when it is on its way."""
    enclosing.refuse_when_leaving(draft)
    file = next((one for one in linked(draft) if one.pk == number), None)
    if file is None or draft.link is None:
        raise NotFound
    linking.take_out(draft.link, file)
    enclosing.touch(draft)


def forget_stray_links() -> int:
    """Links whose letter went with its mailbox, and never left."""
    stray = Link.objects.filter(
        expires_at=None, drafts=None, created_at__lt=timezone.now() - UNSENT_FOR
    )
    for link in (found := list(stray[:100])):
        linking.forget_unsent(link)
    return len(found)
