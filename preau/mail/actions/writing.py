"""A letter begun, answered, forwarded, saved, thrown away."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.engines.errors import Conflict, EngineError
from preau.files.actions import linking
from preau.formats.html.outgoing import clean_outgoing
from preau.formats.mime.compose import new_message_id
from preau.formats.mime.plain import same_words
from preau.formats.mime.untag import html_to_text
from preau.identity.models import Account, Mailbox
from preau.kit.errors import Changed, NotAllowed
from preau.mail import identities, ready_made, refusals, signatures
from preau.mail.actions.copies import remove_mirror
from preau.mail.models import Draft, Identity
from preau.mail.stored import drop_unused, names_of

LONGEST_LIST = 60_000
LONGEST_BODY = 5 * 1024 * 1024
UNTOUCHED_FOR = timedelta(days=1)
FORMATS = ("html", "text")
# Days without an answer.
REMIND_AFTER = ("0", "2", "3", "7", "14")
QUOTE_STATES = ("kept", "removed", "inlined")


def start_draft(mailbox: Mailbox, *, by: Account, **fields: str) -> Draft:
    """An empty letter, signed. Not in Drafts yet: only what one writes in is kept there."""
    # A link, or the message answered, may hold what PostgreSQL does not keep.
    fields = {name: value.replace("\0", "") for name, value in fields.items()}
    mailbox = written_in(mailbox, by)
    identity = identities.default(mailbox, by)
    signature = signatures.of(identity, by)
    return Draft.objects.create(
        mailbox=mailbox,
        author=by,
        identity=identity,
        message_id=new_message_id(mailbox.login.partition("@")[2]),
        html=fields.pop("html", "") or identities.opening(signature),
        **fields,
    )


def written_in(mailbox: Mailbox, by: Account) -> Mailbox:
    """What is read in a box left behind is answered from one's own."""
    return mailbox if mailbox.receives else Mailbox.objects.get(login=by.login)


def save_draft(draft: Draft, fields: Mapping[str, str], *, version: str) -> Draft:
    """Keep the fields present, leave the others. Raises Conflict when `version` is behind,
    Changed when it is on its way.

    Two tabs write one draft: the conditional update says which of them came first.
    """
    return change_draft(draft, version=version, **_kept(draft, fields), refusal="")


def change_draft(draft: Draft, *, version: str, **fields: object) -> Draft:
    """These columns as they are given. Raises as `save_draft`."""
    writing = Draft.objects.filter(pk=draft.pk, state=Draft.State.WRITING)
    if not writing.filter(revision=revision_of(version)).update(
        **fields, revision=F("revision") + 1, changed_at=timezone.now()
    ):
        raise why_not(draft)
    draft.refresh_from_db()
    return draft


def revision_of(version: str) -> int:
    """As a form carries it; one that is none is that of no draft."""
    return int(version) if version.isdecimal() and len(version) < 10 else -1


def why_not(draft: Draft) -> Changed | Conflict:
    """A conditional update found nothing: somebody else was first."""
    state = Draft.objects.filter(pk=draft.pk).values_list("state", flat=True).first()
    if state == Draft.State.SCHEDULED:
        return refusals.scheduled()
    if state not in (None, Draft.State.WRITING):
        return refusals.on_its_way()
    return Conflict("This draft was changed elsewhere.")


def type_over(draft: Draft, fields: Mapping[str, str]) -> None:
    """Put what was typed on the draft in hand, to be shown again; nothing is kept."""
    for name, value in _kept(draft, fields).items():
        setattr(draft, name, value)


def _kept(draft: Draft, fields: Mapping[str, str]) -> dict[str, object]:
    # PostgreSQL keeps no NUL, and no text needs one.
    fields = {name: value.replace("\0", "") for name, value in fields.items()}
    kept: dict[str, object] = {
        name: fields[name][:LONGEST_LIST] for name in ("to", "cc", "bcc") if name in fields
    }
    if "subject" in fields:
        kept["subject"] = " ".join(fields["subject"].split())[:900]
    if fields.get("format") in FORMATS and not _is_same_text(draft, fields):
        kept["format"] = fields["format"]
    if "html" in fields:
        kept["html"] = clean_outgoing(fields["html"][:LONGEST_BODY])
    if "text" in fields and not _is_same_text(draft, fields):
        kept["text"] = fields["text"][:LONGEST_BODY]
    if fields.get("quote") in QUOTE_STATES:
        kept["quote_state"] = fields["quote"]
    if fields.get("remind", "") in REMIND_AFTER:
        kept["remind_days"] = int(fields["remind"])
    if fields.get("receipt", "") in ("0", "1"):
        kept["asks_receipt"] = fields["receipt"] == "1"
    if "from" in fields:
        kept["identity"] = identities.one(draft.mailbox, draft.author, fields["from"])
        if "html" not in fields:
            kept |= _signed_anew(draft, kept)
    return kept


def _signed_anew(draft: Draft, kept: Mapping[str, object]) -> dict[str, object]:
    """Another sender chosen without script: its signature takes the place of the former, if that
    still stands there."""
    chosen = kept["identity"]
    if draft.identity is None or not isinstance(chosen, Identity) or chosen == draft.identity:
        return {}
    old, new = (signatures.of(one, draft.author) for one in (draft.identity, chosen))
    if kept.get("format", draft.format) == "html":
        before, after = identities.signed(old), identities.signed(new)
        return {"html": draft.html.replace(before, after, 1)} if old else {}
    text = str(kept.get("text", draft.text)).replace("\r\n", "\n")
    plain = html_to_text(old).strip()
    return {"text": text.replace(plain, html_to_text(new).strip(), 1)} if plain else {}


def _is_same_text(draft: Draft, fields: Mapping[str, str]) -> bool:
    """A browser without script posts the HTML as text: unchanged, the HTML stays."""
    if draft.format != "html" or fields.get("format") != "text" or "html" in fields:
        return False
    return same_words(fields.get("text", ""), html_to_text(draft.html))


def copy_draft(draft: Draft, fields: Mapping[str, str]) -> Draft:
    """“Keep both”: what was typed becomes a letter of its own, even where the other one left."""
    with transaction.atomic():
        other = Draft.objects.get(pk=draft.pk)
        other.pk = None
        other._state.adding = True  # noqa: SLF001 -- Django's documented way to copy a row
        # The copy of a letter in the queue must not leave by itself.
        other.state, other.due_at, other.claimed_at = Draft.State.WRITING, None, None
        other.attempts, other.refusal = 0, ""
        other.due_wall = other.due_zone = other.left_to = ""
        other.handed_at = None
        other.revision = 0
        other.mirrored_at = None
        other.mirror_uid = other.mirror_uidvalidity = None
        other.mirror_role = "drafts"
        other.message_id = new_message_id(draft.mailbox.login.partition("@")[2])
        other.link = linking.copy(draft.link) if draft.link else None
        other.save()
        moved = {}
        for attachment in draft.attachments.all():
            before = attachment.pk
            attachment.pk = None
            attachment.draft = other
            attachment.save()
            moved[f"/drafts/d/{draft.pk}/attachments/{before}"] = attachment.pk
        other.quote_html = _with_own_images(draft.quote_html, other, moved)
        other.save(update_fields=["quote_html"])
    fields = {name: _with_own_images(text, other, moved) for name, text in fields.items()}
    return save_draft(other, fields, version="0")


def _with_own_images(html: str, draft: Draft, moved: Mapping[str, int]) -> str:
    """The copy shows, and sends, its own images rather than those of the letter it is a copy of."""

    def own(found: re.Match[str]) -> str:
        number = moved.get(found[0])
        return f"/drafts/d/{draft.pk}/attachments/{number}" if number else found[0]

    return re.sub(r"/drafts/d/\d+/attachments/\d+", own, html)


def discard_draft(draft: Draft, *, version: str) -> None:
    """The letter goes, and its copy in Drafts. Raises NotAllowed once it is leaving, Conflict when
    `version` is behind: what another tab wrote since is not thrown away unseen.

    Taken out of the worker's reach first: queued without a time, it is neither sent nor copied.
    """
    movable = (Draft.State.WRITING, Draft.State.QUEUED, Draft.State.SCHEDULED)
    not_yet = Draft.objects.filter(pk=draft.pk, state__in=movable)
    taken = not_yet.filter(revision=revision_of(version)).update(
        state=Draft.State.QUEUED, due_at=None
    )
    if not taken and not_yet.exists():
        raise Conflict("This draft was changed elsewhere.")
    if not taken:
        raise NotAllowed(_("This message has already left."))
    draft.refresh_from_db(fields=["mirror_role", "mirror_uidvalidity", "mirror_uid"])
    try:
        erase(draft)
    except EngineError:
        Draft.objects.filter(pk=draft.pk).update(state=Draft.State.WRITING)
        raise


def forget_untouched(now: datetime | None = None) -> int:
    """Letters opened and never written in: each look at the compose page begins one."""
    untouched = Draft.objects.filter(
        revision=0,
        changed_at=None,
        state=Draft.State.WRITING,
        attachments=None,
        link=None,
        created_at__lt=(now or timezone.now()) - UNTOUCHED_FOR,
    )
    return untouched.delete()[0]


def erase(draft: Draft) -> None:
    """The row, its files unless another draft has them too, its copy in the Drafts folder."""
    remove_mirror(draft)
    files = [name for one in draft.attachments.all() for name in names_of(one)]
    if ready := ready_made.of(draft):
        files.append(str(ready.file.name))
    link = draft.link
    draft.delete()
    if link is not None:
        linking.forget_unsent(link)
    drop_unused(files)
