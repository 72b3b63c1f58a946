"""Applications follow sessions, which do not know them: floors import downwards only."""

from typing import Any

from django.db.models.signals import post_delete

from preau.applications.actions.farewells import note
from preau.applications.models import Grant
from preau.identity.models import Session


def start() -> None:
    """Called once, when the app is ready."""
    post_delete.connect(_grant_deleted, sender=Grant)


def _grant_deleted(instance: Grant, *, origin: Any, **_: Any) -> None:
    if isinstance(origin, Session) or getattr(origin, "model", None) is Session:
        note(instance)
