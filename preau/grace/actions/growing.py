"""A mailbox gets more room: by its owner, by itself, by the help desk. It counts at once."""

import logging

from django.db.models import Sum
from django.utils.translation import gettext as _

from preau.academies.choices import GrowthWay
from preau.academies.mail import MB
from preau.engines.errors import EngineError
from preau.grace import letters, rules
from preau.grace.actions.warning import write
from preau.grace.actions.weighing import look_now
from preau.grace.doors import doveadm
from preau.grace.terms import terms_of
from preau.identity.models import Account, Address, Mailbox
from preau.journal.actions import record
from preau.kit import figures
from preau.kit.errors import Changed, NotAllowed, WrongInput

logger = logging.getLogger(__name__)

LARGEST = 1024 * 1024 * MB
LONGEST_REASON = 200


def offered(mailbox: Mailbox) -> int:
    """The size its owner may give it by one click, in octets; 0 when there is none."""
    terms = terms_of(mailbox)
    if terms.growth.way is not GrowthWay.OWNER:
        return 0
    size = rules.next_size(terms.growth, mailbox.kind, mailbox.quota_bytes)
    return size if size and _total_allows(mailbox, size) else 0


def may_be_asked(mailbox: Mailbox) -> bool:
    """Whether the help desk is who gives more."""
    return terms_of(mailbox).growth.way is GrowthWay.REQUEST


def enlarge(mailbox: Mailbox, by: Account) -> int:
    """To the size offered, which is returned. Raises NotAllowed when there is none."""
    size = offered(mailbox)
    if not size:
        raise NotAllowed(_("This mailbox has all the room that your académie gives."))
    _resize(mailbox, size, verb="mailbox.enlarged", by=by.login)
    return size


def adapt(mailbox: Mailbox) -> int:
    """One step up, by itself; the new size, or 0 when the ceiling or the total is reached."""
    terms = terms_of(mailbox)
    if terms.growth.way is not GrowthWay.ADAPTIVE:
        return 0
    size = rules.next_size(terms.growth, mailbox.kind, mailbox.quota_bytes)
    if not size or not _total_allows(mailbox, size):
        return 0
    _resize(mailbox, size, verb="mailbox.grew", by="preau")
    return size


def set_room(mailbox: Mailbox, size: int, *, by: Account, reason: str) -> None:
    """By the help desk, up or down, with a reason that its people read (M-02): in the activity of
    its owner; by letter where several share it. Raises WrongInput."""
    if not 0 < size <= LARGEST:
        raise WrongInput(_("Write a size in MB, such as 300."))
    if not reason.strip():
        raise WrongInput(_("Write why: the person reads it in their activity."))
    said = reason.strip()[:LONGEST_REASON]
    _resize(mailbox, size, verb="mailbox.room_set", by=by.login, reason=said)
    if mailbox.is_functional:
        _tell_all(mailbox, by, said)


def _tell_all(mailbox: Mailbox, by: Account, reason: str) -> None:
    try:
        write(mailbox, letters.room_set, by.name, reason)
    except EngineError as error:
        logger.warning("A box was not told of its new room: %s", type(error).__name__)


def _resize(mailbox: Mailbox, size: int, *, verb: str, by: str, reason: str = "") -> None:
    """Of two that enlarge at once, one does. Raises Changed."""
    mine = Mailbox.objects.filter(pk=mailbox.pk, quota_bytes=mailbox.quota_bytes)
    if not mine.update(quota_bytes=size):
        raise Changed(_("The room of this mailbox was changed meanwhile."))
    mailbox.quota_bytes = size
    record(
        verb,
        by=by,
        academy=mailbox.academy,
        subject=mailbox.login,
        box=mailbox.address,
        size=figures.size(size),
        **({"about": reason} if reason else {}),
    )
    _make_known(mailbox)
    look_now(mailbox)


def _make_known(mailbox: Mailbox) -> None:
    """Dovecot remembers a box for an hour, and an open session for as long as it lasts."""
    names = Address.objects.filter(mailbox=mailbox).values_list("address", flat=True)
    try:
        doveadm().forget_sign_ins(sorted({mailbox.login, *names}))
        doveadm().kick(mailbox.login)
    except EngineError as error:
        logger.warning("Dovecot was not told of a box's new room: %s", type(error).__name__)


def _total_allows(mailbox: Mailbox, size: int) -> bool:
    total = terms_of(mailbox).growth.total_bytes
    if not total:
        return True
    boxes = Mailbox.objects.filter(academy=mailbox.academy, is_active=True)
    promised = boxes.aggregate(sum=Sum("quota_bytes"))["sum"] or 0
    return int(promised) - mailbox.quota_bytes + size <= total
