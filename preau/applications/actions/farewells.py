"""Applications are told that a session is over, without its browser
(OpenID Connect Back-Channel Logout 1.0)."""

import logging
import time
from datetime import datetime
from urllib.parse import urlencode
from uuid import uuid4

from django.utils import timezone
from joserfc import jwt

from preau.applications.keys import ALGORITHM, signing_key
from preau.applications.models import Farewell, Grant
from preau.applications.queries import session_mark, subject_of
from preau.engines.errors import EngineAway
from preau.engines.posting import post
from preau.identity.apart import Apart
from preau.identity.claiming import claimed, put_off
from preau.kit.claims import due

logger = logging.getLogger(__name__)

EVENT = "http://schemas.openid.net/event/backchannel-logout"
LASTS = 120
"""Seconds; an application that was away gets a new one (section 2.4)."""


def note(grant: Grant) -> None:
    """Once for each application that was entered in this session and says where to tell it."""
    application = grant.application
    if grant.used_at is None or not application.farewell_uri or not grant.issuer:
        return
    Farewell.objects.get_or_create(
        application=application,
        issuer=grant.issuer,
        subject=subject_of(grant.account),
        mark=session_mark(grant.session),
        defaults={"due_at": timezone.now()},
    )


def begin_due() -> None:
    """The worker's: applications may be slow to answer."""
    if due(Farewell.objects.all(), timezone.now()).exists():
        _apart.begin()


def send_farewells(now: datetime | None = None) -> int:
    """Tell whoever is to be told; how many were tried."""
    moment = now or timezone.now()
    rows = Farewell.objects.select_related("application")
    return sum(_send(one, moment) for one in claimed(rows, moment))


_apart = Apart(send_farewells)


def _send(one: Farewell, now: datetime) -> bool:
    """True: it was tried."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode({"logout_token": token_of(one)}).encode()
    try:
        status = post("application", one.application.farewell_uri, body, headers)
    except EngineAway:
        put_off(one, now)
        return True
    if not 200 <= status < 300:
        logger.warning("%s does not end a session: it answers %s.", one.application, status)
    one.delete()
    return True


def token_of(one: Farewell) -> str:
    """A logout token (section 2.4)."""
    key, now = signing_key(), int(time.time())
    claims = {
        "iss": one.issuer,
        "aud": one.application.client_id,
        "sub": one.subject,
        "sid": one.mark,
        "iat": now,
        "exp": now + LASTS,
        "jti": uuid4().hex,
        "events": {EVENT: {}},
    }
    header = {"alg": ALGORITHM, "kid": key.kid or "", "typ": "logout+jwt"}
    return jwt.encode(header, claims, key)
