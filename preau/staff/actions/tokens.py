"""The tokens of staff systems: shown once, revoked by name."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from preau.kit.errors import WrongInput
from preau.staff.models import StaffToken

USED_AGAIN = timedelta(minutes=5)


def issue_token(academy: str, name: str) -> str:
    """43 characters with 256 bits of their own, hence a plain hash. Raises WrongInput."""
    if not name.strip():
        raise WrongInput("Give the token a name, such as that of the staff system.")
    if StaffToken.objects.filter(academy=academy, name=name).exists():
        raise WrongInput(f"There is a token “{name}” already: revoke it first.")
    token = secrets.token_urlsafe(32)
    StaffToken.objects.create(academy=academy, name=name, sha256=digest(token))
    return token


def revoke_token(academy: str, name: str) -> bool:
    return StaffToken.objects.filter(academy=academy, name=name).delete()[0] > 0


def use_token(academy: str, token: str) -> StaffToken | None:
    """The staff system that shows it, when it may speak for this académie."""
    found = StaffToken.objects.filter(academy=academy, sha256=digest(token)).first()
    if found is None:
        return None
    now = timezone.now()
    if found.used_at is None or now - found.used_at > USED_AGAIN:
        StaffToken.objects.filter(pk=found.pk).update(used_at=now)
    return found


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
