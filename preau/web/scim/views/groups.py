"""/Groups: functional boxes; a staff system says who works in them, and opens none."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from scim2_models import Context, Meta, PatchOp

from preau.identity.models import Mailbox, Membership
from preau.kit.errors import NotFound
from preau.staff.actions.boxes import let_in_exactly
from preau.web.scim.answers import (
    StaffRequest,
    answered,
    body_of,
)
from preau.web.scim.filters import conditions
from preau.web.scim.lists import listed, wishes
from preau.web.scim.resources import Group, Member
from preau.web.scim.versions import check_unchanged, shown
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
    return answer(request, box_of(request, ident), Context.RESOURCE_QUERY_RESPONSE)


def replace(request: StaffRequest, ident: str) -> HttpResponse:
    box, now = current(request, ident)
    given = Group.model_validate(body_of(request), scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST)
    given.replace(now)
    let_in(request, box, given.members or [])
    return answer(request, box, Context.RESOURCE_REPLACEMENT_RESPONSE)


def patch(request: StaffRequest, ident: str) -> HttpResponse:
    box, now = current(request, ident)
    wanted = PatchOp[Group].model_validate(
        body_of(request), scim_ctx=Context.RESOURCE_PATCH_REQUEST
    )
    wanted.patch(now)
    let_in(request, box, now.members or [])
    return answer(request, box, Context.RESOURCE_PATCH_RESPONSE)


def let_in(request: StaffRequest, box: Mailbox, members: Sequence[Member]) -> None:
    let_in_exactly(box, {str(one.value) for one in members}, by=request.by)


def box_of(request: StaffRequest, ident: str) -> Mailbox:
    boxes = boxes_of(request.academy.slug)
    found: Mailbox | None = boxes.filter(pk=ident).first() if ident.isdecimal() else None
    if found is None:
        raise NotFound
    return found


def current(request: StaffRequest, ident: str) -> tuple[Mailbox, Group]:
    box = box_of(request, ident)
    now = groups([box], base_of(request))[0]
    check_unchanged(request, now)
    return box, now


def answer(request: StaffRequest, box: Mailbox, context: Context) -> HttpResponse:
    return shown(request, groups([box], base_of(request))[0], context)


collection = answered(GET=search)
searches = answered(POST=search)
one = answered(GET=show, PUT=replace, PATCH=patch)
