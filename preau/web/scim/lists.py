"""Pages of resources: RFC 7644 section 3.4.2.4, counted from 1."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from scim2_models import Context, ListResponse, Resource, ResponseParameters

from preau.web.scim.answers import as_json, body_of

MOST = 500
USUAL = 100
M = TypeVar("M", bound=Model)
SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"


def wishes(request: HttpRequest) -> dict[str, Any]:
    """Of the address for GET, of the body for `.search`."""
    if request.method == "POST":
        return body_of(request)
    return {name: request.GET[name] for name in request.GET}


def listed(
    found: "QuerySet[M]",
    asked: dict[str, Any],
    kind: Any,
    show: Callable[[Sequence[M]], Sequence[Resource[Any]]],
) -> HttpResponse:
    start = max(_number(asked.get("startIndex"), 1), 1)
    count = min(max(_number(asked.get("count"), USUAL), 0), MOST)
    rows = list(found.order_by("pk")[start - 1 : start - 1 + count])
    shown = show(rows)
    page = ListResponse[kind](
        total_results=found.count(),
        start_index=start,
        items_per_page=len(rows),
        resources=list(shown),
    )
    return as_json(dumped(page, asked, kind, Context.RESOURCE_QUERY_RESPONSE))


def dumped(made: Any, asked: dict[str, Any], kind: Any, context: Context) -> dict[str, Any]:
    """With only the attributes that were asked for (RFC 7644 section 3.9)."""
    given = {name: asked[name] for name in ("attributes", "excludedAttributes") if asked.get(name)}
    wanted = ResponseParameters[kind].model_validate(given)
    values: dict[str, Any] = made.model_dump(scim_ctx=context, response_parameters=wanted)
    return values


def _number(given: Any, usual: int) -> int:
    try:
        return int(given)
    except (TypeError, ValueError):
        return usual
