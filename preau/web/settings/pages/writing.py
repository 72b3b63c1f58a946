"""What people receive from us: the time to change one's mind, names and signatures."""

from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.academies.choices import SignatureRule
from preau.formats.mime.untag import html_to_text
from preau.identity.models import Account, Mailbox
from preau.mail import identities, sealing, signatures
from preau.mail.actions import signing
from preau.mail.models import Identity
from preau.web.kit.request import AccountRequest
from preau.web.settings.choices import WRITING, Setting, chosen
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True)
class Place:
    """A post to choose, as people say it."""

    value: str
    label: str
    is_current: bool


@dataclass(frozen=True)
class Signature:
    """Who one writes as; `note` warns that others share it.

    `may_choose`: filled from the directory or written by oneself; `is_own`: the second. What is
    `under` stands there whatever one writes; where it `is_sealed`, in every letter that leaves,
    even if it is taken out of one.
    """

    number: int
    url: str
    address: str
    name: str
    html: str
    text: str
    note: str = ""
    may_choose: bool = False
    is_own: bool = True
    filled: str = ""
    under: str = ""
    is_sealed: bool = False
    phone: str = ""
    posts: list[Place] = field(default_factory=list)
    removal_url: str = ""
    """Empty for the only sender of a box."""
    default_url: str = ""

    @property
    def is_filled(self) -> bool:
        return bool(self.filled) and not self.is_own


@dataclass(frozen=True, kw_only=True)
class WritingPage(Sheet):
    action: str
    settings: list[Setting]
    signatures: list[Signature]
    new_url: str
    addresses: list[str]


def writing(request: AccountRequest) -> WritingPage:
    senders = senders_of(request.account)
    boxes = dict.fromkeys(identity.mailbox for identity in senders)
    return WritingPage(
        **around(request, "writing", _("Writing"), _("What people receive from you.")),
        action=reverse("settings:writing"),
        settings=chosen(request.account, WRITING),
        signatures=[signature_of(identity, request.account) for identity in senders],
        new_url=reverse("settings:sender_new"),
        addresses=[one for box in boxes for one in signing.addresses_of(box)],
    )


def senders_of(person: Account) -> list[Identity]:
    own = Mailbox.objects.get(login=person.login)
    return identities.of(own, person)


def signature_of(identity: Identity, person: Account) -> Signature:
    rule = signatures.rule_of(identity)
    is_own = signatures.writes_own(identity)
    html = identity.signature_html
    if rule and not is_own and not html:
        html = signatures.own_lines(identity, person)
    shown = Signature(
        number=identity.pk,
        url=_url("signature", identity),
        address=identity.address,
        name=identity.name,
        html=html,
        text=html_to_text(html).strip(),
        note=_shared(identity),
        is_own=is_own,
    )
    if identity.mailbox.identities.count() > 1:
        shown = _one_of_several(shown, identity)
    if rule is None:
        return shown
    return replace(
        shown,
        may_choose=rule is not SignatureRule.FIXED,
        filled=signatures.on_page(signatures.filled(identity, person)),
        under=signatures.on_page(signatures.institution(identity))
        if rule is SignatureRule.FRAMED
        else "",
        is_sealed=sealing.is_sealed(identity),
        phone=identity.phone,
        posts=_posts(identity, person),
    )


def _posts(identity: Identity, person: Account) -> list[Place]:
    """To choose from where there are several."""
    current = signatures.post_of(identity, person)
    if current is None or len(person.posts) < 2:
        return []
    return [Place(str(one.pk), str(one), one == current) for one in person.posts]


def _shared(identity: Identity) -> str:
    if not identity.mailbox.is_functional:
        return ""
    return _("Everyone who works in this mailbox shares this name and signature.")


def _one_of_several(shown: Signature, identity: Identity) -> Signature:
    """One can go, another can come first."""
    return replace(
        shown,
        removal_url=_url("sender_removal", identity),
        default_url="" if identity.is_default else _url("sender_default", identity),
    )


def _url(name: str, identity: Identity) -> str:
    return reverse(f"settings:{name}", kwargs={"identity": identity.pk})
