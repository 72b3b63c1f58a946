"""To an application, at an address it registered."""

from urllib.parse import urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render


def go(request: HttpRequest, address: str, *, by_page: bool) -> HttpResponse:
    """`by_page` after a form of ours: the browser takes our policy (`form-action 'self'`) for the
    redirects that follow a form, too, and a page that is shown ends that chain."""
    if not by_page:
        return HttpResponseRedirect(address)
    context = {"address": address, "host": urlsplit(address).hostname}
    return render(request, "oidc/going.html", context)


def with_words(address: str, **words: str) -> str:
    """`address` with these in its query, beside what is there already."""
    parts = urlsplit(address)
    added = urlencode({name: word for name, word in words.items() if word})
    return urlunsplit(parts._replace(query="&".join(one for one in (parts.query, added) if one)))
