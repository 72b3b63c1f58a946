"""A slip is kept as long as the journal says who came in by it, then erased."""

from datetime import datetime, timedelta

from django.utils import timezone

from preau.identity.actions.handing_over import forget_old_slips
from preau.identity.models import Slip, SlipBatch
from preau.journal.actions import kept_since
from tests.house.installation import House
from tests.house.postbag import unique
from tests.identity.newcomers import Newcomer, newcomer


def slip_of(one: Newcomer, made_at: datetime, **how: datetime) -> Slip:
    """Good for a month from when it was made."""
    expires_at = made_at + timedelta(days=30)
    batch = SlipBatch.objects.create(
        academy="poitiers", made_by=one.account, made_at=made_at, expires_at=expires_at
    )
    return Slip.objects.create(
        account=one.account,
        batch=batch,
        nonce=unique("nonce")[:32],
        made_at=made_at,
        expires_at=expires_at,
        **how,
    )


def left_of(*slips: Slip) -> list[Slip]:
    return list(Slip.objects.filter(pk__in=[one.pk for one in slips]).order_by("pk"))


def test_slips_that_are_over_for_longer_than_the_journal_is_kept_are_erased_with_their_batches(
    house: House,
) -> None:
    old, young = kept_since() - timedelta(days=60), kept_since() + timedelta(days=60)
    nina, paul, zoe = newcomer(house), newcomer(house, "Paul"), newcomer(house, "Zoé")
    gone = [
        slip_of(nina, old, used_at=old + timedelta(days=1)),
        slip_of(paul, old, revoked_at=old + timedelta(days=1)),
        slip_of(zoe, old),
    ]
    kept = [
        slip_of(nina, young, used_at=young),
        slip_of(paul, old, revoked_at=young),
        slip_of(paul, timezone.now()),
    ]
    assert forget_old_slips() >= len(gone)
    assert left_of(*gone, *kept) == kept
    batches = SlipBatch.objects.filter(pk__in=[one.batch_id for one in (*gone, *kept)])
    assert sorted(batches.values_list("pk", flat=True)) == [one.batch_id for one in kept]


def test_a_slip_whose_month_is_just_over_is_still_shown(house: House) -> None:
    nina = newcomer(house)
    just_over = slip_of(nina, timezone.now() - timedelta(days=31))
    forget_old_slips()
    assert left_of(just_over) == [just_over]
    assert just_over.state == Slip.State.EXPIRED
