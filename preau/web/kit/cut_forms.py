"""A form that is longer than what is taken at once: the door gives what came of it first.

It is refused, but by a view that keeps what somebody wrote in it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse

CUT = "preau.cut"
"""In the environment of such a request: how many octets are taken at once."""

View = Callable[..., HttpResponse]


def is_cut(request: HttpRequest) -> bool:
    return CUT in request.META


def most_at_once(request: HttpRequest) -> int:
    return int(request.META[CUT])


def kept_by(keep: View) -> Callable[[View], View]:
    """A view whose cut form `keep` answers."""

    def decorated(view: View) -> View:
        @wraps(view)
        def either(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            return (keep if is_cut(request) else view)(request, *args, **named)

        cast(Any, either).takes_cut_forms = True
        return either

    return decorated


def takes_cut_forms(view: object) -> bool:
    return getattr(view, "takes_cut_forms", False)
