"""What nobody can fetch any more leaves the disk; what anybody still can, stays."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from preau.files import store
from preau.files.actions.linking import forget_unused
from preau.files.models import Content, Link

# After its end a link can still be prolonged; a revoked one cannot.
AFTER_THE_END = timedelta(days=7)
# Its owner sees what became of it for so long.
REMEMBERED = timedelta(days=90)
A_BATCH = 100


def forget_over(now: datetime | None = None) -> int:
    """Empties links that are over, then drops what no file needs; returns how many contents."""
    moment = now or timezone.now()
    for link in _to_empty(moment)[:A_BATCH]:
        _empty(link)
    _long_over(moment).delete()
    return sum(map(_drop, _unused()[:A_BATCH]))


def _to_empty(now: datetime) -> "QuerySet[Link]":
    over = Q(revoked_at__lte=now) | Q(expires_at__lte=now - AFTER_THE_END)
    return Link.objects.filter(over).exclude(files=None).distinct()


def _long_over(now: datetime) -> "QuerySet[Link]":
    before = now - REMEMBERED
    return Link.objects.filter(Q(revoked_at__lte=before) | Q(expires_at__lte=before), files=None)


def _empty(link: Link) -> None:
    files = list(link.files.all())
    link.files.clear()
    for file in files:
        forget_unused(file)


def _unused() -> "QuerySet[Content]":
    return Content.objects.filter(kept=None)


def _drop(content: Content) -> int:
    """Looked at again with the row held: somebody may have kept the same octets just now."""
    with transaction.atomic():
        held = Content.objects.select_for_update().filter(pk=content.pk).first()
        if held is None or held.kept.exists():
            return 0
        sha256 = held.sha256
        held.delete()
        store.drop_content(sha256)
        return 1
