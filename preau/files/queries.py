"""How much somebody keeps, and which links they gave out."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, QuerySet, Sum

from preau.files import rules
from preau.files.models import Download, KeptFile, Link, Upload
from preau.identity.models import Account


@dataclass(frozen=True)
class Room:
    """Octets of a person's files."""

    used: int
    limit: int

    @property
    def left(self) -> int:
        return max(0, self.limit - self.used)


def room(owner: Account) -> Room:
    return Room(_sum(KeptFile.objects.filter(owner=owner), "content__size"), _limit(owner))


def unfinished(owner: Account) -> int:
    """What is announced and has not come whole."""
    return _sum(Upload.objects.filter(owner=owner), "size")


def weight(link: Link) -> int:
    return _sum(link.files.all(), "content__size")


def _sum(some: "QuerySet[KeptFile] | QuerySet[Upload]", field: str) -> int:
    return int(some.aggregate(total=Sum(field))["total"] or 0)


def _limit(owner: Account) -> int:
    return rules.room_bytes(owner.academy)


def given_out(owner: Account) -> "QuerySet[Link]":
    """Links whose letter left, the newest first, with how often each was used and when last."""
    mine = Link.objects.filter(owner=owner).exclude(expires_at=None)
    counted = mine.annotate(times=Count("downloads"), last=Max("downloads__at"))
    return counted.order_by("-created_at", "-pk").prefetch_related("files__content")


def downloads(link: Link) -> "QuerySet[Download]":
    """Newest first."""
    return link.downloads.order_by("-at", "-pk")


def is_over(link: Link, now: datetime) -> bool:
    return link.revoked_at is not None or (link.expires_at is not None and link.expires_at <= now)
