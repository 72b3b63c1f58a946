"""A letter that leaves at several times: who is next, who has it already."""

from django.db import transaction

from preau.mail import letters
from preau.mail.models import Draft, Release


def due_addresses(draft: Draft) -> list[str]:
    """Whom this departure is for: everyone, unless several times were chosen. Raises WrongInput."""
    everyone = letters.waiting(draft)
    release = _next(draft)
    if release is None:
        return everyone
    chosen = set(release.addresses.split())
    return [address for address in everyone if address.lower() in chosen]


def mark_left(draft: Draft, addresses: list[str]) -> bool:
    """Note whom it has reached; True when that was everyone, and the letter is SENT."""
    with transaction.atomic():
        gone = _next(draft)
        if gone is not None:
            gone.delete()
        left_to = " ".join((*draft.left_to.split(), *(a.lower() for a in addresses)))
        upcoming = _next(draft)
        row = Draft.objects.filter(pk=draft.pk)
        if upcoming is None:
            row.update(state=Draft.State.SENT, left_to=left_to)
            return True
        row.update(
            state=Draft.State.SCHEDULED,
            left_to=left_to,
            due_at=upcoming.due_at,
            due_wall=upcoming.due_wall,
            due_zone=upcoming.due_zone,
            attempts=0,
        )
        return False


def _next(draft: Draft) -> Release | None:
    return draft.releases.order_by("due_at", "pk").first()
