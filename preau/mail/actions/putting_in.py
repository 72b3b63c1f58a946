"""A draft that another program puts in Scheduled: it leaves when its recipients are next at work,
tomorrow at the earliest, so that a slip of the hand can be mended.

That is how Thunderbird and telephones send later: none of them knows FUTURERELEASE (RFC 4865).
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from preau.engines.errors import Missing
from preau.identity.addressing import addressing
from preau.identity.models import Account, Mailbox
from preau.kit.errors import RoomError
from preau.mail import access, identities, slots
from preau.mail.access import Desk
from preau.mail.actions import resuming, scheduling
from preau.mail.actions.scheduling import Departure
from preau.mail.models import Draft
from preau.mail.names import standing
from preau.mail.reading import Letter, read_letter

# Rebuilt they would say something else: whoever signed or enciphered it sends it.
SEALED = frozenset({"multipart/signed", "multipart/encrypted", "application/pkcs7-mime"})


def schedule_drafts(mailbox: Mailbox, now: datetime) -> int:
    """Returns how many were found. In a box of several people nobody knows who put them there."""
    author = Account.objects.filter(login=mailbox.login).select_related("preference").first()
    if mailbox.is_functional or author is None:
        return 0
    with (
        addressing(author),
        access.desk(author, mailbox.slug) as desk,
    ):
        return sum(_put_in(desk, uid, now) for uid in _found(desk))


def _found(desk: Desk) -> list[int]:
    """Drafts of the folder that are no copy of ours; leaves it open."""
    try:
        state = desk.box.select(standing(desk.login, "scheduled"))
    except Missing:
        return []
    ours = Draft.objects.filter(
        mailbox=desk.mailbox, mirror_role="scheduled", mirror_uidvalidity=state.uidvalidity
    )
    there = desk.box.uids_matching([b"UNDELETED", b"DRAFT"])
    return sorted(set(there) - set(ours.values_list("mirror_uid", flat=True)))


def _put_in(desk: Desk, uid: int, now: datetime) -> bool:
    letter = read_letter(desk.box, uid)
    if not _is_own(desk, letter):
        return False
    draft = _written_here(desk, letter, uid) or _written_elsewhere(desk, letter, uid)
    try:
        scheduling.schedule(draft, _departures(draft, now), version=str(draft.revision), now=now)
    except RoomError as error:
        # Back to Drafts, where its author finds out why.
        Draft.objects.filter(pk=draft.pk).update(refusal=str(error), changed_at=timezone.now())
    return True


def _is_own(desk: Desk, letter: Letter) -> bool:
    """Not somebody else's message, dragged to the wrong place."""
    own = {identity.address for identity in identities.of(desk.mailbox, desk.account)}
    return letter.sender.address.lower() in own and letter.structure.type not in SEALED


def _written_here(desk: Desk, letter: Letter, uid: int) -> Draft | None:
    """One of the web's, whose copy was dragged from Drafts."""
    rows = Draft.objects.filter(mailbox=desk.mailbox, author=desk.account)
    draft = rows.filter(state=Draft.State.WRITING, message_id=letter.message_id).first()
    if draft is None or desk.box.state is None:
        return None
    rows.filter(pk=draft.pk).update(
        mirror_role="scheduled", mirror_uidvalidity=desk.box.state.uidvalidity, mirror_uid=uid
    )
    draft.refresh_from_db()
    return draft


def _written_elsewhere(desk: Desk, letter: Letter, uid: int) -> Draft:
    validity = desk.box.state.uidvalidity if desk.box.state else 0
    draft = resuming.take_over(desk, validity, uid, role="scheduled")
    every = identities.of(desk.mailbox, desk.account)
    draft.identity = next(i for i in every if i.address == letter.sender.address.lower())
    draft.save(update_fields=["identity"])
    return draft


def _departures(draft: Draft, now: datetime) -> list[Departure]:
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    begins = datetime.combine(tomorrow, time(), timezone.get_current_timezone())
    found = slots.by_time(draft, begins - timedelta(minutes=1))
    return [Departure(at, some) for at, some in found.items()]
