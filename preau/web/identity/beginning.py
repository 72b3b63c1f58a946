"""What is written down as a session begins, and how long its cookie may stay in this browser."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse

from preau.formats.browsers import parse
from preau.identity.actions import sessions
from preau.identity.actions.pushing import come_back
from preau.identity.actions.recognising import marks, recognise
from preau.identity.actions.sessions import Beginning
from preau.identity.models import Account
from preau.identity.sessions import digest
from preau.web.kit.browsers import KNOWN_COOKIE, KNOWN_SALT, KNOWN_SECONDS, browser_tokens
from preau.web.kit.request import AcademyRequest, network
from preau.web.kit.signed_in import SHARED_COOKIE

# Set once the person said so, and carried through every step until the session begins.
SHARED = "shared_computer"
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
    key = str(request.session.session_key)
    sessions.begin(key, account, how)
    come_back(account, digest(key), marks(account, browser_tokens(request)), is_shared=is_shared)
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
            max_age=KNOWN_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.HTTPS,
        )
