"""A table is given, its address column chosen, each letter looked at; then it leaves."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from preau.formats.mime.plain import text_to_html
from preau.kit.errors import Changed, NotFound, WrongInput
from preau.mail.models import Draft
from preau.mailings import access
from preau.mailings.actions import preparing, running
from preau.mailings.models import Mailing
from preau.mailings.queries import fill
from preau.web.kit.answers import told
from preau.web.kit.frames import framed
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.mailings.pages import preparing as pages
from preau.web.shell.frame import Toast

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@page_or_form
@signed_in
def prepare(request: AccountRequest, box: str, number: int) -> HttpResponse:
    draft = access.draft(request.account, box, number)
    if request.method != "POST":
        return shown(request, draft)
    try:
        preparing.from_table(draft, _given(request))
    except (WrongInput, Changed) as error:
        return shown(request, draft, error=str(error))
    return HttpResponseRedirect(reverse("mailings:prepare", kwargs={"box": box, "number": number}))


def _given(request: AccountRequest) -> bytes:
    given = request.FILES.get("table")
    if given is None:
        raise WrongInput(_("Choose a file first."))
    if (given.size or 0) > preparing.LARGEST_FILE:
        raise WrongInput(_("This file is too large for a list of people."))
    octets: bytes = given.read()
    return octets


def shown(request: AccountRequest, draft: Draft, *, error: str = "") -> HttpResponse:
    mailing = prepared(draft)
    if mailing is not None and mailing.state != Mailing.State.PREPARING:
        where = {"box": draft.mailbox.slug, "number": mailing.pk}
        return HttpResponseRedirect(reverse("mailings:one", kwargs=where))
    page = pages.prepare(request, draft, mailing, error=error)
    return render(request, "mailings/prepare.html", {"page": page}, status=422 if error else 200)


def prepared(draft: Draft) -> Mailing | None:
    found = Mailing.objects.select_related("mailbox", "author__preference")
    return found.filter(draft=draft).first()


@require_POST
@signed_in
def column(request: AccountRequest, box: str, number: int) -> HttpResponse:
    draft = access.draft(request.account, box, number)
    mailing = _open(draft)
    chosen = request.POST.get("column", "")
    try:
        preparing.choose_address(mailing, int(chosen) if chosen.isdecimal() else -1)
    except WrongInput as error:
        return shown(request, draft, error=str(error))
    return HttpResponseRedirect(reverse("mailings:prepare", kwargs={"box": box, "number": number}))


@require_safe
@signed_in
def preview(request: AccountRequest, box: str, number: int) -> HttpResponse:
    """One reader's letter, for its sandboxed frame."""
    draft = access.draft(request.account, box, number)
    mailing = _open(draft)
    copies = mailing.copies.exclude(address="").order_by("line")
    if not (count := copies.count()):
        raise NotFound
    made = fill(mailing, draft, copies[pages.asked_line(request, count)])
    body = made.html if draft.format == "html" else text_to_html(made.text)
    if draft.quote_state == "kept":
        body += draft.quote_html
    return framed(request, body, f"/mail/{box}/drafts/d/{number}/attachments/")


@require_POST
@signed_in
def start(request: AccountRequest, box: str, number: int) -> HttpResponse:
    draft = access.draft(request.account, box, number)
    mailing = _open(draft)
    try:
        running.start(mailing)
    except (WrongInput, Changed) as error:
        return shown(request, draft, error=str(error))
    url = reverse("mailings:one", kwargs={"box": box, "number": mailing.pk})
    return told(request, url, Toast(_("The mailing has begun.")))


def _open(draft: Draft) -> Mailing:
    mailing = prepared(draft)
    if mailing is None:
        raise NotFound
    return mailing
