"""What an application asks by itself: tokens for a code, and who the person is."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from preau.applications.models import Token
from preau.applications.queries import claims_of, token_of
from preau.applications.rules import is_good
from preau.web.oidc.opening import for_programs
from preau.web.oidc.provider import Provider

BEARER = "bearer "
UNKNOWN = {"WWW-Authenticate": 'Bearer error="invalid_token"'}


@for_programs("POST")
def token(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = Provider(request).create_token_response(request)
    return response


@for_programs("GET", "POST")
def userinfo(request: HttpRequest) -> HttpResponse:
    """OpenID Connect Core 5.3."""
    shown = token_shown(request)
    if shown is None:
        return JsonResponse({"error": "invalid_token"}, status=401, headers=UNKNOWN)
    return JsonResponse(claims_of(shown.grant.account, shown.scope))


def token_shown(request: HttpRequest) -> Token | None:
    """A good one, of this académie."""
    header = request.headers.get("Authorization", "")
    if not header.lower().startswith(BEARER):
        return None
    found = token_of("access", header[len(BEARER) :].strip())
    slug: str = request.academy.slug  # type: ignore[attr-defined]
    return found if found is not None and is_good(found.grant, slug) else None
