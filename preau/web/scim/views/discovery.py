"""What this service can do, in its own words (RFC 7644 section 4)."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.http import HttpResponse
from scim2_models import (
    AuthenticationScheme,
    Bulk,
    ChangePassword,
    Context,
    ETag,
    Filter,
    ForbiddenException,
    ListResponse,
    Meta,
    Pagination,
    Patch,
    Resource,
    ResourceType,
    ScimProvider,
    ServiceProviderConfig,
    Sort,
)

from preau.kit.errors import NotFound
from preau.web.scim.answers import StaffRequest, answered, as_json
from preau.web.scim.lists import MOST, USUAL
from preau.web.scim.resources import MODELS, Group, StaffUser
from preau.web.scim.views.users import base_of


@cache
def provider() -> ScimProvider:
    types = [ResourceType.from_resource(one) for one in (StaffUser, Group)]
    return ScimProvider(models=list(MODELS), resource_types=types, config=configuration())


def configuration() -> ServiceProviderConfig:
    bearer = AuthenticationScheme(
        type=AuthenticationScheme.Type.oauthbearertoken,
        name="Token of a staff system",
        description="Made by `preau staff token`, one for each staff system of an académie.",
        primary=True,
    )
    return ServiceProviderConfig(
        patch=Patch(supported=True),
        bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
        filter=Filter(supported=True, max_results=MOST),
        change_password=ChangePassword(supported=False),
        sort=Sort(supported=False),
        etag=ETag(supported=True),
        authentication_schemes=[bearer],
        pagination=Pagination(
            cursor=False, index=True, default_page_size=USUAL, max_page_size=MOST
        ),
    )


def config(request: StaffRequest) -> HttpResponse:
    made = configuration()
    made.meta = Meta(
        resource_type="ServiceProviderConfig", location=f"{base_of(request)}/ServiceProviderConfig"
    )
    return as_json(made.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE))


def all_of(kind: Any, known: Callable[[], Sequence[Resource[Any]]]) -> Any:
    """A filter is refused: RFC 7644 section 4."""

    def show(request: StaffRequest) -> HttpResponse:
        if "filter" in request.GET:
            raise ForbiddenException(detail="This list is not filtered.")
        found = [_placed(one, request) for one in known()]
        page = ListResponse[kind](
            total_results=len(found), start_index=1, items_per_page=len(found), resources=found
        )
        return as_json(page.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE))

    return show


def one_of(known: Callable[[], Sequence[Resource[Any]]]) -> Any:
    def show(request: StaffRequest, ident: str) -> HttpResponse:
        found = next((one for one in known() if one.id == ident), None)
        if found is None:
            raise NotFound
        placed = _placed(found, request)
        return as_json(placed.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE))

    return show


def _placed(one: Resource[Any], request: StaffRequest) -> Resource[Any]:
    kind = type(one).__name__
    made = one.model_copy()
    made.meta = Meta(resource_type=kind, location=f"{base_of(request)}/{kind}s/{one.id}")
    return made


def _schemas() -> Any:
    return provider().schemas


def _types() -> Any:
    return provider().resource_types


def nowhere(_request: StaffRequest, /, **_: str) -> HttpResponse:
    raise NotFound


service = answered(GET=config)
schemas = answered(GET=all_of(type(_schemas()[0]), _schemas))
schema = answered(GET=one_of(_schemas))
types = answered(GET=all_of(ResourceType, _types))
type_ = answered(GET=one_of(_types))
unknown = answered(GET=nowhere, POST=nowhere, PUT=nowhere, PATCH=nowhere, DELETE=nowhere)
