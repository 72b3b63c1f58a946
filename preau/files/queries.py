"""How much somebody keeps, and which links they gave out."""

from dataclasses import dataclass

from django.db.models import Count, Max, Prefetch, QuerySet, Sum

from preau.files import rules
from preau.files.models import Download, KeptFile, Link, Upload
from preau.identity.models import Account

MOST_DOWNLOADS = 20


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
    """Links whose letter left, the newest first, with how often each was used (`times`), when last
    (`last`), and its `latest` downloads."""
    mine = Link.objects.filter(owner=owner).exclude(expires_at=None)
    counted = mine.annotate(times=Count("downloads"), last=Max("downloads__at"))
    newest = Download.objects.order_by("-at", "-pk")[:MOST_DOWNLOADS]
    latest = Prefetch("downloads", newest, to_attr="latest")
    return counted.order_by("-created_at", "-pk").prefetch_related("files__content", latest)
