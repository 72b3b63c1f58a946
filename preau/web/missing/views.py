"""Asking, mending, and taking a story to the desk."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from preau.kit.errors import NotFound
from preau.mail import access
from preau.support.actions.asking import Asked, ask_desk
from preau.support.models import DeskRequest
from preau.traces.actions.mending import DEEDS, RESTORE, mend, switch_rule_off
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest, network
from preau.web.kit.signed_in import signed_in
from preau.web.missing import pages
from preau.web.shell.frame import Toast

LONGEST = 4000
RULE_OFF = "rule_off"


@require_safe
@signed_in
def ask(request: AccountRequest) -> HttpResponse:
    box = request.GET.get("box") or request.account.identifier
    with access.desk(request.account, box) as desk:
        page = pages.missing(request, desk)
    return render(request, "missing/ask.html", {"page": page})


@require_POST
@signed_in
def repair(request: AccountRequest, box: str) -> HttpResponse:
    deed = request.POST.get("deed", "")
    if deed == RULE_OFF:
        return _rule_off(request, box)
    if deed not in (*DEEDS, RESTORE):
        raise NotFound
    mark = access.message(request.POST.get("message", ""))
    with access.desk(request.account, box) as desk:
        done = mend(desk, request.POST.get("folder", ""), mark, deed)
        token = done.token(desk)
    said = _("It is in your inbox.") if done.count else _("Nothing to change.")
    toast = Toast(said, token or None, f"/mail/{box}/undo")
    return told(request, f"/mail/{box}/inbox/", toast)


def _rule_off(request: AccountRequest, box: str) -> HttpResponse:
    mailbox = access.membership(request.account, box).mailbox
    name = switch_rule_off(mailbox, request.POST.get("rule", ""), by=request.account)
    toast = Toast(_("The rule “%(rule)s” is off.") % {"rule": name})
    return told(request, reverse("filters:rules", args=[box]), toast)


@require_POST
@signed_in
def report(request: AccountRequest) -> HttpResponse:
    """To the desk, with what the page said; the person saw it before."""
    words = request.POST.get("words", "")[:LONGEST]
    asked = Asked(
        subject=DeskRequest.Subject.MISSING,
        name=request.account.name,
        contact=request.account.address,
        words=words,
        browser=request.headers.get("User-Agent", ""),
    )
    made = ask_desk(
        asked,
        academy=request.academy.slug,
        network=network(request),
        account=request.account,
    )
    return redirect(reverse("desk:standing", kwargs={"reference": made.reference}))
