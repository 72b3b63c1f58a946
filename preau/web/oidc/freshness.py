"""`prompt=login` and `max_age`: whoever asks again wants to know who is before the screen now."""

import time
from typing import Any

from django.core import signing
from django.utils import timezone

from preau.identity.models import Session

# Signed as somebody is sent to the entrance, so that the same wish is not fulfilled twice over.
ASKED = "asked"
ASKED_LIVES = 3600
SALT = "preau.oidc.asked"


def mark(client_id: str) -> str:
    return signing.dumps([client_id, time.time()], salt=SALT)


def must_sign_in(session: Session | None, asked: dict[str, Any]) -> bool:
    """`asked` is the query; no session, or one too old for what it says."""
    if session is None:
        return True
    if came_since(session, str(asked.get(ASKED, "")), str(asked.get("client_id", ""))):
        return False
    if {"login", "select_account"} & set(asked.get("prompt", "").split()):
        return True
    oldest = str(asked.get("max_age", ""))
    age = (timezone.now() - session.began_at).total_seconds()
    return oldest.isdigit() and age > int(oldest)


def came_since(session: Session, marked: str, client_id: str) -> bool:
    try:
        whose, at = signing.loads(marked, salt=SALT, max_age=ASKED_LIVES)
    except signing.BadSignature:
        return False
    return bool(whose == client_id and session.began_at.timestamp() >= at)
