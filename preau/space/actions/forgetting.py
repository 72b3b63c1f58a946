"""What errands leave behind is erased in its time: archives, plans nobody said yes to, old rows."""

from datetime import datetime, timedelta

from django.utils import timezone

from preau.space.actions.packing import forget_file
from preau.space.models import Errand

State = Errand.State
PLANS_LAST = timedelta(days=1)
ROWS_LAST = timedelta(days=30)
A_FEW = 50


def forget_over(now: datetime | None = None) -> int:
    """How many rows are gone."""
    moment = now or timezone.now()
    _expire_archives(moment)
    plans = Errand.objects.filter(state=State.PLANNED, made_at__lt=moment - PLANS_LAST)
    rows = Errand.objects.filter(ended_at__lt=moment - ROWS_LAST)
    count = 0
    for errand in [*plans[:A_FEW], *rows[:A_FEW]]:
        forget_file(errand)
        count += errand.delete()[0]
    return count


def _expire_archives(now: datetime) -> None:
    """The file goes; the row still says what it was. Stopped and failed ones keep no file."""
    ended = Errand.objects.filter(
        kind__in=(Errand.Kind.PACK, Errand.Kind.BRING), ended_at__isnull=False
    ).exclude(detail__has_key="erased")
    # Each académie keeps them for days of its own: one kept for long holds up no other.
    kept = ended.order_by("ended_at").values_list("pk", "detail__until")
    over = [number for number, until in kept if _is_over(until, now)]
    for errand in Errand.objects.filter(pk__in=over[:A_FEW]):
        forget_file(errand)
        mark_erased(errand)


def _is_over(until: str | None, now: datetime) -> bool:
    return not until or datetime.fromisoformat(until) <= now


def mark_erased(errand: Errand) -> None:
    errand.detail = {**errand.detail, "erased": True, "verified": False}
    errand.save(update_fields=["detail"])


def erase_archive(errand: Errand) -> None:
    """Before its time, by its person."""
    forget_file(errand)
    mark_erased(errand)
