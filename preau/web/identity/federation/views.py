"""A browser leaves for a provider and comes back from it.

SAML comes back by a form posted from another site, without our cookies: the answer is then posted
once more from a page of ours, with them.
"""

import logging
from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from preau.engines.errors import EngineAway
from preau.engines.providers.claims import NotVouched
from preau.engines.providers.saml import metadata_of_us
from preau.federation.actions import arriving
from preau.federation.models import Provider
from preau.federation.queries import provider_named
from preau.identity.models import Account, Session
from preau.web.credentials.fresh import refresh
from preau.web.identity.entering import back_to, enter
from preau.web.kit.request import AcademyRequest, network

logger = logging.getLogger(__name__)

MEMORY = "federation"


@require_safe
@never_cache
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """`next` is kept, so that a tile of the intranet opens what it names (P-17). With `anew`, who
    is signed in proves there again who they are, whatever session they have there."""
    asked = cast(AcademyRequest, request)
    provider = provider_named(key, asked.academy.slug)
    anew = "anew" in request.GET
    back = back_url(request, key)
    try:
        departure = arriving.leave(provider, us=us(request), back_url=back, anew=anew)
    except (EngineAway, NotVouched) as error:
        return refuse(request, provider, error)
    request.session[MEMORY] = {
        "key": key,
        "next": request.GET.get("next", ""),
        "anew": anew,
        "kept": departure.memory,
    }
    return HttpResponseRedirect(departure.url)


@csrf_exempt
@never_cache
def come_back(request: HttpRequest, key: str) -> HttpResponse:
    """What brought it is worth one look: the memory is gone whatever comes of it."""
    asked = cast(AcademyRequest, request)
    provider = provider_named(key, asked.academy.slug)
    if request.method == "POST" and "again" not in request.POST:
        return render(request, "identity/federation/again.html", {"fields": posted(request)})
    memory = request.session.pop(MEMORY, {})
    kept = memory.get("kept", {}) if memory.get("key") == key else None
    if kept is None:
        return refuse(request, provider, NotVouched("this browser did not leave from here"))
    try:
        account = arriving.come_back(
            provider,
            kept,
            request.POST.dict() if request.method == "POST" else request.GET.dict(),
            us=us(request),
            back_url=back_url(request, key),
            network=network(request),
        )
    except arriving.NobodyHere:
        return nobody(request, provider)
    except (EngineAway, NotVouched) as error:
        return refuse(request, provider, error)
    cast(Any, request).GET = QueryDict(urlencode({"next": str(memory.get("next", ""))}))
    if memory.get("anew"):
        return go_back(asked, provider, account)
    return enter(asked, account, Session.Way.SSO)


def go_back(request: AcademyRequest, provider: Provider, account: Account) -> HttpResponse:
    """They proved again who they are: whoever is signed in here, and nobody else."""
    if cast(Any, request).account != account:
        return refuse(request, provider, NotVouched("it is not who is signed in here"))
    refresh(request)
    return HttpResponseRedirect(back_to(request, account))


@require_safe
def metadata(request: HttpRequest, key: str) -> HttpResponse:
    """For the SAML provider's administrator."""
    provider_named(key, cast(AcademyRequest, request).academy.slug)
    text = metadata_of_us(us(request), back_url(request, key))
    return HttpResponse(text, content_type="application/samlmetadata+xml")


def us(request: HttpRequest) -> str:
    """Our name for SAML: one an académie's host."""
    return request.build_absolute_uri("/").rstrip("/")


def back_url(request: HttpRequest, key: str) -> str:
    return request.build_absolute_uri(reverse("federation:back", kwargs={"key": key}))


def posted(request: HttpRequest) -> dict[str, str]:
    return {
        name: request.POST[name] for name in ("SAMLResponse", "RelayState") if name in request.POST
    }


def refuse(request: HttpRequest, provider: Provider, error: Exception) -> HttpResponse:
    logger.warning("Sign-in by %s was refused: %s", provider, error)
    if isinstance(error, EngineAway):
        sentence = _("%(name)s does not answer at the moment.") % {"name": provider.name}
        return shown(request, provider, sentence, 503)
    sentence = _("%(name)s did not confirm who you are. Start again from here.")
    return shown(request, provider, sentence % {"name": provider.name}, 401)


def nobody(request: HttpRequest, provider: Provider) -> HttpResponse:
    sentence = _(
        "%(name)s knows you, but no account here is yours yet. A new colleague’s account opens "
        "once the staff office has processed the file; ask the help desk if it lasts."
    )
    return shown(request, provider, sentence % {"name": provider.name}, 403)


def shown(request: HttpRequest, provider: Provider, sentence: str, status: int) -> HttpResponse:
    context = {"provider": provider, "sentence": sentence}
    return render(request, "identity/federation/refused.html", context, status=status)
