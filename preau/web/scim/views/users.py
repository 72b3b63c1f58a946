"""/Users: people of the académie, opened, read, changed and closed."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from scim2_models import Context, MutabilityException, PatchOp

from preau.identity.models import Account, Mailbox
from preau.staff.actions.leaving import leave
from preau.staff.actions.provisioning import change_one, open_one
from preau.web.scim.answers import (
    StaffRequest,
    answered,
    body_of,
)
from preau.web.scim.filters import conditions
from preau.web.scim.lists import listed, wishes
from preau.web.scim.resources import StaffUser
from preau.web.scim.users import CLOSED, account_of, accounts_of, record_of, users
from preau.web.scim.versions import check_unchanged, shown

COLUMNS = {
    "id": "pk",
    "externalid": "staff_link__external_id",
    "username": "identifier",
    "displayname": "family_name",
    "name.familyname": "family_name",
    "name.givenname": "given_name",
}


def having_address(value: object) -> Q:
    found = Mailbox.objects.filter(addresses__address=str(value).lower())
    return Q(login__in=found.values("login"))


def being_active(value: object) -> Q:
    closed = Q(state__in=CLOSED)
    return ~closed if value is True else closed


SPECIAL = {
    "emails": having_address,
    "emails.value": having_address,
    "active": being_active,
}


def search(request: StaffRequest) -> HttpResponse:
    asked = wishes(request)
    found = accounts_of(request.academy.slug)
    if asked.get("filter"):
        found = found.filter(conditions(str(asked["filter"]), COLUMNS, SPECIAL))
    return listed(found, asked, StaffUser, lambda rows: users(rows, base_of(request)))


def create(request: StaffRequest) -> HttpResponse:
    given = StaffUser.model_validate(body_of(request), scim_ctx=Context.RESOURCE_CREATION_REQUEST)
    record = record_of(given, request.academy)
    account = open_one(request.academy, record, external_id=given.external_id or "")
    return answer(request, account.pk, Context.RESOURCE_CREATION_RESPONSE, status=201)


def show(request: StaffRequest, ident: str) -> HttpResponse:
    account = account_of(request.academy.slug, ident)
    return answer(request, account.pk, Context.RESOURCE_QUERY_RESPONSE)


def replace(request: StaffRequest, ident: str) -> HttpResponse:
    account, now = current(request, ident)
    given = StaffUser.model_validate(
        body_of(request), scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST
    )
    given.replace(now)
    change(request, account, given)
    return answer(request, account.pk, Context.RESOURCE_REPLACEMENT_RESPONSE)


def patch(request: StaffRequest, ident: str) -> HttpResponse:
    account, now = current(request, ident)
    wanted = PatchOp[StaffUser].model_validate(
        body_of(request), scim_ctx=Context.RESOURCE_PATCH_REQUEST
    )
    wanted.patch(now)
    change(request, account, now)
    return answer(request, account.pk, Context.RESOURCE_PATCH_RESPONSE)


def close(request: StaffRequest, ident: str) -> HttpResponse:
    account, _now = current(request, ident)
    leave(account, by=request.by)
    return HttpResponse(status=204)


def current(request: StaffRequest, ident: str) -> tuple[Account, Any]:
    """The account and its resource, when it is still the one the staff system read."""
    account = account_of(request.academy.slug, ident)
    now = users([account], base_of(request))[0]
    check_unchanged(request, now)
    return account, now


def change(request: StaffRequest, account: Account, wanted: Any) -> None:
    if wanted.user_name != account.identifier:
        raise MutabilityException(detail="userName never changes.", attribute="userName")
    record = record_of(wanted, request.academy, account)
    change_one(
        request.academy, account, record, external_id=wanted.external_id or "", by=request.by
    )


def answer(
    request: StaffRequest, number: int, context: Context, *, status: int = 200
) -> HttpResponse:
    account = accounts_of(request.academy.slug).get(pk=number)
    return shown(request, users([account], base_of(request))[0], context, status=status)


def base_of(request: HttpRequest) -> str:
    return request.build_absolute_uri("/scim/v2")


collection = answered(GET=search, POST=create)
searches = answered(POST=search)
one = answered(GET=show, PUT=replace, PATCH=patch, DELETE=close)
