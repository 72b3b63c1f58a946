"""An area that few installations ever ask: its code is loaded at its first request."""

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLResolver
from django.urls.resolvers import RegexPattern
from django.views.decorators.csrf import csrf_exempt


def rare_area(urls: str) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """A view for `path("prefix/<path:rest>", …)`, which asks the module `urls` of the rest.

    Its views prove by themselves who asks (a bearer's token): no page of ours posts to them.
    """
    resolver = cache(lambda: URLResolver(RegexPattern(r"^"), urls))

    @csrf_exempt
    def answer(request: HttpRequest, rest: str) -> HttpResponseBase:
        found = resolver().resolve(rest)
        said: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
        return said

    return answer
