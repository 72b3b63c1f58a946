"""Set-up without a sign-in: what mail programs ask, the link a telephone reads from a screen."""

import re
from typing import cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from preau.academies.registry import Academy, academies
from preau.identity.actions.devices import look_at_profile_link, use_profile_link
from preau.identity.actions.proving import NotProved
from preau.identity.models import DevicePassword
from preau.web.discovery import descriptions
from preau.web.discovery.pages import LinkPage, OpenedPage
from preau.web.kit.profile import profile_answer
from preau.web.kit.request import AcademyRequest

XML = "text/xml; charset=utf-8"
# A body of a few lines: what is asked is one address, and no more of it is read.
LONGEST_QUESTION = 8192
ADDRESS = re.compile(rb"<(?:\w+:)?EMailAddress>\s*([^<\s]{3,255})\s*</", re.IGNORECASE)


@require_GET
def autoconfig(request: HttpRequest) -> HttpResponse:
    asked = cast(AcademyRequest, request)
    academy = academy_of(request.GET.get("emailaddress", "")) or asked.academy
    host = academy.entrance.host
    return HttpResponse(descriptions.autoconfig(academy, host), content_type=XML)


@csrf_exempt
@require_http_methods(["GET", "POST"])
def autodiscover(request: HttpRequest) -> HttpResponse:
    found = ADDRESS.search(request.body[:LONGEST_QUESTION])
    address = found.group(1).decode("utf-8", "replace") if found else ""
    academy = academy_of(address)
    octets = (
        descriptions.unknown_to_outlook()
        if academy is None
        else descriptions.autodiscover(academy, address)
    )
    return HttpResponse(octets, content_type=XML)


@require_GET
def autodiscover_json(request: HttpRequest, address: str = "") -> HttpResponse:
    """Version 2 only says where version 1 answers: ours is the older one, which speaks of IMAP."""
    del address
    wanted = request.GET.get("Protocol", "AutodiscoverV1")
    if wanted.lower() != "autodiscoverv1":
        refusal = {"ErrorCode": "InvalidProtocol", "ErrorMessage": "Only AutodiscoverV1."}
        return JsonResponse(refusal, status=400)
    url = request.build_absolute_uri("/autodiscover/autodiscover.xml")
    return JsonResponse({"Protocol": "AutodiscoverV1", "Url": url})


def academy_of(address: str) -> Academy | None:
    return academies().by_domain(address.rpartition("@")[2])


@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Looking uses nothing up: browsers and messengers look by themselves."""
    try:
        if request.method == "POST":
            return opened(request, *use_profile_link(token))
        return shown(request, LinkPage.of(look_at_profile_link(token)))
    except NotProved:
        return shown(request, LinkPage.over(cast(AcademyRequest, request).academy), status=404)


def opened(request: HttpRequest, device: DevicePassword, token: str) -> HttpResponse:
    with translation.override(device.account.preference.language):
        if device.kind == DevicePassword.Kind.APPLE:
            return profile_answer(device, token)
        return shown(request, OpenedPage.of(device, token))


def shown(request: HttpRequest, page: LinkPage | OpenedPage, status: int = 200) -> HttpResponse:
    with translation.override(page.language):
        return render(request, page.template, {"page": page}, status=status)
