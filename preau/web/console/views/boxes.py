"""Mailboxes: their room with a reason, and a clean-up offered to who decides of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from preau.academies.mail import MB
from preau.grace.actions import growing
from preau.identity.access import mailbox_in_reach
from preau.identity.models import Mailbox
from preau.journal.actions import record
from preau.kit import figures
from preau.kit.errors import WrongInput
from preau.space.actions import offering
from preau.web.console.guard import for_agents
from preau.web.console.pages import boxes as pages
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Toast


@require_safe
@for_agents
def boxes(request: AccountRequest) -> HttpResponse:
    return render(request, "console/table.html", {"page": pages.boxes(request)})


@require_safe
@for_agents
def box(request: AccountRequest, number: int) -> HttpResponse:
    return _shown(request, mailbox_in_reach(request.account, number))


@require_POST
@for_agents
def room(request: AccountRequest, number: int) -> HttpResponse:
    """More room, or less, with a reason (M-02)."""
    mailbox = mailbox_in_reach(request.account, number)
    typed, reason = request.POST.get("megabytes", ""), request.POST.get("reason", "")
    megabytes = int(typed) if typed.isdecimal() and len(typed) < 8 else 0
    try:
        growing.set_room(mailbox, megabytes * MB, by=request.account, reason=reason)
    except WrongInput as error:
        form = pages.room_form(mailbox, megabytes=megabytes, error=str(error), reason=reason)
        return _shown(request, mailbox, room=form, status=422)
    sentence = _("The mailbox of %(name)s holds %(size)s now.")
    size = figures.size(mailbox.quota_bytes)
    return told(request, _here(number), Toast(sentence % {"name": mailbox.name, "size": size}))


@require_POST
@for_agents
def offer(request: AccountRequest, number: int) -> HttpResponse:
    mailbox = mailbox_in_reach(request.account, number)
    offering.offer(mailbox, request.POST.getlist("what"), by=request.account)
    return told(request, _here(number), Toast(_("A letter leads to this clean-up.")))


def _shown(
    request: AccountRequest,
    mailbox: Mailbox,
    *,
    room: pages.RoomForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Each look is written where the person reads it (W-20)."""
    page = pages.box(request, mailbox, room=room)
    record(
        "mailbox.weighed",
        by=request.account.login,
        academy=mailbox.academy,
        subject=mailbox.login,
        box=mailbox.address,
    )
    return render(request, "console/box.html", {"page": page}, status=status)


def _here(number: int) -> str:
    return reverse("console:box", kwargs={"number": number})
