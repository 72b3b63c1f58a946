"""/Groups: functional boxes; a staff system says who works in them, and opens none."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from scim2_models import Context, InvalidValueException, Meta, PatchOp

from preau.identity.models import Account, Mailbox, Membership
from preau.journal.actions import record
from preau.kit.errors import NotFound
from preau.web.scim.answers import (
    StaffRequest,
    answered,
    as_json,
    body_of,
    check_version,
    is_known,
    version_of,
)
from preau.web.scim.filters import conditions
from preau.web.scim.lists import dumped, listed, wishes
from preau.web.scim.resources import Group, Member
from preau.web.scim.views.users import base_of

COLUMNS = {"id": "pk", "displayname": "name", "address": "address"}


def boxes_of(academy: str) -> Any:
    found = Mailbox.objects.filter(academy=academy, is_active=True)
    return found.exclude(kind=Mailbox.Kind.PERSON)


def groups(boxes: Sequence[Mailbox], base: str) -> list[Group]:
    works = Membership.objects.filter(mailbox__in=boxes).select_related("account")
    members: dict[int, list[Member]] = {}
    for one in works.order_by("account_id"):
        member = Member(value=str(one.account_id), display=one.account.identifier)
        members.setdefault(one.mailbox_id, []).append(member)
    return [
        Group(
            id=str(box.pk),
            display_name=box.name,
            address=box.address,
            members=members.get(box.pk),
            meta=Meta(resource_type="Group", location=f"{base}/Groups/{box.pk}"),
        )
        for box in boxes
    ]


def search(request: StaffRequest) -> HttpResponse:
    asked = wishes(request)
    found = boxes_of(request.academy.slug)
    if asked.get("filter"):
        found = found.filter(conditions(str(asked["filter"]), COLUMNS, {}))
    return listed(found, asked, Group, lambda rows: groups(rows, base_of(request)))


def show(request: StaffRequest, ident: str) -> HttpResponse:
    return shown(request, box_of(request, ident), Context.RESOURCE_QUERY_RESPONSE)


def replace(request: StaffRequest, ident: str) -> HttpResponse:
    box, now = current(request, ident)
    given = Group.model_validate(body_of(request), scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST)
    given.replace(now)
    let_in_exactly(request, box, given.members or [])
    return shown(request, box, Context.RESOURCE_REPLACEMENT_RESPONSE)


def patch(request: StaffRequest, ident: str) -> HttpResponse:
    box, now = current(request, ident)
    wanted = PatchOp[Group].model_validate(
        body_of(request), scim_ctx=Context.RESOURCE_PATCH_REQUEST
    )
    wanted.patch(now)
    let_in_exactly(request, box, now.members or [])
    return shown(request, box, Context.RESOURCE_PATCH_RESPONSE)


@transaction.atomic
def let_in_exactly(request: StaffRequest, box: Mailbox, members: Sequence[Member]) -> None:
    """Raises InvalidValueException for an id that is nobody's in this académie."""
    wanted = {str(one.value) for one in members}
    found = Account.objects.filter(academy=box.academy).exclude(state=Account.State.LEFT)
    numbers = [int(one) for one in wanted if one.isdecimal()]
    accounts = {str(one.pk): one for one in found.filter(pk__in=numbers)}
    if accounts.keys() != wanted:
        raise InvalidValueException(detail="A member is no user of this académie.")
    known = {str(one.account_id): one for one in box.memberships.all()}
    for ident in sorted(wanted - known.keys()):
        Membership.objects.create(account=accounts[ident], mailbox=box)
        record("box.let_in", by=request.by, **named(box, accounts[ident]))
    for ident in sorted(known.keys() - wanted):
        record("box.taken_out", by=request.by, **named(box, known[ident].account))
        known[ident].delete()


def named(box: Mailbox, account: Account) -> dict[str, str]:
    return {"academy": box.academy, "subject": account.login, "about": box.login}


def box_of(request: StaffRequest, ident: str) -> Mailbox:
    boxes = boxes_of(request.academy.slug)
    found: Mailbox | None = boxes.filter(pk=ident).first() if ident.isdecimal() else None
    if found is None:
        raise NotFound
    return found


def current(request: StaffRequest, ident: str) -> tuple[Mailbox, Group]:
    box = box_of(request, ident)
    now = groups([box], base_of(request))[0]
    check_version(request, version_of(dumped(now, {}, Group, Context.RESOURCE_QUERY_RESPONSE)))
    return box, now


def shown(request: StaffRequest, box: Mailbox, context: Context) -> HttpResponse:
    made = groups([box], base_of(request))[0]
    version = version_of(dumped(made, {}, Group, Context.RESOURCE_QUERY_RESPONSE))
    if request.method in ("GET", "HEAD") and is_known(request, version):
        return HttpResponse(status=304, headers={"ETag": version})
    if made.meta is not None:
        made.meta.version = version
    asked = {name: request.GET[name] for name in request.GET}
    response = as_json(dumped(made, asked, Group, context))
    response.headers["ETag"] = version
    return response


collection = answered(GET=search)
searches = answered(POST=search)
one = answered(GET=show, PUT=replace, PATCH=patch)
