"""What people may know: how far their request is, by its reference alone; what is announced."""

from django.utils import timezone

from preau.support.models import Announcement, DeskRequest


def request_named(reference: str, academy: str) -> DeskRequest | None:
    typed = "".join(sign for sign in reference.upper() if sign.isalnum())
    return DeskRequest.objects.filter(academy=academy, reference=f"{typed[:4]}-{typed[4:]}").first()


def announced_in(academy: str) -> list[Announcement]:
    """What is told there now, what begins first first."""
    told = Announcement.objects.filter(
        academy=academy, withdrawn_at=None, ends_at__gt=timezone.now()
    )
    return list(told.order_by("begins_at", "pk"))
