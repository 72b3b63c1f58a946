"""One's own links and files: looked at, prolonged, revoked, fetched."""

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from preau.files import access, store
from preau.files.actions import keeping, linking
from preau.files.models import Content
from preau.kit.errors import NotAllowed
from preau.web.files.pages import own
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.kit.whole_files import file_answer
from preau.web.shell.frame import Toast


@require_GET
@signed_in
def links(request: AccountRequest) -> HttpResponse:
    return render(request, "files/links.html", {"page": own.links(request)})


@require_POST
@signed_in
def prolong(request: AccountRequest, number: int) -> HttpResponse:
    found = access.own_link(request.account, number)
    days = request.POST.get("days", "")
    linking.prolong(found, int(days) if days.isdecimal() and len(days) < 5 else found.days)
    return _said(request, _("The link stays open longer."))


@require_POST
@signed_in
def revoke(request: AccountRequest, number: int) -> HttpResponse:
    linking.revoke(access.own_link(request.account, number))
    return _said(request, _("The link is revoked: nobody can use it any more."))


@require_GET
@signed_in
def kept(request: AccountRequest, number: int) -> HttpResponseBase:
    """What the antivirus has not seen may still be its owner's own; a virus never leaves."""
    file = access.own_file(request.account, number)
    if file.content.state == Content.State.INFECTED:
        raise NotAllowed(_("This file holds a virus: it cannot be downloaded."))
    path = store.content_path(file.content.sha256)
    return file_answer(request, path, name=file.name, mark=file.content.sha256)


@require_POST
@signed_in
def throw_away(request: AccountRequest, number: int) -> HttpResponse:
    keeping.throw_away(access.own_file(request.account, number))
    return _said(request, _("The file is thrown away."))


def _said(request: AccountRequest, sentence: str) -> HttpResponseRedirect:
    return told(request, reverse("files:links"), Toast(sentence))
