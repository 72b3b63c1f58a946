"""What is written down as a session begins, and how long its cookie may stay in this browser."""

from django.conf import settings
from django.contrib.auth import login
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

from preau.formats.browsers import parse
from preau.identity.actions import sessions
from preau.identity.actions.recognising import KEPT_FOR, recognise
from preau.identity.actions.sessions import Beginning
from preau.identity.models import Account
from preau.web.kit.request import AcademyRequest, network
from preau.web.kit.signed_in import SHARED_COOKIE

# Set once the person said so, and carried through every step until the session begins.
SHARED = "shared_computer"
KNOWN_COOKIE, KNOWN_SALT = "preau_known", "preau.known_browser"
MOST_TOKENS = 8


def wish_shared(request: HttpRequest) -> None:
    """The box of the entrance, kept while other steps are asked for."""
    if request.POST.get("shared"):
        request.session[SHARED] = True
    elif "identifier" in request.POST:
        request.session.pop(SHARED, None)


def begin(request: AcademyRequest, response: HttpResponse, account: Account, way: str) -> None:
    """The session, under a new key, with its cookies on `response`."""
    is_shared = bool(request.session.get(SHARED))
    login(request, account)
    if is_shared:
        request.session[SHARED] = True
        request.session.set_expiry(0)
    how = Beginning(
        browser=parse(request.headers.get("User-Agent", "")),
        network=network(request),
        way=way,
        is_shared=is_shared,
    )
    sessions.begin(str(request.session.session_key), account, how)
    _mark_browser(request, response, account, how)


def _mark_browser(
    request: AcademyRequest, response: HttpResponse, account: Account, how: Beginning
) -> None:
    """One token an account, so that nothing in the cookie ties two accounts together."""
    tokens = browser_tokens(request)
    token = recognise(account, how, tokens)
    if how.is_shared:
        response.set_cookie(
            SHARED_COOKIE, "1", httponly=True, samesite="Lax", secure=settings.HTTPS
        )
    else:
        response.delete_cookie(SHARED_COOKIE)
    if token:
        response.set_signed_cookie(
            KNOWN_COOKIE,
            ".".join([*tokens, token][-MOST_TOKENS:]),
            salt=KNOWN_SALT,
            max_age=int(KEPT_FOR.total_seconds()),
            httponly=True,
            samesite="Lax",
            secure=settings.HTTPS,
        )


def browser_tokens(request: HttpRequest) -> list[str]:
    """What this browser was given when people came in by it."""
    try:
        kept = request.get_signed_cookie(
            KNOWN_COOKIE, "", salt=KNOWN_SALT, max_age=int(KEPT_FOR.total_seconds())
        )
    except BadSignature:
        return []
    return [token for token in str(kept).split(".") if token]
