"""Files on their way to a letter: received in several goes (tus), or sent beside it as a link."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from preau.files import access as files
from preau.files.actions import receiving
from preau.files.models import Upload
from preau.kit.errors import WrongInput
from preau.mail import access
from preau.mail.actions import joining, shrinking
from preau.mail.models import Draft
from preau.web.kit import tus
from preau.web.kit.cut_forms import kept_by
from preau.web.kit.errors import answer
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.kit.signed_in import signed_in
from preau.web.mail import addresses as links
from preau.web.mail.views.draft_forms import choose_link, cut
from preau.web.mail.views.enclosures import joined, settled


@require_http_methods(["POST", "OPTIONS"])
@signed_in
def uploads(request: AccountRequest, box: str, number: int) -> HttpResponse:
    """A file is announced: its weight is judged before any of it comes."""
    found = access.draft(request.account, box, number)
    if request.method == "OPTIONS":
        return tus.options()
    if not tus.is_spoken(request):
        return tus.unspoken()
    said = tus.metadata(request)
    try:
        made = joining.begin(
            found,
            name=said.get("filename", ""),
            content_type=said.get("filetype", ""),
            size=tus.length(request),
        )
    except WrongInput as error:
        return tus.refused(request, error)
    return tus.created(made, links.draft(box, number, f"uploads/{made.key}"))


@require_http_methods(["HEAD", "PATCH", "DELETE", "POST"])
@signed_in
@kept_by(cut)
def upload(request: AccountRequest, box: str, number: int, key: str) -> HttpResponse:
    """One go; the last of them is answered by the list of what is now joined. POST gives it up,
    for a page without script."""
    found = access.draft(request.account, box, number)
    mine = files.upload(request.account, joining.place_of(found), key)
    if request.method == "POST":
        return given_up(request, found, mine)
    if not tus.is_spoken(request):
        return tus.unspoken()
    return tus.one(request, mine, lambda whole: arrived(request, found, whole))


def given_up(request: AccountRequest, found: Draft, mine: Upload) -> HttpResponse:
    receiving.give_up(mine)
    return settled(request, found)


def arrived(request: AccountRequest, found: Draft, whole: Upload) -> HttpResponse:
    try:
        made = joining.arrive(found, whole)
    except WrongInput as error:
        return answer(request, 413, str(error))
    return joined(request, found, made)


@require_POST
@signed_in
@kept_by(cut)
def link(request: AccountRequest, box: str, number: int) -> HttpResponse:
    """How long it stays open, and by which password."""
    found = access.draft(request.account, box, number)
    if is_fragment(request):
        choose_link(request, found)
    return settled(request, found)


@require_POST
@signed_in
@kept_by(cut)
def take_out(request: AccountRequest, box: str, number: int, file: int) -> HttpResponse:
    found = access.draft(request.account, box, number)
    joining.take_out(found, file)
    return settled(request, found)


@require_POST
@signed_in
@kept_by(cut)
def by_link(request: AccountRequest, box: str, number: int, attachment: int) -> HttpResponse:
    """A file that would fit leaves as a link all the same."""
    found = access.draft_attachment(request.account, box, number, attachment)
    joining.send_by_link(found)
    return settled(request, access.draft(request.account, box, number))


@require_POST
@signed_in
@kept_by(cut)
def shrink(request: AccountRequest, box: str, number: int) -> HttpResponse:
    found = access.draft(request.account, box, number)
    shrinking.shrink_images(found)
    return settled(request, access.draft(request.account, box, number))


@require_POST
@signed_in
@kept_by(cut)
def restore(request: AccountRequest, box: str, number: int) -> HttpResponse:
    found = access.draft(request.account, box, number)
    shrinking.restore_images(found)
    return settled(request, access.draft(request.account, box, number))
