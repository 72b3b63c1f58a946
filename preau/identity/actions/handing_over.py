"""Slips: made for a batch of people, printed, revoked, made again (W-16)."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.identity.arrivals import WAITING, served_by
from preau.identity.models import Account, Slip, SlipBatch
from preau.identity.slips import over_before, unused
from preau.journal.actions import kept_since, record
from preau.kit.errors import WrongInput

# What a sheet names is what its batch has, in the order of names.
BY_NAME = ("account__family_name", "account__given_name", "pk")
LASTS = timedelta(days=30)
AT_ONCE = 500  # rows in one statement: SQLite bounds what one may name


@transaction.atomic
def make_slips(
    accounts: Iterable[Account], *, by: Account, uai: str = "", network: str = ""
) -> SlipBatch:
    """One for each; an earlier one that was not used is good no more. Raises WrongInput for none.

    The caller has checked that `by` may serve these people (identity/arrivals.served_by).
    """
    numbers = [account.pk for account in accounts if account.state in WAITING]
    if not numbers:
        raise WrongInput(_("Choose at least one person who has not activated yet."))
    now = timezone.now()
    _revoke_earlier(numbers)
    batch = SlipBatch.objects.create(
        academy=by.academy, uai=uai, made_by=by, made_at=now, expires_at=now + LASTS
    )
    Slip.objects.bulk_create(
        (
            Slip(
                account_id=number,
                batch=batch,
                nonce=secrets.token_hex(16),
                made_at=now,
                expires_at=batch.expires_at,
            )
            for number in numbers
        ),
        batch_size=AT_ONCE,
    )
    _tell("slips.made", by, network, subject=uai, count=len(numbers), batch=batch.pk)
    return batch


def print_slips(batch: SlipBatch, *, by: Account, network: str = "") -> list[Slip]:
    """Those that are still good, of people whom `by` still serves, for the sheets. Raises
    WrongInput when none is."""
    good = unused().filter(batch=batch, expires_at__gt=timezone.now(), account__in=served_by(by))
    count = good.update(printed_at=timezone.now())
    if not count:
        raise WrongInput(_("No slip of this batch is good any more: make new ones."))
    _tell("slips.printed", by, network, subject=batch.uai, count=count, batch=batch.pk)
    return list(
        good.select_related("account__person")
        .prefetch_related("account__person__posts")
        .order_by(*BY_NAME)
    )


def revoke_slip(slip: Slip, *, by: Account, network: str = "") -> bool:
    """A lost one works no more; False when it was used or revoked already."""
    if not unused().filter(pk=slip.pk).update(revoked_at=timezone.now()):
        return False
    _tell("slip.revoked", by, network, subject=slip.account.login)
    return True


def forget_old_slips() -> int:
    """Who came in by which slip is kept as long as the journal says it; how many are erased."""
    long_ago, count = kept_since(), 0
    while numbers := list(over_before(long_ago).values_list("pk", flat=True)[:AT_ONCE]):
        count += Slip.objects.filter(pk__in=numbers).delete()[0]
    SlipBatch.objects.filter(made_at__lt=long_ago, slips=None).delete()
    return count


def _revoke_earlier(numbers: list[int]) -> None:
    for start in range(0, len(numbers), AT_ONCE):
        some = unused().filter(account__in=numbers[start : start + AT_ONCE])
        some.update(revoked_at=timezone.now())


def _tell(verb: str, by: Account, network: str, **what: str | int) -> None:
    subject = str(what.pop("subject", ""))
    record(verb, by=by.login, academy=by.academy, network=network, subject=subject, **what)
