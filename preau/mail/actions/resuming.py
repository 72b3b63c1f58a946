"""A draft taken up again from the Drafts folder: ours, or one that another program left there."""

from preau.formats.html.clean import clean
from preau.mail.access import Desk
from preau.mail.actions import enclosing
from preau.mail.actions.answering import joined
from preau.mail.actions.writing import start_draft
from preau.mail.models import Draft
from preau.mail.reading import as_html, read_content, read_letter, read_texts


def resume_draft(desk: Desk, key: str, message: tuple[int, int]) -> Draft:
    """Raises NotFound, Missing, Conflict when it is no longer there."""
    validity, uid = message
    desk.select(key, uidvalidity=validity)
    ours = Draft.objects.filter(
        mailbox=desk.mailbox,
        author=desk.account,
        mirror_uidvalidity=validity,
        mirror_uid=uid,
        state=Draft.State.WRITING,
    ).first()
    return ours or _taken_over(desk, validity, uid)


def _taken_over(desk: Desk, validity: int, uid: int) -> Draft:
    """Its message becomes our copy: the next save replaces it, as its own program would."""
    letter = read_letter(desk.box, uid)
    headers, parts = letter.headers, letter.readable.bodies
    texts = read_texts(desk.box, letter, parts)
    html = "".join(
        clean(as_html(part, text), cid=lambda _identifier: None).html
        for part, text in zip(parts, texts, strict=True)
    )
    draft = start_draft(
        desk.mailbox,
        by=desk.account,
        to=joined(headers.addresses("To")),
        cc=joined(headers.addresses("Cc")),
        bcc=joined(headers.addresses("Bcc")),
        subject=letter.subject,
        html=html,
        in_reply_to=headers.text("In-Reply-To"),
        references=headers.text("References"),
    )
    for part in letter.enclosed:
        _found, octets = read_content(desk.box, letter, part.section)
        enclosing.enclose(draft, part.filename, part.type, octets)
    Draft.objects.filter(pk=draft.pk).update(mirror_uidvalidity=validity, mirror_uid=uid)
    draft.refresh_from_db()
    return draft
