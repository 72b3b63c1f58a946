"""What stands under one's letters, and the name they come from."""

import unicodedata

from django.utils.translation import gettext as _

from preau.formats.html.outgoing import clean_outgoing
from preau.formats.mime.plain import text_to_html
from preau.formats.mime.untag import html_to_text
from preau.identity.models import Account
from preau.journal.actions import record
from preau.kit.errors import WrongInput
from preau.mail.models import Identity

LONGEST_NAME = 100
LONGEST_SIGNATURE = 20_000


def rename(identity: Identity, name: str, *, by: Account) -> None:
    """The name people see beside the address. Raises WrongInput."""
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME or not _is_printable(clean):
        raise WrongInput(_("A name has 1 to 100 characters, on one line."))
    if "@" in clean:
        raise WrongInput(_("A name is no address: the address stands beside it by itself."))
    if clean != identity.name:
        identity.name = clean
        identity.save(update_fields=["name"])
        record("identity.renamed", by=by.login, academy=by.academy, subject=identity.address)


def sign(identity: Identity, html: str) -> None:
    """Keep a signature, cleaned and without pictures. Raises WrongInput when it is too long."""
    clean = clean_outgoing(html, image=lambda _: None)
    if len(clean) > LONGEST_SIGNATURE:
        raise WrongInput(_("This signature is too long: a few lines are enough."))
    identity.signature_html = clean if html_to_text(clean).strip() else ""
    identity.save(update_fields=["signature_html"])


def sign_in_plain(identity: Identity, text: str) -> None:
    """The same from a plain field, which shows no format: unchanged words keep theirs."""
    if _lines(text) != _lines(plain(identity)):
        sign(identity, text_to_html(text.strip()))


def plain(identity: Identity) -> str:
    return html_to_text(identity.signature_html).strip()


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def _is_printable(name: str) -> bool:
    """No control character, and none that turns the direction of what follows."""
    return not any(unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") for letter in name)
