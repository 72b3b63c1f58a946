"""Templates seen, written, taken away, brought back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from preau.identity.access import writable_box
from preau.kit.errors import WrongInput
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.shell.frame import Toast
from preau.web.wordings.pages import wordings as pages
from preau.wordings import access
from preau.wordings.actions import keeping

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@signed_in
def every(request: AccountRequest) -> HttpResponse:
    return render(request, "wordings/list.html", {"page": pages.every(request)})


@page_or_form
@signed_in
def new(request: AccountRequest, box: str) -> HttpResponse:
    mailbox = writable_box(request.account, box)
    if request.method != "POST":
        return render(request, "wordings/one.html", {"page": pages.new(request, mailbox)})
    html = keeping.html_of(_editor(request), request.POST.get("text", ""))
    try:
        made = keeping.keep(
            mailbox,
            by=request.account,
            name=request.POST.get("name", ""),
            subject=request.POST.get("subject", ""),
            html=html,
        )
    except WrongInput as error:
        page = pages.new(request, mailbox, error=str(error))
        return render(request, "wordings/one.html", {"page": page}, status=422)
    return told(request, reverse("wordings:list"), _kept(made.name))


@page_or_form
@signed_in
def one(request: AccountRequest, number: int) -> HttpResponse:
    wording = access.wording(request.account, number)
    if request.method != "POST":
        return render(request, "wordings/one.html", {"page": pages.one(request, wording)})
    html = keeping.html_of(_editor(request), request.POST.get("text", ""), before=wording.html)
    try:
        keeping.change(
            wording,
            by=request.account,
            name=request.POST.get("name", ""),
            subject=request.POST.get("subject", ""),
            html=html,
        )
    except WrongInput as error:
        page = pages.one(request, wording, error=str(error))
        return render(request, "wordings/one.html", {"page": page}, status=422)
    return told(request, reverse("wordings:list"), _kept(wording.name))


@require_POST
@signed_in
def remove(request: AccountRequest, number: int) -> HttpResponse:
    wording = access.wording(request.account, number)
    keeping.remove(wording)
    sentence = _("Template “%(name)s” removed.") % {"name": wording.name}
    toast = Toast(sentence, str(wording.pk), reverse("wordings:back"))
    return told(request, reverse("wordings:list"), toast)


@require_POST
@signed_in
def bring_back(request: AccountRequest) -> HttpResponse:
    """What “Undo” of the toast asks: its token is the number of the template."""
    token = request.POST.get("token", "")
    number = int(token) if token.isdecimal() and len(token) < 10 else 0
    wording = access.wording(request.account, number, removed=True)
    keeping.bring_back(wording)
    return told(request, reverse("wordings:list"), _kept(wording.name))


def _kept(name: str) -> Toast:
    return Toast(_("Template “%(name)s” kept.") % {"name": name})


def _editor(request: AccountRequest) -> str | None:
    """The editor's HTML, where a script wrote it."""
    return request.POST.get("html", "") if request.POST.get("format") == "html" else None
