"""Page or fragment, and what a plain form gets instead of a fragment."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from preau.web.kit.request import is_fragment
from preau.web.shell.frame import Toast

LATER = "toasts"


def page_or_fragment(
    request: HttpRequest, page: object, *, whole: str, fragment: str | None
) -> HttpResponse:
    """The same page object, printed whole or in part."""
    response = render(request, fragment or whole, {"page": page})
    # A browser that goes back must not take a fragment for the page.
    response.headers["Vary"] = "HX-Request, HX-Target"
    return response


def told(request: HttpRequest, url: str, toast: Toast) -> HttpResponseRedirect:
    """A redirect whose next page says what was done: for forms sent without script."""
    keep_for_later(request, toast)
    return HttpResponseRedirect(safe_next(request, url))


def gone_to(request: HttpRequest, url: str, toast: Toast) -> HttpResponse:
    """Another page, whole, with what was done said on it: for forms sent with script or without."""
    keep_for_later(request, toast)
    if is_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def keep_for_later(request: HttpRequest, toast: Toast) -> None:
    kept = request.session.get(LATER, [])
    said = [toast.sentence, toast.undo_token, toast.undo_url, toast.level]
    request.session[LATER] = [*kept, said]


def safe_next(request: HttpRequest, url: str) -> str:
    """`next` as posted when it stays on this host, else `url`."""
    wanted = request.POST.get("next", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return wanted
    return url


def waiting_toasts(request: HttpRequest) -> list[Toast]:
    """What the last form did, said once."""
    session: Any = request.session
    if LATER not in session:
        return []
    return [Toast(*given) for given in session.pop(LATER)]
