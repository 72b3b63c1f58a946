"""An application signs somebody out of everything (OpenID Connect RP-Initiated Logout 1.0)."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from joserfc import jwt
from joserfc.errors import JoseError

from preau.applications.keys import ALGORITHM, key_set
from preau.applications.models import Application
from preau.applications.queries import application_of, session_mark
from preau.web.kit.request import AcademyRequest
from preau.web.kit.signing_out import forget_browser, sign_out_of
from preau.web.oidc.going import go, with_words
from preau.web.oidc.issuer import issuer_of

ASKED = ("client_id", "id_token_hint", "post_logout_redirect_uri", "state")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """At once for an application that shows who it speaks of; anybody else's link asks first."""
    if request.method == "POST":
        return HttpResponseRedirect(f"{reverse('oidc:logout')}?{request.POST.urlencode()}")
    wish = Wish.of(request, request.GET.dict())
    session = cast(Any, request).open_session
    if session is None:
        return go(request, wish.back, by_page=False)
    if wish.session == session_mark(session):
        return left(request, wish, by_page=False)
    name = wish.application.name if wish.application else ""
    asked = [(one, request.GET[one]) for one in ASKED if one in request.GET]
    return render(request, "oidc/leave.html", {"name": name, "asked": asked})


@never_cache
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    return left(request, Wish.of(request, request.POST.dict()), by_page=True)


def left(request: HttpRequest, wish: "Wish", *, by_page: bool) -> HttpResponse:
    sign_out_of(request)
    response = go(request, wish.back, by_page=by_page and wish.is_elsewhere)
    forget_browser(response)
    return response


@dataclass(frozen=True)
class Wish:
    """Who asks, for which session (its mark, or ""), and where to go then."""

    application: Application | None
    session: str
    back: str

    @property
    def is_elsewhere(self) -> bool:
        return not self.back.startswith("/")

    @classmethod
    def of(cls, request: HttpRequest, asked: dict[str, Any]) -> "Wish":
        hint = hinted(asked.get("id_token_hint", ""), issuer_of(request))
        named = str(hint.get("aud") or asked.get("client_id", ""))
        found = application_of(cast(AcademyRequest, request).academy.slug, named)
        if found is None or asked.get("client_id", named) != named:
            return cls(None, "", reverse("sign_in"))
        back = asked.get("post_logout_redirect_uri", "")
        if back not in found.logout_uris:
            return cls(found, str(hint.get("sid", "")), reverse("sign_in"))
        told = with_words(back, state=asked.get("state", ""))
        return cls(found, str(hint.get("sid", "")), told)


def hinted(token: str, issuer: str) -> dict[str, Any]:
    """What an ID token of ours says, however old; nothing for another's."""
    try:
        claims = jwt.decode(token, key_set(), algorithms=[ALGORITHM]).claims if token else {}
    except (JoseError, ValueError):
        return {}
    return dict(claims) if claims.get("iss") == issuer else {}
