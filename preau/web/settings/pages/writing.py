"""What people receive from us: the time to change one's mind, names and signatures."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.identity.models import Account, Mailbox
from preau.mail import identities
from preau.mail.actions.signing import plain
from preau.mail.models import Identity
from preau.web.kit.request import AccountRequest
from preau.web.settings.choices import WRITING, Setting, chosen
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True)
class Signature:
    """Who one writes as; `note` warns that others share it."""

    number: int
    url: str
    address: str
    name: str
    html: str
    text: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class WritingPage(Sheet):
    action: str
    settings: list[Setting]
    signatures: list[Signature]


def writing(request: AccountRequest) -> WritingPage:
    return WritingPage(
        **around(request, "writing", _("Writing"), _("What people receive from you.")),
        action=reverse("settings:writing"),
        settings=chosen(request.account, WRITING),
        signatures=[_signature(identity) for identity in senders_of(request.account)],
    )


def senders_of(person: Account) -> list[Identity]:
    own = Mailbox.objects.get(login=person.login)
    return identities.of(own, person)


def _signature(identity: Identity) -> Signature:
    shared = identity.mailbox.is_functional
    return Signature(
        number=identity.pk,
        url=reverse("settings:signature", kwargs={"identity": identity.pk}),
        address=identity.address,
        name=identity.name,
        html=identity.signature_html,
        text=plain(identity),
        note=_("Everyone who works in this mailbox shares this name and signature.")
        if shared
        else "",
    )
