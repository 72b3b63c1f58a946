"""What stands under one's letters, and the name they come from."""

import re
import unicodedata

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preau.formats.html.outgoing import clean_outgoing
from preau.formats.mime.plain import same_words, text_to_html
from preau.formats.mime.untag import html_to_text
from preau.identity.models import Account, Mailbox, Post
from preau.journal.actions import record
from preau.kit.errors import NotAllowed, NotFound, WrongInput
from preau.mail.models import Identity

LONGEST_NAME = 100
LONGEST_SIGNATURE = 20_000
MOST = 20
_PHONE = re.compile(r"\+?[0-9][0-9 .()-]{3,24}")


def rename(identity: Identity, name: str, *, by: Account) -> None:
    """The name people see beside the address. Raises WrongInput."""
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME or not _is_printable(clean):
        raise WrongInput(_("A name has 1 to 100 characters, on one line."))
    if "@" in clean:
        raise WrongInput(_("A name is no address: the address stands beside it by itself."))
    if clean != identity.name or identity.pk is None:
        identity.name = clean
        _save(identity)
        record("identity.renamed", by=by.login, academy=by.academy, subject=identity.address)


def _save(identity: Identity) -> None:
    try:
        with transaction.atomic():
            identity.save()
    except IntegrityError as error:
        raise WrongInput(_("Another sender has this name and this address.")) from error


def sign(identity: Identity, html: str) -> None:
    """Keep a signature, cleaned and without pictures. Raises WrongInput when it is too long."""
    clean = clean_outgoing(html, image=lambda _: None)
    if len(clean) > LONGEST_SIGNATURE:
        raise WrongInput(_("This signature is too long: a few lines are enough."))
    identity.signature_html = clean if html_to_text(clean).strip() else ""
    identity.is_own = True
    identity.save(update_fields=["signature_html", "is_own"])


def sign_in_plain(identity: Identity, text: str) -> None:
    """The same from a plain field, which shows no format: unchanged words keep theirs."""
    same = same_words(text, html_to_text(identity.signature_html))
    sign(identity, identity.signature_html if same else text_to_html(text.strip()))


def fill_by_directory(identity: Identity, *, phone: str, post: Post | None) -> None:
    """Name, function, school and this telephone, for as long as no own text is written."""
    clean = " ".join(phone.replace("\0", "").split())
    if clean and not _PHONE.fullmatch(clean):
        raise WrongInput(_("A telephone number has digits and spaces, such as 05 49 00 00 00."))
    identity.is_own = False
    identity.phone, identity.post = clean, post
    identity.save(update_fields=["is_own", "phone", "post"])


def add(mailbox: Mailbox, *, address: str, name: str, by: Account) -> Identity:
    """Another sender of this box, for another function. Raises WrongInput, NotFound for an address
    that is not the box's."""
    if address not in addresses_of(mailbox):
        raise NotFound
    if mailbox.identities.count() >= MOST:
        raise WrongInput(_("A mailbox has %(n)s senders at most.") % {"n": MOST})
    identity = Identity(mailbox=mailbox, address=address, name=mailbox.name)
    rename(identity, name, by=by)
    return identity


def remove(identity: Identity, *, by: Account) -> None:
    """Raises NotAllowed for the only one: a box always writes as somebody."""
    others = identity.mailbox.identities.exclude(pk=identity.pk)
    if not others.exists():
        raise NotAllowed
    if identity.is_default:
        prefer(others.order_by("pk")[0])
    record("identity.removed", by=by.login, academy=by.academy, subject=identity.address)
    identity.delete()


@transaction.atomic
def prefer(identity: Identity) -> None:
    """New letters of its box come from it."""
    identity.mailbox.identities.update(is_default=False)
    Identity.objects.filter(pk=identity.pk).update(is_default=True)


def addresses_of(mailbox: Mailbox) -> list[str]:
    """Its own first, then those that still reach it."""
    others = mailbox.addresses.exclude(address=mailbox.address).order_by("address")
    return [mailbox.address, *others.values_list("address", flat=True)]


def _is_printable(name: str) -> bool:
    """No control character, and none that turns the direction of what follows."""
    return not any(unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") for letter in name)
