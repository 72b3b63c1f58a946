"""A link is followed, by anybody. Over, revoked, invented, another académie's: one answer."""

from typing import cast

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from preau.files import access, store
from preau.files.actions import linking
from preau.files.models import Link
from preau.kit.errors import NotAllowed, NotFound
from preau.web.files.pages.public import LinkPage
from preau.web.kit.request import AcademyRequest, network
from preau.web.kit.whole_files import begins, file_answer

SALT = "preau.files.password"
PROVEN_FOR = 12 * 3600
COOKIE = "preau_link"


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    try:
        found = access.open_link(academy_of(request), token)
    except NotFound:
        return render(request, "files/over.html", status=404)
    if request.method == "POST" and found.password:
        return unlocked(request, found)
    return page(request, found)


def page(request: HttpRequest, found: Link, *, error: str = "", status: int = 200) -> HttpResponse:
    """Neither names nor weights before the password."""
    shown = LinkPage.of(found, is_locked=not may_fetch(request, found), error=error)
    response = render(request, "files/link.html", {"page": shown}, status=status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def unlocked(request: HttpRequest, found: Link) -> HttpResponse:
    try:
        is_right = linking.knows_password(found, request.POST.get("password", ""), network(request))
    except NotAllowed as error:
        return page(request, found, error=str(error), status=429)
    if not is_right:
        return page(request, found, error=_("This is not the password."), status=422)
    url = reverse("files:link", kwargs={"token": found.token})
    response = HttpResponseRedirect(url)
    response.set_cookie(
        COOKIE, proof(found), max_age=PROVEN_FOR, path=url, httponly=True, samesite="Lax",
        secure=settings.HTTPS,
    )  # fmt: skip
    return response


def proof(found: Link) -> str:
    """Of this password: another one chosen meanwhile is asked for again."""
    return signing.dumps([found.pk, found.password[-20:]], salt=SALT)


def may_fetch(request: HttpRequest, found: Link) -> bool:
    if not found.password:
        return True
    try:
        said = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=PROVEN_FOR)
    except signing.BadSignature:
        return False
    return bool(said == [found.pk, found.password[-20:]])


@require_safe
def download(request: HttpRequest, token: str, number: int) -> HttpResponseBase:
    try:
        found = access.open_link(academy_of(request), token)
        file = access.linked_file(found, number)
    except NotFound:
        return render(request, "files/over.html", status=404)
    if not may_fetch(request, found) or not file.content.may_be_fetched:
        return HttpResponseRedirect(reverse("files:link", kwargs={"token": token}))
    sha256 = file.content.sha256
    answer = file_answer(request, store.content_path(sha256), name=file.name, mark=sha256)
    if begins(request) and not is_owner(request, found):
        linking.note_download(found, file)
    return answer


def is_owner(request: HttpRequest, found: Link) -> bool:
    """Who looks whether their own link works did not receive it."""
    account = getattr(request, "account", None)
    return account is not None and account.pk == found.owner_id


def academy_of(request: HttpRequest) -> str:
    return str(cast(AcademyRequest, request).academy.slug)
