"""Texts kept to be used again, put in a letter with their places filled; and a letter made one."""

import re
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from preau.formats.mime.addresses import Address, parse_addresses
from preau.formats.mime.untag import html_to_text
from preau.formats.placeholders import filled, filled_html
from preau.mail import letters, signatures
from preau.mail.actions.writing import change_draft
from preau.mail.departure import NOT_OWN, own_text
from preau.mail.models import Draft
from preau.wordings import fields
from preau.wordings.actions import keeping
from preau.wordings.models import Wording

_BLANK = re.compile(r"(?:<div>(?:<br>|\s|&nbsp;)*</div>|<br>|\s)+\Z")


@dataclass(frozen=True)
class Filled:
    """A template as it reads in one letter; `subject` is empty where the letter keeps its own."""

    subject: str
    html: str

    @property
    def text(self) -> str:
        return html_to_text(self.html).strip()


def fill(draft: Draft, wording: Wording) -> Filled:
    """In French whatever the writer's screens speak: the letter is for its reader."""
    with translation.override("fr"):
        known = fields.values(
            writer=draft.author,
            recipient=the_recipient(draft),
            subject=draft.subject or wording.subject,
        )
    subject = "" if draft.subject.strip() else filled(wording.subject, known)
    return Filled(subject, filled_html(wording.html, known))


def the_recipient(draft: Draft) -> Address | None:
    """The one it is written to; with several, nobody's first name is everybody's."""
    people = parse_addresses(draft.to)
    return people[0] if len(people) == 1 and letters.is_address(people[0].address) else None


def put(draft: Draft, wording: Wording, *, version: str) -> Draft:
    """After what is written, before the signature. Raises Conflict, Changed."""
    made = fill(draft, wording)
    changed = {"subject": made.subject or draft.subject}
    if draft.format == "html":
        changed["html"] = _before_signature(draft.html, made.html)
    else:
        changed["text"] = _before_plain_signature(draft, made.text)
    return change_draft(draft, version=version, **changed)


def _before_signature(html: str, added: str) -> str:
    found = NOT_OWN.search(html)
    own, rest = (html[: found.start()], html[found.start() :]) if found else (html, "")
    return f"{_BLANK.sub('', own)}{added}{rest and '<div><br></div>'}{rest}"


def _before_plain_signature(draft: Draft, added: str) -> str:
    identity = draft.identity
    signed = html_to_text(signatures.of(identity, draft.author)).strip() if identity else ""
    text = draft.text.replace("\r\n", "\n")
    at = text.rfind(signed) if signed else -1
    own, rest = (text[:at], text[at:]) if at >= 0 else (text, "")
    return "\n\n".join(part for part in (own.strip(), added, rest) if part)


def keep_as_wording(draft: Draft) -> Wording:
    """Its subject and its own words, without signature nor quotation. Raises WrongInput."""
    html = _BLANK.sub("", NOT_OWN.split(draft.html, maxsplit=1)[0])
    if draft.format == "text":
        html = keeping.html_of(None, own_text(draft))
    name = draft.subject.strip() or own_text(draft).strip().split("\n")[0] or _("New template")
    return keeping.keep(
        draft.mailbox, by=draft.author, name=name[:80], subject=draft.subject, html=html
    )
