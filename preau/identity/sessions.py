"""Sessions in the database, found by a prepared query and by a hash of their key.

One row is what Django keeps of a session and what its owner sees of it (models/sessions.py), so
that knowing who asks costs one question.
"""

from datetime import timedelta
from hashlib import sha256
from typing import Any, Literal, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import IntegrityError, transaction
from django.utils import timezone

from preau.identity.models import Session
from preau.kit.prepared import Prepared

End = Literal["", "idle", "ended"]
_by_digest = Prepared(lambda digest: Session.objects.filter(pk=digest), place="?")


def digest(key: str) -> str:
    """A key has 160 bits of its own, so a plain hash cannot be searched."""
    return sha256(key.encode()).hexdigest()


class SessionStore(DatabaseStore):
    """`row` is what the last reading found; `end` says why a session that was asked for is not
    there: nobody moved for too long, or it was ended."""

    row: Session | None = None
    end: End = ""

    def load(self) -> dict[str, Any]:
        """Nothing for one that is over, or was never there; a new one then begins without its
        key."""
        found = next(iter(_by_digest(digest(self.session_key))), None) if self.session_key else None
        if found is None or found.is_over:
            self.end = "ended" if found is None else "idle"
            self._session_key = None
            return {}
        self.row = found
        return self.decode(found.data)

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(pk=digest(session_key)).exists()

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 -- Django's
        if self.session_key is None:
            self.create()
            return
        data: dict[str, Any] = cast(Any, self)._get_session(no_load=must_create)  # noqa: SLF001
        kept = {"data": self.encode(data), "account_id": data.get(SESSION_KEY)}
        if must_create:
            self._insert(kept)
        # One that was ended meanwhile must not come back to life.
        elif not Session.objects.filter(pk=digest(self.session_key)).update(**kept):
            raise UpdateError

    def _insert(self, kept: dict[str, Any]) -> None:
        now = timezone.now()
        made = Session(
            digest=digest(self.session_key or ""),
            began_at=now,
            seen_at=now,
            expires_at=now + timedelta(seconds=settings.SESSION_COOKIE_AGE),
            idle_seconds=settings.SESSION_IDLE,
            **kept,
        )
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as error:
            raise CreateError from error
        self.row = made

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            Session.objects.filter(pk=digest(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        Session.objects.filter(expires_at__lt=timezone.now()).delete()
