"""What each settings page shows."""

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.engines.errors import EngineError
from preau.identity.models import Account, Mailbox
from preau.identity.queries import memberships, recent_sign_ins
from preau.kit import figures, moments
from preau.mail import identities
from preau.mail.actions.signing import plain
from preau.mail.doors import mailstore
from preau.mail.models import Identity
from preau.web.kit.answers import waiting_toasts
from preau.web.kit.request import AccountRequest, network
from preau.web.settings.choices import READING, WRITING, chosen
from preau.web.settings.programs import programs
from preau.web.settings.shown import (
    Fact,
    Room,
    Section,
    Sender,
    SettingsPage,
    Signature,
    SignIn,
)
from preau.web.shell.frame import Frame
from preau.web.shell.framing import frame

# As in the folders' pane: over these shares a mailbox warns, then says it is full (Q-03).
WARNING_PERCENT, FULL_PERCENT = 80, 95


def reading(request: AccountRequest) -> SettingsPage:
    return SettingsPage(
        frame=_frame(request),
        title=_("Reading"),
        lead=_("How your mail looks. Each choice applies at once."),
        sections=sections("reading", request.account),
        action=reverse("settings:reading"),
        settings=chosen(request.account, READING),
    )


def writing(request: AccountRequest) -> SettingsPage:
    return SettingsPage(
        frame=_frame(request),
        title=_("Writing"),
        lead=_("What people receive from you."),
        sections=sections("writing", request.account),
        action=reverse("settings:writing"),
        settings=chosen(request.account, WRITING),
        signatures=[_signature(identity) for identity in senders_of(request.account)],
    )


def senders(request: AccountRequest) -> SettingsPage:
    trusted = request.account.preference.trusted_images
    return SettingsPage(
        frame=_frame(request),
        title=_("Trusted senders"),
        lead=_("Images from outside are shown without asking in the messages of these senders."),
        sections=sections("senders", request.account),
        action=reverse("settings:senders"),
        senders=[Sender(address) for address in sorted(trusted)],
    )


def account(request: AccountRequest) -> SettingsPage:
    person = request.account
    return SettingsPage(
        frame=_frame(request),
        title=_("Account"),
        lead=_("Who you are here, and what a mail program asks for."),
        sections=sections("account", person),
        facts=_facts(person),
        rooms=[_room(one.mailbox) for one in memberships(person)],
        programs=programs(person, request.academy.clients),
    )


def security(request: AccountRequest) -> SettingsPage:
    person = request.account
    return SettingsPage(
        frame=_frame(request),
        title=_("Security"),
        lead=_("Look at this page from time to time: everything here should be you."),
        sections=sections("security", person),
        sign_ins=[
            SignIn(
                moments.full_label(entry.at),
                moments.iso(entry.at),
                entry.network,
                is_here=entry.network == network(request),
            )
            for entry in recent_sign_ins(person)
        ],
        official_address=request.academy.entrance.host,
    )


def sections(current: str, person: Account) -> list[Section]:
    pages = {
        "reading": (_("Reading"), "book-open"),
        "writing": (_("Writing"), "pencil"),
        "senders": (_("Trusted senders"), "image"),
        "account": (_("Account"), "user-round"),
        "security": (_("Security"), "shield"),
    }
    folders = Section(_("Folders"), "folder", f"/mail/{person.identifier}/inbox/#folders")
    own = [
        Section(name, icon, reverse(f"settings:{key}"), key == current)
        for key, (name, icon) in pages.items()
    ]
    return [*own[:2], folders, *own[2:]]


def senders_of(person: Account) -> list[Identity]:
    own = Mailbox.objects.get(login=person.login)
    return identities.of(own, person)


def _frame(request: AccountRequest) -> Frame:
    search_url = f"/mail/{request.account.identifier}/all/"
    return frame(request, search_url=search_url, toasts=waiting_toasts(request))


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


def _facts(person: Account) -> list[Fact]:
    own = Mailbox.objects.get(login=person.login)
    others = own.addresses.exclude(address=own.address).values_list("address", flat=True)
    posts = [", ".join(filter(None, (p.function, p.school_name))) for p in person.posts]
    facts = [
        Fact(_("Name"), person.name),
        *(Fact(_("Post"), post) for post in posts),
        Fact(_("Identifier"), person.identifier),
        Fact(_("Address"), own.address),
    ]
    return facts + [Fact(_("Also reaches you"), address) for address in sorted(others)]


def _room(mailbox: Mailbox) -> Room:
    try:
        with mailstore().open(mailbox.login) as box:
            usage = box.usage()
    except EngineError:
        return Room(mailbox.name, mailbox.address, _("The mail server does not say at the moment."))
    if not usage.limit:
        used = _("%(used)s used, without a limit.") % {"used": figures.size(usage.used)}
        return Room(mailbox.name, mailbox.address, used)
    percent = min(100, round(100 * usage.used / usage.limit))
    sentence = _("%(used)s of %(limit)s used, %(left)s left.") % {
        "used": figures.size(usage.used),
        "limit": figures.size(usage.limit),
        "left": figures.size(max(0, usage.limit - usage.used)),
    }
    return Room(mailbox.name, mailbox.address, sentence, percent, _level(percent))


def _level(percent: int) -> str:
    if percent >= FULL_PERCENT:
        return "full"
    return "warning" if percent >= WARNING_PERCENT else "calm"
