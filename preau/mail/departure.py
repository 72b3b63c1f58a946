"""What one would regret once a letter has left: found in it, never decided for its author."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from preau.academies.registry import academies
from preau.formats import numen
from preau.formats.html import words
from preau.formats.mime.addresses import Address, parse_addresses
from preau.formats.mime.untag import html_to_text
from preau.formats.placeholders import folded, in_braces
from preau.formats.promises import promises_file
from preau.mail import people
from preau.mail.models import Draft
from preau.wordings import fields

Kind = Literal["numen", "places", "forgotten", "no-subject", "many"]

FIRM: frozenset[Kind] = frozenset({"numen"})
"""Asked again until answered by its own button: a second press on Send is no answer."""

# Where what is not the author's own begins: the signature, or a message opened inside the text.
NOT_OWN = re.compile(r'<div[^>]*class="[^"]*\bpreau-(?:signature|quote)\b', re.IGNORECASE)
_SIGNED = re.compile(r"^-- $", re.MULTILINE)


@dataclass(frozen=True)
class Doubt:
    """`count`: how many NUMEN, places, or addresses in clear; `words`: the names of the places."""

    kind: Kind
    count: int = 0
    words: str = ""


def doubts(draft: Draft) -> list[Doubt]:
    """The gravest first."""
    found = [
        Doubt("numen", numens(draft)),
        Doubt("places", len(left := places_left(draft)), ", ".join(left)),
        Doubt("forgotten", int(is_forgotten(draft))),
        Doubt("no-subject", int(not draft.subject.strip())),
        Doubt("many", clear if (clear := len(exposed(draft))) > most_exposed(draft) else 0),
    ]
    return [doubt for doubt in found if doubt.count]


def numens(draft: Draft) -> int:
    """How many NUMEN the subject, the text and what it quotes would show."""
    return sum(len(numen.places(text)) for text in _shown_texts(draft))


def places_left(draft: Draft) -> list[str]:
    """Places of a template that nobody filled, as they are written."""
    text = f"{draft.subject}\n{own_text(draft)}"
    return list(dict.fromkeys(one for one in in_braces(text) if folded(one) in fields.known()))


def _shown_texts(draft: Draft) -> Iterable[str]:
    yield draft.subject
    yield words.read(draft.html) if draft.format == "html" else draft.text
    if draft.quote_state == "kept":
        yield words.read(draft.quote_html)


def is_forgotten(draft: Draft) -> bool:
    """Its own words promise a file that it does not have; a picture in the text is none."""
    if draft.attachments.filter(content_id="").exists():
        return False
    return promises_file(f"{draft.subject}\n{own_text(draft)}")


def own_text(draft: Draft) -> str:
    """The new words alone: neither quotes nor the signature."""
    if draft.format == "html":
        text = html_to_text(NOT_OWN.split(draft.html, maxsplit=1)[0])
    else:
        text = _SIGNED.split(draft.text, maxsplit=1)[0]
    return "\n".join(line for line in text.splitlines() if not line.startswith(">"))


def exposed(draft: Draft) -> list[Address]:
    """Whoever is outside the académie and whose address every other recipient would read."""
    clear = [person for text in (draft.to, draft.cc) for person in parse_addresses(text)]
    academy = draft.mailbox.academy
    return [person for person in clear if people.is_outside(person.address, academy)]


def most_exposed(draft: Draft) -> int:
    academy = academies().by_slug(draft.mailbox.academy)
    return academy.limits.outside_in_clear if academy else 0
