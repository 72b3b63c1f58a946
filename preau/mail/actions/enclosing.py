"""Files joined to a letter: received, kept until it leaves, taken off."""

import mimetypes
import re

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.academies.registry import academies
from preau.formats.mime.compose import new_message_id
from preau.formats.mime.filenames import safe_filename
from preau.kit import figures
from preau.kit.errors import RoomError, WrongInput
from preau.mail import refusals
from preau.mail.models import Draft, DraftAttachment
from preau.mail.stored import drop_unused, names_of

_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+\Z")


def most_octets(draft: Draft) -> int:
    """What all files of one letter may weigh together in this académie."""
    academy = academies().by_slug(draft.mailbox.academy)
    return academy.limits.attachments_bytes if academy else 0


def attach(
    draft: Draft, upload: "File[bytes]", *, content_type: str = "", inline: bool = False
) -> DraftAttachment:
    """Keep an uploaded file. Raises WrongInput when the letter would be too heavy, Changed when
    it is on its way."""
    refuse_when_leaving(draft)
    size = upload.size or 0
    refuse_too_heavy(draft, size)
    name = name_of(upload.name or "")
    made = DraftAttachment(
        draft=draft,
        name=name,
        content_type=kind_of(name, content_type),
        content_id=new_message_id("preau").strip("<>") if inline else "",
        size=size,
    )
    made.file.save(upload.name or name, upload, save=False)
    try:
        _join(made)
    except RoomError:
        made.file.delete(save=False)
        raise
    touch(draft)
    return made


def refuse_too_heavy(draft: Draft, size: int) -> None:
    limit = most_octets(draft)
    already = draft.attachments.aggregate(total=Sum("size"))["total"] or 0
    if already + size > limit:
        sentence = _("Too large: all files together may weigh %(limit)s.")
        raise WrongInput(sentence % {"limit": figures.size(limit)})


def _join(made: DraftAttachment) -> None:
    """Weighed again with the draft held: of two files that arrive at once, the second sees the
    first. On SQLite the transaction itself is what keeps others out."""
    with transaction.atomic():
        held = Draft.objects.select_for_update().filter(pk=made.draft_id).first()
        if held is None or held.state != Draft.State.WRITING:
            raise refusals.on_its_way()
        refuse_too_heavy(held, made.size)
        made.save()


def enclose(draft: Draft, name: str, content_type: str, octets: bytes) -> DraftAttachment:
    """A file that comes from another message."""
    return attach(draft, ContentFile(octets, name), content_type=content_type)


def name_of(given: str) -> str:
    return (safe_filename(given) or _("file"))[:255]


def kind_of(name: str, said: str) -> str:
    """What the browser says when it says something of use, else by the name."""
    if _TYPE.match(said) and said != "application/octet-stream":
        return said[:150].lower()
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def detach(attachment: DraftAttachment) -> None:
    """Raises Changed when the letter is on its way: what leaves is what was sent."""
    names, draft = names_of(attachment), attachment.draft
    refuse_when_leaving(draft)
    attachment.delete()
    drop_unused(names)
    touch(draft)


def refuse_when_leaving(draft: Draft) -> None:
    if not Draft.objects.filter(pk=draft.pk, state=Draft.State.WRITING).exists():
        raise refusals.on_its_way()


def touch(draft: Draft) -> None:
    """The copy in Drafts is now behind; the version that tabs compare stays."""
    Draft.objects.filter(pk=draft.pk).update(changed_at=timezone.now())
