"""Folders, searches, and the message open beside them."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from preau.mail import access, searching
from preau.mail.actions import acknowledging, marking
from preau.web.kit.answers import page_or_fragment
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.kit.signed_in import signed_in
from preau.web.mail import addresses
from preau.web.mail.pages import completing, criteria, found
from preau.web.mail.pages import news as what_came
from preau.web.mail.pages.asked import Asked
from preau.web.mail.pages.page import as_read, mail_page, more_rows, opened_row

ROWS = "mail/_rows.html"
LONGEST_SEARCH = 500


@signed_in
def home(request: AccountRequest) -> HttpResponse:
    return HttpResponseRedirect(addresses.folder(request.account.identifier, "inbox"))


@signed_in
def box_home(request: AccountRequest, box: str) -> HttpResponse:
    del request
    return HttpResponseRedirect(addresses.folder(box, "inbox"))


@signed_in
def folder_list(request: AccountRequest, box: str, folder: str) -> HttpResponse:
    if request.GET.get("criteria"):
        return to_search(request, box)
    asked = asked_by(request)
    with access.desk(request.account, box) as desk:
        elsewhere = searching.folder_asked_for(desk, asked.text) if asked.text else None
        if fragment_for(request) == ROWS:
            more = more_rows(desk, elsewhere or folder, asked)
            return page_or_fragment(request, more, whole=ROWS, fragment=ROWS)
        desk.enter(elsewhere or folder)
        page = mail_page(request, desk, elsewhere or folder, asked)
    return page_or_fragment(request, page, whole="mail/page.html", fragment=fragment_for(request))


def to_search(request: AccountRequest, box: str) -> HttpResponse:
    """The advanced form has the address of what it asks for, like any other search."""
    within = request.GET.get("within", "")
    key = within if within.isalnum() else "all"
    expression = criteria.expression_of(request.GET.dict())
    return HttpResponseRedirect(addresses.folder(box, key, {"q": expression}))


@signed_in
def message(request: AccountRequest, box: str, folder: str, message: str) -> HttpResponse:
    """Opening a message marks it read, as every mail program does."""
    asked = asked_by(request)
    validity, uid = access.message(message)
    with access.desk(request.account, box) as desk:
        desk.enter(folder, uidvalidity=validity)
        page = mail_page(request, desk, folder, asked, opened=uid)
        opened: list[str] = []
        if page.reader is not None:
            opened = [m.id for m in page.reader.messages if m.is_unread and not m.is_folded]
            _mark_read(desk, folder, validity, opened)
            _answer_receipts(desk, folder, validity, opened)
        if opened and not is_fragment(request):
            page = as_read(page, len(opened))
        if is_fragment(request):
            page = opened_row(desk, folder, asked, page, uid, counts=bool(opened))
    return page_or_fragment(
        request,
        page,
        whole="mail/page.html",
        fragment="mail/_opened.html" if is_fragment(request) else None,
    )


def _mark_read(desk: access.Desk, folder: str, validity: int, idents: list[str]) -> None:
    """The reader may have left another folder open: the one asked for is opened again."""
    if not idents:
        return
    desk.select(folder, uidvalidity=validity)
    uids = [access.message(ident)[1] for ident in idents]
    desk.box.flag(uids, marking.SEEN, on=True)


def _answer_receipts(desk: access.Desk, folder: str, validity: int, idents: list[str]) -> None:
    """For who chose to answer them all; the others are asked in the page."""
    if idents and desk.may_send and desk.account.preference.receipts == "always":
        uids = [access.message(ident)[1] for ident in idents]
        acknowledging.acknowledge_all(desk, folder, validity, uids)


@require_GET
@signed_in
def offers(request: AccountRequest, box: str) -> HttpResponse:
    """What may complete the search being typed, as options of its list; `found`: the newest
    messages that it finds so far."""
    text = request.GET.get("q", "")[:LONGEST_SEARCH]
    at = request.GET.get("at", "")
    caret = int(at) if at.isdecimal() and len(at) < 6 else len(text)
    if request.GET.get("found"):
        return render(request, "mail/_found.html", found.found(request.account, box, text))
    offered = completing.offers(request.account, box, text, caret)
    return render(request, "mail/_offers.html", {"offers": offered})


@require_GET
@signed_in
def news(request: AccountRequest, box: str) -> HttpResponse:
    """What a page behind others may tell of: `folder` as Dovecot names it, of `seconds` back."""
    said = request.GET.get("seconds", "")
    seconds = int(said) if said.isdecimal() and len(said) < 6 else 60
    with access.desk(request.account, box) as desk:
        found = what_came.news(desk, request.GET.get("folder", "INBOX"), seconds)
    return JsonResponse(asdict(found))


def asked_by(request: AccountRequest) -> Asked:
    return Asked.by(request.GET, usual_view=request.account.preference.view)


def fragment_for(request: HttpRequest) -> str | None:
    """By what the page asks to replace: the next rows, or the list and what goes with it."""
    if not is_fragment(request):
        return None
    return {"more": ROWS, "rows": "mail/_refreshed.html"}.get(
        request.headers.get("HX-Target", ""), "mail/_switched.html"
    )
