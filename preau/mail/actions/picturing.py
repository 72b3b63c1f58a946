"""Images that a message shows in its text, brought along into a draft that takes up the text."""

from django.core.files.base import ContentFile

from preau.formats.html.clean import Resolve
from preau.mail.access import Desk
from preau.mail.actions import enclosing
from preau.mail.models import Draft
from preau.mail.reading import Letter, read_content


def into(draft: Draft, desk: Desk, letter: Letter) -> Resolve:
    """What turns a Content-ID into our address of the image, joined to the draft at first sight."""
    known: dict[str, str | None] = {}

    def place(identifier: str) -> str | None:
        if identifier not in known:
            known[identifier] = _joined(draft, desk, letter, identifier)
        return known[identifier]

    return place


def _joined(draft: Draft, desk: Desk, letter: Letter, identifier: str) -> str | None:
    part = letter.readable.related.get(identifier)
    if part is None or part.maintype != "image":
        return None
    _found, octets = read_content(desk.box, letter, part.section)
    file = ContentFile(octets, part.filename)
    made = enclosing.attach(draft, file, content_type=part.type, inline=True)
    return f"/mail/{desk.mailbox.slug}/drafts/d/{draft.pk}/attachments/{made.pk}"
