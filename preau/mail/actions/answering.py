"""A letter that answers or forwards another: whom to, under which subject, quoting what."""

from django.utils.html import escape
from django.utils.translation import gettext as _

from preau.formats.html.clean import Resolve, clean
from preau.formats.mime.addresses import Address
from preau.formats.mime.subjects import forward_subject, reply_references, reply_subject
from preau.kit import moments
from preau.mail import archives, people
from preau.mail.access import Desk
from preau.mail.actions import joining, picturing
from preau.mail.actions.writing import start_draft
from preau.mail.models import Draft
from preau.mail.reading import Letter, as_html, read_content, read_letter, read_texts


def start_reply(desk: Desk, key: str, message: tuple[int, int], *, to_all: bool) -> Draft:
    """Raises NotFound, Missing, Conflict when the message is no longer there."""
    letter = _letter(desk, key, message)
    to, cc = reply_recipients(letter, own=own_addresses(desk), to_all=to_all)
    return start_draft(
        desk.mailbox,
        by=desk.account,
        to=joined(to),
        cc=joined(cc),
        subject=reply_subject(letter.subject),
        in_reply_to=letter.message_id,
        references=" ".join(reply_references(letter.message_id, letter.headers.get("References"))),
        quote_html=quoted(desk, letter),
        quote_label=_("Message from %(name)s") % {"name": people.shown_name(letter.sender)},
        **_origin(desk, key, message, "\\Answered"),
    )


def start_forward(desk: Desk, key: str, message: tuple[int, int], *, as_attachment: bool) -> Draft:
    """Inline, with its images and attachments; or whole, as a message enclosed."""
    letter = _letter(desk, key, message)
    draft = start_draft(
        desk.mailbox,
        by=desk.account,
        subject=forward_subject(letter.subject),
        references=" ".join(reply_references(letter.message_id, letter.headers.get("References"))),
        **_origin(desk, key, message, "$Forwarded"),
    )
    if as_attachment:
        raw = archives.raw(desk.box, letter)
        name = archives.name_for(letter, "eml")
        joining.enclose(draft, name, "message/rfc822", raw)
    else:
        _forward_inline(desk, letter, draft)
    return draft


def _forward_inline(desk: Desk, letter: Letter, draft: Draft) -> None:
    for part in letter.enclosed:
        _found, octets = read_content(desk.box, letter, part.section)
        joining.enclose(draft, part.filename, part.type, octets)
    draft.quote_html = forwarded(desk, letter, picturing.into(draft, desk, letter))
    draft.quote_label = _("Forwarded message")
    draft.save(update_fields=["quote_html", "quote_label"])


def _letter(desk: Desk, key: str, message: tuple[int, int]) -> Letter:
    desk.select(key, uidvalidity=message[0])
    return read_letter(desk.box, message[1])


def _origin(desk: Desk, key: str, message: tuple[int, int], flag: str) -> dict[str, str]:
    return {
        "origin_folder": desk.folder(key).key or key,
        "origin_message": f"{message[0]}-{message[1]}",
        "origin_flag": flag,
    }


def own_addresses(desk: Desk) -> set[str]:
    return {a.address for a in desk.mailbox.addresses.all()} | {desk.mailbox.address}


def reply_recipients(
    letter: Letter, *, own: set[str], to_all: bool
) -> tuple[list[Address], list[Address]]:
    """To whom asked to be answered; to oneself only where one is alone. RFC 5322 3.6.2, 3.6.3."""
    headers = letter.headers
    asked = headers.addresses("Reply-To") or headers.addresses("From")
    if all(person.address.lower() in own for person in asked):
        asked = headers.addresses("To") or asked
    if not to_all:
        return _distinct(asked, set()), []
    others = _distinct(headers.addresses("To"), own | _those(asked))
    copies = _distinct(headers.addresses("Cc"), own | _those(asked) | _those(others))
    return _distinct(asked + others, set()), copies


def _those(persons: list[Address]) -> set[str]:
    return {person.address.lower() for person in persons}


def _distinct(persons: list[Address], without: set[str]) -> list[Address]:
    kept = {p.address.lower(): p for p in persons if p.address}
    return [person for address, person in kept.items() if address not in without]


def joined(persons: list[Address]) -> str:
    return ", ".join(written(person) for person in persons)


def written(person: Address) -> str:
    if not person.name:
        return person.address
    name = person.name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{name}" <{person.address}>'


def quoted(desk: Desk, letter: Letter) -> str:
    intro = _("On %(date)s, %(name)s wrote:") % {
        "date": moments.full_label(letter.whole.arrived),
        "name": people.shown_name(letter.sender),
    }
    body = original_html(desk, letter)
    return f'<p>{escape(intro)}</p><blockquote type="cite">{body}</blockquote>'


def forwarded(desk: Desk, letter: Letter, image: Resolve) -> str:
    headers = letter.headers
    lines = [
        (_("From"), joined([letter.sender])),
        (_("Date"), moments.full_label(letter.whole.arrived)),
        (_("Subject"), letter.subject),
        (_("To"), joined(headers.addresses("To"))),
        (_("Cc"), joined(headers.addresses("Cc"))),
    ]
    line = _("<b>%(label)s:</b> %(value)s")
    head = "<br>".join(line % {"label": escape(k), "value": escape(v)} for k, v in lines if v)
    title = escape(_("Forwarded message"))
    return f"<p>---------- {title} ----------<br>{head}</p>{original_html(desk, letter, image)}"


def no_image(_identifier: str) -> None:
    """An answer does not send back to the writer the images they sent."""


def original_html(desk: Desk, letter: Letter, image: Resolve = no_image) -> str:
    """The body, clean; `image` says where those of its images stand that it shows in place."""
    parts = letter.readable.bodies
    texts = read_texts(desk.box, letter, parts)
    return "".join(
        clean(as_html(part, text), cid=image).html for part, text in zip(parts, texts, strict=True)
    )
