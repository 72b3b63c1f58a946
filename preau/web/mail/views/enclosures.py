"""Files joined to a letter that is being written: received, taken off, looked at."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preau.files.models import KeptFile
from preau.kit.errors import WrongInput
from preau.mail import access
from preau.mail.actions import enclosing, joining
from preau.mail.models import Draft, DraftAttachment
from preau.web.kit.cut_forms import kept_by
from preau.web.kit.errors import answer
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.kit.signed_in import signed_in
from preau.web.mail import addresses as links
from preau.web.mail.pages import composing
from preau.web.mail.pages.attachments import RASTERS
from preau.web.mail.views.draft_forms import cut, saved, typed
from preau.web.mail.views.messages import PART_CSP


@require_http_methods(["GET", "POST"])
@signed_in
def attachments(request: AccountRequest, box: str, number: int) -> HttpResponse:
    """One or several files; answered by the list of what is now joined."""
    found = access.draft(request.account, box, number)
    if request.method == "GET":
        return joined(request, found, None)
    inline = request.POST.get("inline") == "1"
    made = None
    for upload in request.FILES.getlist("file"):
        kind = upload.content_type or ""
        try:
            made = joining.join(found, upload, content_type=kind, inline=inline and kind in RASTERS)
        except WrongInput as error:
            return answer(request, 413, str(error))
    if not is_fragment(request):
        return HttpResponseRedirect(links.draft(box, number))
    return joined(request, found, made)


def joined(
    request: AccountRequest, found: Draft, made: DraftAttachment | KeptFile | None
) -> HttpResponse:
    """The list of what is joined; `made` is what was joined just now."""
    page = composing.compose_page(request, found)
    response = render(request, "mail/_draft_attachments.html", {"page": page})
    if made is not None:
        kind = "f" if isinstance(made, KeptFile) else ""
        response.headers["Preau-Attachment"] = f"{kind}{made.pk}"
    return response


def settled(request: AccountRequest, found: Draft) -> HttpResponse:
    """The list again; a plain form keeps what was typed beside."""
    if is_fragment(request):
        return joined(request, found, None)
    if typed(request.POST):
        return saved(request, found)
    return HttpResponseRedirect(links.draft(found.mailbox.slug, found.pk))


@require_POST
@signed_in
@kept_by(cut)
def remove_attachment(
    request: AccountRequest, box: str, number: int, attachment: int
) -> HttpResponse:
    found = access.draft_attachment(request.account, box, number, attachment)
    enclosing.detach(found)
    return settled(request, access.draft(request.account, box, number))


@require_GET
@signed_in
def attachment_file(
    request: AccountRequest, box: str, number: int, attachment: int
) -> HttpResponse:
    found = access.draft_attachment(request.account, box, number, attachment)
    inline = found.content_type in RASTERS
    with found.file.open("rb") as file:
        kind = found.content_type if inline else "application/octet-stream"
        response = HttpResponse(file.read(), content_type=kind)
    disposition = content_disposition_header(as_attachment=not inline, filename=found.name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Content-Security-Policy"] = PART_CSP
    return response
