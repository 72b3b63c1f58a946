"""An archive comes in: whole in one form, or a piece at a time where a script sends it."""

from typing import IO, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from preau.kit.errors import Changed, RoomError, WrongInput
from preau.mail.access import membership
from preau.space import access
from preau.space.actions import asking, receiving
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.space import addresses


@require_POST
@signed_in
def begin(request: AccountRequest, box: str) -> HttpResponse:
    """A form with the file, or a script's `name` and `size` before the pieces."""
    mailbox = membership(request.account, box).mailbox
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile):
        receiving.check_size(file.size or 0)
        errand = asking.begin_upload(request.account, mailbox, file.name or "", file.size or 0)
        receiving.receive(errand, 0, cast(IO[bytes], file))
        return HttpResponseRedirect(addresses.errand(box, errand.pk))
    size = request.POST.get("size", "")
    if not size.isdecimal() or len(size) > 15:
        raise WrongInput(_("Choose a file."))
    try:
        receiving.check_size(int(size))
        name = request.POST.get("name", "")
        errand = asking.continue_upload(request.account, mailbox, name, int(size))
    except RoomError as error:
        return JsonResponse({"sentence": str(error)}, status=422)
    return _where(box, errand.pk, receiving.received(errand))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def piece(request: AccountRequest, box: str, number: int) -> HttpResponse:
    """Its octets are the body, from `?from=` on; asked without, how much is here."""
    errand = access.errand(request.account, box, number)
    start = request.GET.get("from", "")
    if request.method != "POST" or not start.isdecimal() or len(start) > 15:
        return _where(box, number, receiving.received(errand))
    try:
        here = receiving.receive(errand, int(start), cast(IO[bytes], request))
    except Changed as error:
        here = receiving.received(errand)
        return JsonResponse({"sentence": str(error), "here": here}, status=409)
    except RoomError as error:
        return JsonResponse({"sentence": str(error)}, status=422)
    return _where(box, number, here)


def _where(box: str, number: int, here: int) -> JsonResponse:
    url = reverse("space:upload_piece", kwargs={"box": box, "number": number})
    return JsonResponse({"here": here, "url": url, "page": addresses.errand(box, number)})
