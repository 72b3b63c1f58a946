"""What an académie wants under every letter, put there as the letter leaves.

Only where its file says `always`: elsewhere the signature begins a letter, and its author does
with it what they like.
"""

from preau.academies import pictures
from preau.academies.registry import academies
from preau.formats.html.marked import before_quote, inside
from preau.formats.html.names import INSTITUTION, SIGNATURE
from preau.formats.mime.compose import Enclosure
from preau.formats.mime.untag import html_to_text
from preau.identity.models import Account
from preau.mail import identities, signatures
from preau.mail.models import Identity


def is_sealed(identity: Identity) -> bool:
    academy = academies().by_slug(identity.mailbox.academy)
    return bool(academy and academy.signature and academy.signature.always)


def sealed(html: str, identity: Identity, writer: Account) -> str:
    """With the académie's signature where it belongs, whatever became of it while one wrote."""
    if not is_sealed(identity):
        return html
    own, rest = before_quote(html)
    if signatures.writes_own(identity):
        return _framed(own, identity) + rest
    return _fixed(own, signatures.of(identity, writer)) + rest


def sealed_text(text: str, identity: Identity, writer: Account) -> str:
    """The same of a plain text: what lacks is added below."""
    if not is_sealed(identity):
        return text
    is_framed = signatures.writes_own(identity)
    html = signatures.institution(identity) if is_framed else signatures.of(identity, writer)
    wanted = html_to_text(html).strip()
    there = {line.strip() for line in text.splitlines()}
    if all(line.strip() in there for line in wanted.splitlines()):
        return text
    return f"{text.rstrip()}\n\n{wanted}\n"


def _fixed(own: str, signature: str) -> str:
    place = inside(own, SIGNATURE)
    return _put(own, place, signature) if place else own + identities.below(signature)


def _framed(own: str, identity: Identity) -> str:
    block = signatures.institution(identity)
    if place := inside(own, INSTITUTION):
        return _put(own, place, signatures.institution_lines(identity))
    if place := inside(own, SIGNATURE):
        return _put(own, (place[1], place[1]), block)
    return own + identities.below(block)


def _put(html: str, place: tuple[int, int], content: str) -> str:
    return html[: place[0]] + content + html[place[1] :]


def logo(identity: Identity) -> Enclosure | None:
    """The académie's, as a letter carries it to be shown in place."""
    file = pictures.under_letters(academies().by_slug(identity.mailbox.academy))
    if file is None:
        return None
    number = f"logo@{identity.address.rpartition('@')[2]}"
    return Enclosure(file.name, pictures.kind(file), file.read_bytes(), number)
