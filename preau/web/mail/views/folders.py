"""Folders: created, renamed, moved, emptied, deleted."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from preau.kit import figures
from preau.kit.errors import WrongInput
from preau.mail import access
from preau.mail.access import Desk
from preau.mail.actions import filing
from preau.mail.actions import folders as acting
from preau.web.kit.answers import gone_to
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.kit.signed_in import signed_in
from preau.web.mail import addresses, said
from preau.web.mail.pages.folders import folder_links
from preau.web.mail.shown.folders import FolderForm
from preau.web.shell.frame import Toast
from preau.web.shell.framing import frame


@require_POST
@signed_in
def create(request: AccountRequest, box: str) -> HttpResponse:
    name, parent = request.POST.get("name", ""), request.POST.get("parent", "")
    with access.desk(request.account, box) as desk:
        try:
            made = acting.create_folder(desk, name, parent_key=parent)
        except WrongInput as error:
            return form_again(request, desk, name, parent, str(error))
    toast = Toast(_("Folder created"))
    return gone_to(request, addresses.folder(box, made.key), toast)


@require_POST
@signed_in
def rename(request: AccountRequest, box: str, folder: str) -> HttpResponse:
    name, parent = request.POST.get("name", ""), request.POST.get("parent")
    with access.desk(request.account, box) as desk:
        try:
            renamed = acting.rename_folder(desk, folder, name, parent_key=parent)
        except WrongInput as error:
            return form_again(request, desk, name, parent or "", str(error), folder)
    return gone_to(request, addresses.folder(box, renamed.key), Toast(_("Folder renamed")))


@require_POST
@signed_in
def delete(request: AccountRequest, box: str, folder: str) -> HttpResponse:
    with access.desk(request.account, box) as desk:
        count = acting.delete_folder(desk, folder)
    sentence = ngettext(
        "Folder deleted; its %(n)s message is in the trash",
        "Folder deleted; its %(n)s messages are in the trash",
        count,
    ) % {"n": figures.whole(count)}
    toast = Toast(sentence if count else _("Folder deleted"))
    return gone_to(request, addresses.folder(box, "inbox"), toast)


@require_POST
@signed_in
def empty(request: AccountRequest, box: str, folder: str) -> HttpResponse:
    with access.desk(request.account, box) as desk:
        for_ever = desk.folder(folder).role in ("trash", "junk")
        done = filing.empty(desk, folder)
        sentence = said.sentence("trash", done.count, forever=for_ever)
        toast = said.toast_of(sentence, done, done.token(desk), box)
    return gone_to(request, addresses.folder(box, folder), toast)


def form_again(
    request: AccountRequest, desk: Desk, name: str, parent: str, error: str, folder: str = ""
) -> HttpResponse:
    """The form with what was typed and what was wrong with it."""
    box = desk.mailbox.slug
    links = folder_links(box, desk.folders(), folder)
    form = FolderForm(
        action_url=addresses.verb(box, folder, "rename") if folder else f"/mail/{box}/folders",
        back_url=addresses.folder(box, folder or "inbox"),
        name=name,
        parents=[link for link in links if not link.is_special],
        parent_key=parent,
        error=error,
        folder=next((link for link in links if link.key == folder), None),
    )
    context = {"form": form, "frame": frame(request, box=box)}
    response = render(request, "mail/folder_form.html", context, status=422)
    if is_fragment(request):
        response.headers["HX-Retarget"] = "body"
        response.headers["HX-Reswap"] = "outerHTML"
    return response
