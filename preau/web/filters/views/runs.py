"""Rules run on mail that is there already: begun, watched, undone."""

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from preau.filters.actions import running
from preau.filters.sheet import read_sheet
from preau.mail import access
from preau.web.filters.pages.around import url
from preau.web.filters.pages.run import run_page
from preau.web.kit.answers import page_or_fragment, told
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.kit.signed_in import signed_in
from preau.web.shell.frame import Toast


@require_POST
@signed_in
def start(request: AccountRequest, box: str, ident: str) -> HttpResponse:
    with access.desk(request.account, box) as desk:
        rule = read_sheet(desk.mailbox).rule(ident)
        begun = running.start(desk, rule, request.POST.get("folder", "inbox"))
    return HttpResponseRedirect(url("progress", box, number=begun.pk))


@require_GET
@signed_in
def run(request: AccountRequest, box: str, number: int) -> HttpResponse:
    with access.desk(request.account, box) as desk:
        page = run_page(request, desk, running.one(desk.mailbox, number))
    part = "filters/_run.html" if is_fragment(request) else None
    return page_or_fragment(request, page, whole="filters/run.html", fragment=part)


@require_POST
@signed_in
def undo(request: AccountRequest, box: str, number: int) -> HttpResponse:
    mailbox = access.membership(request.account, box).mailbox
    running.undo(running.one(mailbox, number))
    here = url("progress", box, number=number)
    return told(request, here, Toast(_("Everything is being put back as it was.")))
