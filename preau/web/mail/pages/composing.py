"""The compose window, filled from a draft."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.academies.registry import academies
from preau.formats.mime.addresses import parse_addresses
from preau.formats.mime.plain import text_to_html
from preau.formats.mime.untag import html_to_text
from preau.identity.models import Account
from preau.kit import figures
from preau.mail import departure, identities, letters, people, sealing, signatures
from preau.mail.actions import enclosing
from preau.mail.models import Draft
from preau.mail.models import DraftAttachment as Attached
from preau.mailings.rules import may_mail
from preau.people import queries
from preau.web.kit.request import AccountRequest
from preau.web.mail import addresses
from preau.web.mail.composer import (
    ComposePage,
    Composer,
    DraftAttachment,
    Identity,
    Question,
    Quote,
    Recipient,
    Suggestion,
    Suggestions,
    Wording,
)
from preau.web.mail.pages import beside, later, pictures
from preau.web.shell.framing import frame
from preau.web.shell.kinds import icon_of
from preau.wordings.queries import offered


def compose_page(
    request: AccountRequest,
    draft: Draft,
    *,
    is_conflict: bool = False,
    leaving: str = "",
    warnings: tuple[Question, ...] = (),
    leaves_at: str = "",
) -> ComposePage:
    box = draft.mailbox.slug
    return ComposePage(
        frame=frame(request, box=box),
        draft=composer(
            draft,
            is_conflict=is_conflict,
            leaving=leaving,
            warnings=warnings,
            leaves_at=leaves_at,
        ),
        list_url=addresses.folder(box, "inbox"),
        title=draft.subject or _("New message"),
    )


def composer(
    draft: Draft,
    *,
    is_conflict: bool = False,
    leaving: str = "",
    warnings: tuple[Question, ...] = (),
    leaves_at: str = "",
) -> Composer:
    box, academy = draft.mailbox.slug, academies().by_slug(draft.mailbox.academy)
    limit, most_by_link = enclosing.most_octets(draft), beside.most(draft)

    def url(tail: str = "") -> str:
        return addresses.draft(box, draft.pk, tail)

    return Composer(
        id=str(draft.pk),
        save_url=url(),
        dispatch_url=url("dispatch"),
        discard_url=url("discard"),
        upload_url=url("attachments"),
        resumable_url=url("uploads"),
        addresses_url=f"/mail/{box}/addresses",
        subject=draft.subject,
        to=_recipients(draft.to, draft.mailbox.academy),
        cc=_recipients(draft.cc, draft.mailbox.academy),
        bcc=_recipients(draft.bcc, draft.mailbox.academy),
        identities=_identities(draft),
        format="text" if draft.format == "text" else "html",
        html=draft.html if draft.format == "html" else text_to_html(draft.text),
        text=draft.text if draft.format == "text" else html_to_text(draft.html),
        quote=_quote(draft, url("quote")),
        attachments=[_attachment(draft, attached) for attached in draft.attachments.all()],
        link=beside.link(draft),
        images=pictures.images(draft),
        unfinished=beside.unfinished(draft),
        version=str(draft.revision),
        saved_label=saved_label(draft) if draft.revision else "",
        refusal=draft.refusal or None,
        warnings=list(warnings),
        is_conflict=is_conflict,
        leaving=leaving,
        max_size=limit,
        max_size_label=figures.size(limit),
        asks_receipt=draft.asks_receipt,
        mailing_url=url("mailing") if may_mail(draft.author, draft.mailbox) else "",
        mailings_url=reverse("mailings:list", kwargs={"box": box}),
        wordings=_wordings(draft),
        wording_url=url("wording"),
        wordings_url=reverse("wordings:list"),
        many=departure.most_exposed(draft),
        most_by_link=most_by_link,
        most_by_link_label=figures.size(most_by_link),
        inside_domains=list(academy.domains) if academy else [],
        later=later.composing(draft, url("schedule")),
        is_sealed=draft.identity is not None and sealing.is_sealed(draft.identity),
        leaves_at=leaves_at,
    )


def saved_label(draft: Draft) -> str:
    return _("Saved at %(time)s") % {"time": f"{timezone.localtime(draft.updated_at):%H:%M}"}


def _recipients(text: str, academy: str) -> list[Recipient]:
    return [
        Recipient(
            person.name,
            person.address,
            is_outside=people.is_outside(person.address, academy),
            is_wrong=not letters.is_address(person.address),
        )
        for person in parse_addresses(text)
    ]


def _identities(draft: Draft) -> list[Identity]:
    return [
        Identity(
            str(one.pk), f"{one.name} <{one.address}>", one.pk == draft.identity_id,
            signatures.of(one, draft.author),
        )
        for one in identities.of(draft.mailbox, draft.author)
    ]  # fmt: skip


def _wordings(draft: Draft) -> list[Wording]:
    return [
        Wording(
            str(one.pk), one.name, "" if one.mailbox_id == draft.mailbox_id else one.mailbox.name
        )
        for one in offered(draft.mailbox, draft.author)
    ]


def _quote(draft: Draft, url: str) -> Quote | None:
    if not draft.quote_html:
        return None
    state = draft.quote_state
    return Quote(
        label=draft.quote_label,
        frame_url=url,
        edit_url=f"{url}?edit=1",
        state="inlined" if state == "inlined" else "removed" if state == "removed" else "kept",
    )


def _attachment(draft: Draft, attached: Attached) -> DraftAttachment:
    url = addresses.draft(draft.mailbox.slug, draft.pk, f"attachments/{attached.pk}")
    return DraftAttachment(
        id=str(attached.pk),
        name=attached.name,
        size_label=figures.size(attached.size),
        remove_url=f"{url}/remove",
        size=attached.size,
        kind_icon=icon_of(attached.name, attached.content_type),
        url=url,
        is_inline=bool(attached.content_id),
        link_url=f"{url}/link" if beside.is_heavy(draft, attached.size) else "",
    )


def suggestions(account: Account, text: str) -> Suggestions:
    return Suggestions(
        [
            Suggestion(
                found.name,
                found.address,
                found.detail,
                is_outside=people.is_outside(found.address, account.academy),
            )
            for found in queries.suggest(account, text)
        ]
    )
