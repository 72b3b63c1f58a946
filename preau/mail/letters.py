"""A draft as the letter it will be: recipients read, files taken up, body put together."""

import re
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from preau.files.models import Link
from preau.formats.html.outgoing import clean_outgoing
from preau.formats.mime.addresses import Address, parse_addresses
from preau.formats.mime.compose import Enclosure, Letter, build
from preau.formats.mime.plain import text_to_html
from preau.formats.mime.receipts import ASK
from preau.formats.mime.untag import html_to_text
from preau.kit.errors import WrongInput
from preau.mail import identities, link_block, ready_made, sealing
from preau.mail.models import Draft, DraftAttachment, Identity

# RFC 5321 4.1.2, without quoted local parts, which no school and no provider gives.
_ADDRESS = re.compile(
    r"[^\s@<>()\[\],;:\\\"]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}\Z"
)
_LOGO = re.compile(r"/mail/[\w.%~-]+/logo")
_OWN_IMAGE = re.compile(r"/drafts/d/\d+/attachments/(\d+)")


# By itself, or as the copies of a mailing.
LEAVING = frozenset({Draft.State.SENDING, Draft.State.SENT, Draft.State.HELD})


def is_address(address: str) -> bool:
    return bool(_ADDRESS.match(address)) and len(address) <= 254


def recipients(draft: Draft) -> list[Address]:
    """Everyone it goes to, once each. Raises WrongInput for nobody, or for what is no address."""
    if ready := ready_made.of(draft):
        return ready_made.recipients(ready)
    everyone = [p for text in (draft.to, draft.cc, draft.bcc) for p in parse_addresses(text)]
    if not everyone:
        raise WrongInput(_("To whom? Add at least one recipient."))
    for person in everyone:
        if not is_address(person.address):
            sentence = _("“%(address)s” is not an address: correct it or remove it.")
            raise WrongInput(sentence % {"address": person.address or person.name})
    return list({person.address.lower(): person for person in everyone}.values())


def waiting(draft: Draft) -> list[str]:
    """The addresses it still has to reach. Raises as `recipients`."""
    gone = set(draft.left_to.split())
    return [p.address for p in recipients(draft) if p.address.lower() not in gone]


def octets(draft: Draft, *, with_bcc: bool = False, date: datetime | None = None) -> bytes:
    """The message, with everything in it; dated now unless another time is given, or ready."""
    if ready := ready_made.of(draft):
        return ready_made.with_hidden(ready) if with_bcc else ready_made.octets(ready)
    return build(letter(draft, date=date), with_bcc=with_bcc)


def letter(draft: Draft, *, date: datetime | None = None) -> Letter:
    attachments = list(draft.attachments.all())
    identity = _identity(draft)
    enclosed = [_enclosure(one) for one in attachments if not _is_left_out(one, draft)]
    logo = sealing.logo(identity)
    html = _with_content_ids(body(draft), attachments, logo)
    if logo is not None and f"cid:{logo.content_id}" in html:
        enclosed.append(logo)
    return Letter(
        sender=identities.as_address(identity),
        to=parse_addresses(draft.to),
        cc=parse_addresses(draft.cc),
        bcc=parse_addresses(draft.bcc),
        subject=draft.subject,
        html=html,
        text=None if draft.format == "html" else plain_body(draft),
        attachments=enclosed,
        in_reply_to=draft.in_reply_to,
        references=draft.references.split(),
        message_id=draft.message_id,
        date=timezone.localtime(date),
        extra=[(ASK, f"<{identity.address}>")] if draft.asks_receipt else [],
    )


def _identity(draft: Draft) -> Identity:
    return draft.identity or identities.default(draft.mailbox, draft.author)


def _is_left_out(attachment: DraftAttachment, draft: Draft) -> bool:
    """An image of the message forwarded stays behind when that was taken out of the letter."""
    address = f'/drafts/d/{draft.pk}/attachments/{attachment.pk}"'
    return draft.quote_state == "removed" and address in draft.quote_html


def body(draft: Draft) -> str:
    if draft.format == "html":
        own = sealing.sealed(draft.html, _identity(draft), draft.author)
    else:
        own = text_to_html(_own_text(draft))
    if link := leaving_link(draft):
        own += link_block.as_html(link)
    if draft.quote_html and draft.quote_state == "kept":
        return f"{own}<br>{draft.quote_html}"
    return own


def _own_text(draft: Draft) -> str:
    return sealing.sealed_text(draft.text, _identity(draft), draft.author)


def leaving_link(draft: Draft) -> Link | None:
    """Only what leaves says where its heavy files are: the copy in Drafts could be sent by another
    program, while nobody may fetch them yet."""
    is_leaving = draft.state in LEAVING or bool(draft.left_to)
    return draft.link if is_leaving and draft.link and draft.link.files.exists() else None


def plain_body(draft: Draft) -> str:
    link = leaving_link(draft)
    own = _own_text(draft) + (link_block.as_text(link) if link else "")
    if draft.quote_html and draft.quote_state == "kept":
        return f"{own}\n\n{html_to_text(draft.quote_html)}"
    return own


def _with_content_ids(html: str, attachments: list[DraftAttachment], logo: Enclosure | None) -> str:
    """Images shown from our own address while one writes travel by their Content-ID."""
    known = {str(a.pk): f"cid:{a.content_id}" for a in attachments if a.content_id}

    def place(address: str) -> str | None:
        if address.startswith(("cid:", "data:")):
            return address
        if found := _OWN_IMAGE.search(address):
            return known.get(found.group(1))
        return f"cid:{logo.content_id}" if logo and _LOGO.fullmatch(address) else None

    return clean_outgoing(html, image=place)


def _enclosure(attachment: DraftAttachment) -> Enclosure:
    with attachment.file.open("rb") as file:
        content = file.read()
    return Enclosure(
        attachment.name, attachment.content_type, content, attachment.content_id or None
    )
