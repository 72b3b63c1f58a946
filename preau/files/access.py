"""From an address to a link or a file, as whoever asks may have it: or NotFound, alike."""

from datetime import datetime

from django.utils import timezone

from preau.files import rules
from preau.files.models import KeptFile, Link, Upload
from preau.identity.models import Account
from preau.kit.errors import NotFound


def open_link(academy: str, token: str, now: datetime | None = None) -> Link:
    """For anybody who has the address. Over, invented, of another académie: NotFound."""
    found = Link.objects.select_related("owner").filter(token=token, academy=academy).first()
    if found is None or not rules.is_open(found, now or timezone.now()):
        raise NotFound
    return found


def linked_file(link: Link, number: int) -> KeptFile:
    """`number` counts from 1 in the order of the page."""
    files = list(link.files.select_related("content").order_by("pk"))
    if not 1 <= number <= len(files):
        raise NotFound
    return files[number - 1]


def own_link(owner: Account, number: int) -> Link:
    found = Link.objects.filter(owner=owner, pk=number).exclude(expires_at=None).first()
    if found is None:
        raise NotFound
    return found


def own_file(owner: Account, number: int) -> KeptFile:
    found = KeptFile.objects.select_related("content").filter(owner=owner, pk=number).first()
    if found is None:
        raise NotFound
    return found


def upload(owner: Account, place: str, key: str) -> Upload:
    found = Upload.objects.filter(owner=owner, place=place, key=key).first()
    if found is None:
        raise NotFound
    return found
