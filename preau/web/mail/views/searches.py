"""Searches kept beside the folders."""

from dataclasses import asdict

from django.core import signing
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from preau.kit.errors import WrongInput
from preau.mail import access
from preau.mail.actions import keeping_searches as keeping
from preau.mail.actions.keeping_searches import Sought
from preau.web.kit.answers import gone_to
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.mail import addresses
from preau.web.shell.frame import Toast

UNDO_LASTS = 24 * 3600


@require_POST
@signed_in
def keep(request: AccountRequest, box: str) -> HttpResponse:
    mailbox = access.membership(request.account, box).mailbox
    name = request.POST.get("name", "")
    try:
        kept = keeping.keep_search(mailbox, name, _sought(request))
    except WrongInput as error:
        return _refused(request, box, error)
    sentence = _("Search “%(name)s” kept beside your folders.") % {"name": kept.name}
    return gone_to(request, addresses.search(box, kept), Toast(sentence))


@require_POST
@signed_in
def rename(request: AccountRequest, box: str, number: int) -> HttpResponse:
    kept = keeping.saved_search(access.membership(request.account, box).mailbox, number)
    try:
        keeping.rename_search(kept, request.POST.get("name", ""))
    except WrongInput as error:
        return _refused(request, box, error)
    return gone_to(request, addresses.search(box, kept), Toast(_("Search renamed.")))


@require_POST
@signed_in
def forget(request: AccountRequest, box: str, number: int) -> HttpResponse:
    mailbox = access.membership(request.account, box).mailbox
    kept = keeping.saved_search(mailbox, number)
    url = addresses.search(box, kept)
    sought = keeping.forget_search(kept)
    note = signing.dumps({"name": kept.name, **asdict(sought)}, salt=_salt(mailbox.pk))
    sentence = _("Search “%(name)s” forgotten.") % {"name": kept.name}
    toast = Toast(sentence, note, reverse("mail:search_back", kwargs={"box": box}))
    return gone_to(request, url, toast)


@require_POST
@signed_in
def bring_back(request: AccountRequest, box: str) -> HttpResponse:
    mailbox = access.membership(request.account, box).mailbox
    try:
        said = signing.loads(
            request.POST.get("token", ""), salt=_salt(mailbox.pk), max_age=UNDO_LASTS
        )
    except signing.BadSignature as error:
        raise Http404 from error
    kept = keeping.keep_search(mailbox, said.pop("name"), Sought(**said))
    return gone_to(request, addresses.search(box, kept), Toast(_("The search is back.")))


def _sought(request: AccountRequest) -> Sought:
    said = request.POST
    return Sought(
        said.get("q", ""), said.get("folder", "all"), said.get("filter", ""), said.get("order", "")
    )


def _refused(request: AccountRequest, box: str, error: WrongInput) -> HttpResponse:
    """Back to the results, which hold all that was asked for, with what was wrong."""
    sought = _sought(request)
    asked = {"q": sought.text, "filter": sought.quick_filter, "order": sought.order}
    key = sought.folder if sought.folder.isalnum() else "all"
    return gone_to(request, addresses.folder(box, key, asked), Toast(str(error), level="error"))


def _salt(mailbox: int) -> str:
    return f"preau.mail.search.{mailbox}"
