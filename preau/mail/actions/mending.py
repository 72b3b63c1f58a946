"""What a doubt about a letter proposes, done: a NUMEN masked, addresses hidden from one another."""

from preau.formats import numen
from preau.formats.html.words import replaced
from preau.formats.mime.addresses import Address, parse_addresses
from preau.mail.actions.answering import joined
from preau.mail.actions.writing import change_draft
from preau.mail.departure import exposed
from preau.mail.models import Draft


def mask_numens(draft: Draft, *, version: str) -> Draft:
    """In the subject, the text and what it quotes. Raises Conflict, Changed."""
    return change_draft(
        draft,
        version=version,
        subject=numen.hidden(draft.subject),
        text=numen.hidden(draft.text),
        html=_masked(draft.html),
        quote_html=_masked(draft.quote_html),
    )


def hide_addresses(draft: Draft, *, version: str) -> Draft:
    """Who is outside goes from To and Cc to Bcc. Raises Conflict, Changed."""
    hidden = {person.address.lower(): person for person in exposed(draft)}
    before = {person.address.lower(): person for person in parse_addresses(draft.bcc)}
    return change_draft(
        draft,
        version=version,
        to=_without(draft.to, hidden),
        cc=_without(draft.cc, hidden),
        bcc=joined(list((before | hidden).values())),
    )


def _masked(html: str) -> str:
    return replaced(html, numen.places, numen.MASK)


def _without(text: str, gone: dict[str, Address]) -> str:
    return joined([one for one in parse_addresses(text) if one.address.lower() not in gone])
