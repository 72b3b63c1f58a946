"""What a browser was given when people came in by it: it tells their usual ones from others."""

from django.core.signing import BadSignature
from django.http import HttpRequest

from preau.identity.actions.recognising import KEPT_FOR

KNOWN_COOKIE, KNOWN_SALT = "preau_known", "preau.known_browser"
KNOWN_SECONDS = int(KEPT_FOR.total_seconds())


def browser_tokens(request: HttpRequest) -> list[str]:
    try:
        kept = request.get_signed_cookie(KNOWN_COOKIE, "", salt=KNOWN_SALT, max_age=KNOWN_SECONDS)
    except BadSignature:
        return []
    return [token for token in str(kept).split(".") if token]
