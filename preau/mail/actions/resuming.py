"""A draft taken up again from the Drafts folder: ours, or one that another program left there."""

from django.utils.translation import gettext as _

from preau.formats.html.clean import Resolve
from preau.formats.html.outgoing import clean_outgoing
from preau.identity.models import Account
from preau.mail import identities, refusals, sealing, signatures
from preau.mail.access import Desk
from preau.mail.actions import joining, picturing
from preau.mail.actions.answering import joined, original_html
from preau.mail.actions.writing import start_draft
from preau.mail.models import Draft
from preau.mail.reading import Letter, read_content, read_letter


def resume_draft(desk: Desk, key: str, message: tuple[int, int]) -> Draft:
    """Raises NotFound, Missing, Conflict when it is no longer there, Changed when on its way.

    In a box of several people a letter belongs to who writes it. A colleague sees its copy in
    Drafts, and gets a letter of their own from it: neither saves over the other.
    """
    validity, uid = message
    desk.select(key, uidvalidity=validity)
    known = Draft.objects.select_related("author").filter(
        mailbox=desk.mailbox, mirror_uidvalidity=validity, mirror_uid=uid, mirror_role="drafts"
    )
    ours = known.filter(author=desk.account).first() or known.first()
    if ours is None:
        return take_over(desk, validity, uid)
    if ours.state != Draft.State.WRITING:
        # Taken over as if it were another program's, it would leave twice.
        raise refusals.on_its_way()
    if ours.author_id != desk.account.pk:
        return _copied(desk, uid, of=ours.author)
    return ours


def take_over(desk: Desk, validity: int, uid: int, *, role: str = "drafts") -> Draft:
    """Of the open folder, which has this role. Its message becomes our copy: the next save replaces
    it, as its own program would."""
    draft = _read(desk, uid)
    Draft.objects.filter(pk=draft.pk).update(
        mirror_role=role, mirror_uidvalidity=validity, mirror_uid=uid
    )
    draft.refresh_from_db()
    return draft


def _copied(desk: Desk, uid: int, *, of: Account) -> Draft:
    """Said on it until it is saved."""
    draft = _read(desk, uid)
    said = _("%(name)s is writing this letter. This is a copy of your own: theirs stays as it is.")
    draft.refusal = said % {"name": of.name}
    draft.save(update_fields=["refusal"])
    return draft


def _read(desk: Desk, uid: int) -> Draft:
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
        joining.enclose(draft, part.filename, part.type, octets)
    draft.html = clean_outgoing(original_html(desk, letter, _images(draft, desk, letter)))
    draft.save(update_fields=["html"])
    return draft


def _images(draft: Draft, desk: Desk, letter: Letter) -> Resolve:
    """The académie's logo stays the académie's, others are joined to the letter."""
    joined = picturing.into(draft, desk, letter)
    identity = draft.identity or identities.default(draft.mailbox, draft.author)
    logo = sealing.logo(identity)

    def place(identifier: str) -> str | None:
        if logo is not None and identifier == logo.content_id:
            return signatures.logo_address(identity)
        return joined(identifier)

    return place
