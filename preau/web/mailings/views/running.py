"""A mailing watched, stopped, taken up again, closed; its register."""

import csv

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from preau.kit.errors import NotFound
from preau.mail.access import membership
from preau.mailings import access
from preau.mailings.actions import running
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.kit.signed_in import signed_in
from preau.web.mailings.pages import running as pages

TURNS = {"stop": running.stop, "resume": running.resume, "close": running.close}
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@signed_in
def every(request: AccountRequest, box: str) -> HttpResponse:
    mailbox = membership(request.account, box).mailbox
    return render(request, "mailings/list.html", {"page": pages.every(request, mailbox)})


@require_safe
@signed_in
def one(request: AccountRequest, box: str, number: int) -> HttpResponse:
    mailing = access.mailing(request.account, box, number)
    if is_fragment(request):
        return render(request, "mailings/_run.html", {"run": pages.run(mailing)})
    page = pages.one(request, mailing)
    return render(request, "mailings/one.html", {"page": page, "run": page.run})


@require_POST
@signed_in
def turn(request: AccountRequest, box: str, number: int) -> HttpResponse:
    mailing = access.mailing(request.account, box, number)
    wanted = TURNS.get(request.POST.get("turn", ""))
    if wanted is None:
        raise NotFound
    wanted(mailing)
    if is_fragment(request):
        mailing.refresh_from_db()
        return render(request, "mailings/_run.html", {"run": pages.run(mailing)})
    return HttpResponseRedirect(reverse("mailings:one", kwargs={"box": box, "number": number}))


@require_safe
@signed_in
def register(request: AccountRequest, box: str, number: int) -> HttpResponse:
    """What became of each line, as a spreadsheet."""
    mailing = access.mailing(request.account, box, number)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="publipostage-{number}.csv"'
    lines = csv.writer(response, delimiter=";")
    lines.writerow([_("Line"), _("Address"), _("State"), _("Sent"), _("Reason"), *mailing.headings])
    said = pages.states()
    for copy in mailing.copies.order_by("line").iterator():
        at = timezone.localtime(copy.sent_at).strftime("%Y-%m-%d %H:%M") if copy.sent_at else ""
        cells = [str(copy.line), copy.address, said[copy.state], at, copy.reason, *copy.values]
        lines.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return response
