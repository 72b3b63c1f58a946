"""Letters that leave at a time: scheduled, put off, brought forward, taken back."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from preau.kit.errors import WrongInput
from preau.mail import access, ready_made, slots, when
from preau.mail.actions import reminding, scheduling
from preau.mail.actions.scheduling import Departure
from preau.mail.models import Draft
from preau.web.kit.answers import told
from preau.web.kit.cut_forms import kept_by
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.mail import addresses as links
from preau.web.mail.pages import later as pages
from preau.web.mail.views.draft_forms import cut
from preau.web.mail.views.drafts import depart
from preau.web.shell.frame import Toast

SLOT = "slot"
"""At the next working moment of each recipient."""


@require_POST
@signed_in
@kept_by(cut)
def schedule(request: AccountRequest, box: str, number: int) -> HttpResponse:
    """From the compose window: kept, then set to leave."""
    text = asked(request)

    def go(kept: Draft, version: str) -> str:
        return pages.said(scheduling.schedule(kept, departures(kept, text), version=version))

    return depart(request, box, number, go, at=text)


def departures(draft: Draft, text: str) -> list[Departure]:
    """One for everyone, or one for each time at which some of them are at work."""
    now = timezone.now()
    if text == SLOT:
        return [Departure(at, some) for at, some in slots.by_time(draft, now).items()]
    return [Departure(when.chosen(text, now))]


@require_GET
@signed_in
def slots_of(request: AccountRequest, box: str, number: int) -> HttpResponse:
    """Said before it is chosen: when each recipient is next at work."""
    found = access.draft(request.account, box, number)
    try:
        page = pages.slots_page(found)
    except WrongInput as error:
        return render(request, "mail/_slots.html", {"page": None, "sentence": str(error)})
    return render(request, "mail/_slots.html", {"page": page})


def asked(request: AccountRequest) -> str:
    """A button says `at`, the field beside it `day`."""
    return request.POST.get("at") or request.POST.get("day", "")


@require_POST
@signed_in
def postpone(request: AccountRequest, box: str, number: int) -> HttpResponse:
    found = access.draft(request.account, box, number)
    moved = scheduling.postpone(found, when.chosen(asked(request), timezone.now()))
    return told(request, links.folder(box, "scheduled"), Toast(pages.said(moved)))


@require_POST
@signed_in
def send_now(request: AccountRequest, box: str, number: int) -> HttpResponse:
    found = access.draft(request.account, box, number)
    if ready_made.of(found):
        # What another program wrote cannot be opened again to be written in.
        scheduling.send_now(found, seconds=0)
        return told(request, links.folder(box, "scheduled"), Toast(_("Message sent")))
    sent = scheduling.send_now(found, seconds=request.account.preference.undo_seconds)
    toast = Toast(_("Message sent"), str(sent.pk), links.draft(box, number, "recall"))
    return told(request, links.folder(box, "scheduled"), toast)


@require_POST
@signed_in
def cancel(request: AccountRequest, box: str, number: int) -> HttpResponse:
    """It does not leave; with `edit` it opens to be written in again."""
    found = access.draft(request.account, box, number)
    may_edit = ready_made.of(found) is None
    found = scheduling.cancel(found)
    if may_edit and request.POST.get("edit") == "1":
        return HttpResponseRedirect(links.draft(box, found.pk))
    toast = Toast(_("Sending cancelled: the message is in your drafts."))
    return told(request, links.folder(box, "scheduled"), toast)


@require_POST
@signed_in
def forget_reminder(request: AccountRequest, box: str) -> HttpResponse:
    """Of one letter, by its Message-ID."""
    mailbox = access.membership(request.account, box).mailbox
    reminding.forget_reminder(mailbox.pk, request.POST.get("message", ""))
    return told(request, links.folder(box, "sent"), Toast(_("You will not be reminded.")))
