"""A draft taken up again from the Drafts folder: ours, or one that another program left there."""

from preau.engines.errors import Conflict
from preau.mail.access import Desk
from preau.mail.actions import enclosing, picturing
from preau.mail.actions.answering import joined, original_html
from preau.mail.actions.writing import start_draft
from preau.mail.models import Draft
from preau.mail.reading import read_content, read_letter


def resume_draft(desk: Desk, key: str, message: tuple[int, int]) -> Draft:
    """Raises NotFound, Missing, Conflict when it is no longer there, or on its way."""
    validity, uid = message
    desk.select(key, uidvalidity=validity)
    ours = Draft.objects.filter(
        mailbox=desk.mailbox, author=desk.account, mirror_uidvalidity=validity, mirror_uid=uid
    ).first()
    if ours is not None and ours.state != Draft.State.WRITING:
        # Taken over as if it were another program's, it would leave twice.
        raise Conflict("This letter is on its way.")
    return ours or _taken_over(desk, validity, uid)


def _taken_over(desk: Desk, validity: int, uid: int) -> Draft:
    """Its message becomes our copy: the next save replaces it, as its own program would."""
    letter = read_letter(desk.box, uid)
    headers = letter.headers
    draft = start_draft(
        desk.mailbox,
        by=desk.account,
        to=joined(headers.addresses("To")),
        cc=joined(headers.addresses("Cc")),
        bcc=joined(headers.addresses("Bcc")),
        subject=letter.subject,
        in_reply_to=headers.text("In-Reply-To"),
        references=headers.text("References"),
    )
    for part in letter.enclosed:
        _found, octets = read_content(desk.box, letter, part.section)
        enclosing.enclose(draft, part.filename, part.type, octets)
    html = original_html(desk, letter, picturing.into(draft, desk, letter))
    Draft.objects.filter(pk=draft.pk).update(html=html, mirror_uidvalidity=validity, mirror_uid=uid)
    draft.refresh_from_db()
    return draft
