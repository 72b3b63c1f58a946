"""The door of the console: whoever has not the role is told what is told of pages that are not."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from preau.identity.queries import role_kinds
from preau.kit.errors import NotFound
from preau.web.console.duties import AGENTS
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in

P = ParamSpec("P")
View = Callable[Concatenate[AccountRequest, P], HttpResponse]


def for_roles(
    *kinds: str,
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Lets in who has one of these roles, or any role where none is named."""

    def guard(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @signed_in
        @wraps(view)
        def guarded(request: AccountRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            mine = role_kinds(request.account)
            if not mine or (kinds and mine.isdisjoint(kinds)):
                raise NotFound
            return view(request, *args, **kwargs)

        return guarded

    return guard


for_agents = for_roles(*AGENTS)
