"""An account closes: its rights at once, its addresses kept for life, its mail by the rule."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from preau.academies.registry import academies
from preau.identity.actions import sessions
from preau.identity.models import (
    Account,
    Address,
    Authenticator,
    DevicePassword,
    Mailbox,
    Membership,
    OneTimeProof,
    Passkey,
    Post,
    RecoveryCode,
    Relocation,
    Role,
)
from preau.identity.slips import unused
from preau.journal.actions import record
from preau.staff.actions.telling import tell_of_end
from preau.staff.models import PROPOSALS, Departure
from preau.staff.records import StaffRecord


def plan_departure(
    account: Account, reason: str, last_day: date, moves_to: Account | None = None
) -> Departure:
    """One that was decided is not replaced by a proposal."""
    known = Departure.objects.filter(account=account).first()
    made = Departure(account=account, reason=reason, last_day=last_day, moves_to=moves_to)
    if known is not None and made.is_proposal and not known.is_proposal:
        return known
    values = {"reason": reason, "last_day": last_day, "moves_to": moves_to}
    return Departure.objects.update_or_create(account=account, defaults=values)[0]


def move_out(old: Account, new: Account, told: StaffRecord) -> Departure:
    """The account left behind closes on the day before the first post in the new académie."""
    today = timezone.localdate()
    first = min((one.starts_on for one in told.posts if one.starts_on), default=today)
    last_day = max(first, today) - timedelta(days=1)
    return plan_departure(old, Departure.Reason.MOVES, last_day, new)


def propose_departure(account: Account, reason: str) -> Departure | None:
    """After the académie's days of grace; None when one is planned already."""
    if Departure.objects.filter(account=account).exists():
        return None
    grace = timedelta(days=academies().of(account.academy).staff.leave_after_days)
    return plan_departure(account, reason, timezone.localdate() + grace)


def withdraw_proposal(account: Account) -> None:
    Departure.objects.filter(account=account, reason__in=PROPOSALS).delete()


def leave(account: Account, *, by: str, moves_to: Account | None = None) -> None:
    """Close it now: web, mail programs, roles, boxes, posts. Its addresses stay nobody else's."""
    with transaction.atomic():
        box = Mailbox.objects.get(login=account.login)
        _end_posts(account)
        _cut_rights(account)
        Departure.objects.filter(account=account).delete()
        account.state = Account.State.LEFT
        account.password = ""
        account.save(update_fields=["state", "password"])
        if moves_to is None:
            _close_box(box)
        else:
            relocate(box, account, moves_to)
        _note(account, moves_to, by)
        # Mail programs: see identity/triggers.py, which noted the new state.
        transaction.on_commit(lambda: sessions.close_all(account))
    tell_of_end(account, moves_to)


def _note(account: Account, moves_to: Account | None, by: str) -> None:
    about = {"academy": account.academy, "subject": account.login}
    if moves_to is None:
        record("account.left", by=by, **about)
    else:
        record("account.moved", by=by, about=moves_to.login, **about)


def _end_posts(account: Account) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    mine = Post.objects.filter(person=account.person_id, academy=account.academy)
    mine.filter(ends_on__isnull=True).update(ends_on=yesterday)
    mine.filter(ends_on__gt=yesterday).update(ends_on=yesterday)
    mine.update(in_force=False)


def _cut_rights(account: Account) -> None:
    """Also what would prove, one day, that somebody else is this person."""
    for proofs in (DevicePassword, OneTimeProof, Passkey, Authenticator, RecoveryCode):
        proofs.objects.filter(account=account).delete()
    unused().filter(account=account).update(revoked_at=timezone.now())
    Role.objects.filter(account=account).delete()
    Membership.objects.filter(account=account).exclude(mailbox__login=account.login).delete()


def _close_box(box: Mailbox) -> None:
    box.is_active = False
    box.save(update_fields=["is_active"])


def relocate(box: Mailbox, account: Account, new: Account) -> None:
    """Every address of the old box answers with the new one; the box is read from the new account.

    What had moved to the old account before follows: whoever writes is told one address, the last.
    """
    days = timedelta(days=academies().of(account.academy).staff.moved_for_days)
    last_day = timezone.localdate() + days
    own = {
        box.login,
        box.address,
        *Address.objects.filter(mailbox=box).values_list("address", flat=True),
    }
    Relocation.objects.filter(address__in=own).delete()
    Relocation.objects.filter(new_address__in=own).update(new_address=new.address)
    Relocation.objects.bulk_create(
        Relocation(address=one, new_address=new.address, mailbox=box, last_day=last_day)
        for one in sorted(own)
    )
    box.receives = False
    domain = box.login.rpartition("@")[2]
    box.name = f"{domain} · {account.name}"
    box.save(update_fields=["receives", "name"])
    Membership.objects.update_or_create(
        account=new, mailbox=box, defaults={"is_owner": False, "may_send": False}
    )


def end_relocations(today: date) -> int:
    """The time is over: the old addresses are unknown from now on, the old box is closed."""
    over = Relocation.objects.filter(last_day__lt=today)
    boxes = list(Mailbox.objects.filter(relocations__in=over).distinct())
    for box in boxes:
        with transaction.atomic():
            box.relocations.all().delete()
            Membership.objects.filter(mailbox=box).exclude(account__login=box.login).delete()
            _close_box(box)
    return len(boxes)
