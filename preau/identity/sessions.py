"""Sessions in the database, as Django keeps them, found by a prepared query."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from preau.kit.prepared import Prepared

_by_key = Prepared(lambda key: Session.objects.filter(session_key=key), place="?")


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Any:
        """None for one that is over, or was never there; a new one then begins without its key."""
        found = next(iter(_by_key(self.session_key or "")), None)
        if found is not None and found.expire_date > timezone.now():
            return found
        self._session_key = None
        return None
