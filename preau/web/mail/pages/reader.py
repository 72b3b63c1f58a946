"""The open message, and the conversation around it."""

from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.formats.mime.addresses import Address
from preau.kit import figures, moments
from preau.kit.errors import NotFound
from preau.mail import conversations, listing, people, searching, standing, tags
from preau.mail.access import Desk
from preau.mail.reading import Letter
from preau.web.mail import addresses
from preau.web.mail.pages import attachments, bodies, consent, later, receipts, sorting
from preau.web.mail.pages.asked import Asked
from preau.web.mail.pages.listing import OF_WAITING
from preau.web.mail.shown.messages import Person, Reader, Shown
from preau.web.mail.shown.rows import Tag

# The themes that are not light, as the frame's address says them.
GROUNDS = {"dark": {"ground": "dark"}, "auto": {"ground": "auto"}}


@dataclass(frozen=True)
class Opened:
    """Where the open message stands: its desk, the folder's key, its UIDVALIDITY."""

    desk: Desk
    key: str
    role: str
    uidvalidity: int
    asked: Asked

    @property
    def box(self) -> str:
        return self.desk.mailbox.slug

    def ident(self, uid: int) -> str:
        return f"{self.uidvalidity}-{uid}"

    def url(self, uid: int, tail: str = "", **query: str) -> str:
        return addresses.message(self.box, self.key, self.ident(uid), query, tail=tail)


def reader(opened: Opened, uid: int, actions: frozenset[str]) -> Reader:
    """Raises Missing when the message is gone."""
    desk = opened.desk
    letters = conversations.around(desk, uid, threaded=opened.asked.in_threads)
    newest = letters[-1]
    chosen = next(letter for letter in letters if letter.uid == uid)
    state = desk.box.state
    if state is None:
        raise NotFound
    search = opened.asked.search
    newer, older, at, total = listing.neighbours(
        desk, state, uid, in_threads=opened.asked.in_threads, search=search
    )
    unread = [letter.uid for letter in letters if "\\Seen" not in letter.flags]
    messages = [
        shown(opened, letter, is_folded=letter.uid not in (newest.uid, uid, *unread))
        for letter in letters
    ]
    if opened.asked.in_threads and opened.role not in ("sent", "drafts", "scheduled"):
        messages = with_own_replies(opened, letters, messages)
    if opened.role == "sent":
        messages = receipts.with_receipts(desk, letters, messages)
    return Reader(
        id=opened.ident(uid),
        subject=chosen.subject or _("(no subject)"),
        messages=messages,
        tags=[Tag(t.key, t.name, t.colour) for t in tags.of(chosen.flags)],
        list_url=addresses.folder(opened.box, opened.key, opened.asked.kept),
        previous_url=_neighbour(opened, newer),
        next_url=_neighbour(opened, older),
        position_label=_position(at, total),
        actions=OF_WAITING if all(one.departing for one in messages) else actions,
        is_unread=False,
        is_flagged=any("\\Flagged" in letter.flags for letter in letters),
        lit=searching.lit(opened.asked.text),
    )


def with_own_replies(opened: Opened, letters: list[Letter], messages: list[Shown]) -> list[Shown]:
    """The person's own answers, from Sent, in their place among the others; folded."""
    known = {letter.message_id for letter in letters}
    sent = [
        letter
        for letter in conversations.own_replies(opened.desk, known)
        if letter.message_id not in known
    ]
    state = opened.desk.box.state
    if not sent or state is None:
        return messages
    there = replace(opened, key="sent", role="sent", uidvalidity=state.uidvalidity)
    own = [shown(there, letter, is_folded=True) for letter in sent]
    return sorted([*messages, *own], key=lambda message: message.date_iso)


def _neighbour(opened: Opened, uid: int | None) -> str | None:
    return None if uid is None else opened.url(uid, **opened.asked.kept)


def _position(at: int, total: int) -> str:
    if not at:
        return ""
    return _("%(at)s of %(total)s") % {"at": figures.whole(at), "total": figures.whole(total)}


def shown(
    opened: Opened, letter: Letter, *, is_folded: bool = False, on_paper: bool = False
) -> Shown:
    """One message, with its text when it is plain; an HTML body is asked for by the frame."""
    sender, academy = letter.sender, opened.desk.mailbox.academy
    judged = standing.of(letter.headers, academy)
    to, cc = letter.headers.addresses("To"), letter.headers.addresses("Cc")
    sent = letter.whole.arrived
    html = letter.readable.html
    is_draft = opened.role == "drafts" or "\\Draft" in letter.flags
    body = None if is_folded else _body(opened, letter, on_paper=on_paper)
    query = {"part": letter.section} if letter.section else {}
    ident = opened.ident(letter.uid)
    with_images = shows_images(opened, letter)
    images = {"images": consent.word(opened, letter.uid)} if with_images else {}
    theme = opened.desk.account.preference.theme
    ground = {"paper": "1"} if on_paper else GROUNDS.get(theme, {})
    enclosed = letter.enclosed
    spared = 0 if is_folded or on_paper else attachments.weight_to_spare(opened, letter)
    departing = later.departing(opened.desk, opened.role, opened.uidvalidity, letter)
    is_waiting = opened.role == "scheduled" or departing is not None
    is_received = opened.role not in ("sent", "drafts", "scheduled")
    receipt_asked = "" if on_paper else receipts.asked(opened.desk, opened.role, letter)
    return Shown(
        id=ident,
        receipt_asked=receipt_asked,
        receipt_url=opened.url(letter.uid, "receipt") if receipt_asked else "",
        url=opened.url(letter.uid, **opened.asked.kept),
        who=people.shown_name(sender),
        address=sender.address,
        date_label=departing.day_label if departing else moments.short_label(sent),
        date_title=moments.full_label(sent),
        date_iso=moments.iso(sent),
        is_outside=judged.standing == "outside",
        standing=judged.standing,
        standing_sentence=judged.sentence,
        recipients_label=recipients_label(to + cc, opened.desk.mailbox.address),
        to=[_person(p, academy) for p in to],
        cc=[_person(p, academy) for p in cc],
        reply_to=[_person(p, academy) for p in letter.headers.addresses("Reply-To")],
        preview=letter.whole.preview.decode("utf-8", "replace") if is_folded else "",
        is_folded=is_folded,
        is_unread="\\Seen" not in letter.flags,
        is_flagged="\\Flagged" in letter.flags,
        is_draft=is_draft,
        body_url=opened.url(letter.uid, "body", **query, **images, **ground),
        text_html=body.html if body and not html else "",
        # A folded message is read when it is unfolded: its frame asks for it then.
        has_html=is_folded or (html is not None and not (body and body.is_blank)),
        is_blank=body is not None and body.is_blank,
        blocked_count=body.withheld if body and not with_images else 0,
        images_url=opened.url(
            letter.uid, images=consent.word(opened, letter.uid), **opened.asked.kept
        ),
        trust_url=opened.url(letter.uid, "trust"),
        attachments=[attachments.shown(opened, letter, part) for part in enclosed],
        zip_url=opened.url(letter.uid, "attachments.zip", **query) if len(enclosed) > 1 else None,
        detach_url=opened.url(letter.uid, "detach") if spared else "",
        detach_label=figures.size(spared),
        warnings=judged.warnings,
        departing=departing,
        asking=later.asking(opened.desk, letter.message_id) if opened.role == "sent" else None,
        filed_by=sorting.filed_by(opened.desk, letter),
        filed_words=_("Filed by your rule")
        if opened.role != "inbox"
        else _("Seen to by your rule"),
        rule_url=sorting.rule_url(opened.desk, opened.key, ident) if is_received else "",
        subject_rule_url=sorting.rule_url(opened.desk, opened.key, ident, by="subject")
        if is_received
        else "",
        judge=sorting.judge(opened.desk, opened.role, sender.address) if is_received else None,
        reply_url="" if is_waiting else _compose(opened, letter, "reply"),
        reply_all_url=_compose(opened, letter, "reply", all="1")
        if len(to + cc) > 1 and not is_waiting
        else "",
        forward_url=_compose(opened, letter, "forward"),
        forward_attached_url=_compose(opened, letter, "forward", **{"as": "attachment"}),
        edit_url=_compose(opened, letter, "edit") if is_draft else "",
        print_url=opened.url(letter.uid, "print", **query),
        pdf_url=opened.url(letter.uid, "message.pdf", **query),
        source_url=opened.url(letter.uid, "source", **query),
        eml_url=opened.url(letter.uid, "message.eml", **query),
    )


def _body(opened: Opened, letter: Letter, *, on_paper: bool) -> bodies.Said:
    return bodies.read(opened, letter, on_paper=True) if on_paper else bodies.said(opened, letter)


def _person(person: Address, academy: str) -> Person:
    outside = people.is_outside(person.address, academy)
    return Person(people.shown_name(person), person.address, outside)


def shows_images(opened: Opened, letter: Letter) -> bool:
    """Asked for this once, or from a sender whose images are always shown."""
    trusted = opened.desk.account.preference.trusted_images
    return consent.given(opened, letter.uid) or letter.sender.address.lower() in trusted


def _compose(opened: Opened, letter: Letter, verb: str, **more: str) -> str:
    origin = f"{opened.key}/{opened.ident(letter.uid)}"
    return addresses.compose(opened.box, **{verb: origin}, **more)


def recipients_label(recipients: list[Address], own: str) -> str:
    names = [_("me") if p.address.lower() == own else people.shown_name(p) for p in recipients[:3]]
    if len(recipients) > len(names):
        rest = len(recipients) - len(names)
        names.append(ngettext("%(n)s other", "%(n)s others", rest) % {"n": figures.whole(rest)})
    return _("to %(names)s") % {"names": ", ".join(names)} if names else ""


def is_dark(theme: str) -> bool:
    return theme == "dark"


def language() -> str:
    return translation.get_language() or "fr"
