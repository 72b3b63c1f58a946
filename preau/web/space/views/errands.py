"""Long works: asked for, looked at, said yes to, taken back."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from preau.kit.errors import WrongInput
from preau.mail import access as mail
from preau.space import access
from preau.space.actions import asking, forgetting
from preau.space.models import Errand
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.kit.signed_in import signed_in
from preau.web.space import addresses
from preau.web.space.pages import errand as pages

Kind = Errand.Kind
ASKED = (Kind.CLEAN, Kind.FILE, Kind.PACK)


@require_POST
@signed_in
def ask(request: AccountRequest, box: str) -> HttpResponse:
    """`do` is the kind and what it is about: `pack folder:inbox`."""
    kind, _space, word = request.POST.get("do", "").partition(" ")
    if kind not in ASKED:
        raise WrongInput(_("Choose what it is about."))
    form = "mbox" if request.POST.get("form") == "mbox" else "eml"
    mailbox = mail.membership(request.account, box).mailbox
    errand = asking.ask(request.account, mailbox, kind, [_scope(request, word)], form=form)
    return HttpResponseRedirect(addresses.errand(box, errand.pk))


def _scope(request: AccountRequest, word: str) -> str:
    """A form that lets one choose says it in a field of its own."""
    return word or request.POST.get("what", "") + request.POST.get("words", "").strip()


@require_GET
@signed_in
def errand(request: AccountRequest, box: str, number: int) -> HttpResponse:
    found = access.errand(request.account, box, number)
    if found.kind == Kind.SURVEY and found.state == Errand.State.DONE:
        url = reverse("space:overview", kwargs={"box": box})
        if is_fragment(request):
            return HttpResponse(status=204, headers={"HX-Redirect": url})
        return HttpResponseRedirect(url)
    with mail.desk(request.account, box) as desk:
        if is_fragment(request):
            face = pages.face(desk, found)
            return render(request, "space/_errand.html", {"errand": face, "box": box})
        page = pages.page(request, desk, found)
    return render(request, "space/errand.html", {"page": page})


Deed = Callable[[AccountRequest, Errand], Errand]


@require_POST
@signed_in
def deed(request: AccountRequest, box: str, number: int) -> HttpResponse:
    found = access.errand(request.account, box, number)
    act = DEEDS.get(request.POST.get("do", ""))
    if act is None:
        raise WrongInput(_("Choose what it is about."))
    return HttpResponseRedirect(addresses.errand(box, act(request, found).pk))


def _yes(_request: AccountRequest, found: Errand) -> Errand:
    asking.say_yes(found)
    return found


def _stop(_request: AccountRequest, found: Errand) -> Errand:
    asking.stop(found)
    return found


def _go_on(_request: AccountRequest, found: Errand) -> Errand:
    asking.go_on(found)
    return found


def _return(request: AccountRequest, found: Errand) -> Errand:
    return asking.ask_return(request.account, found)


def _delete(request: AccountRequest, found: Errand) -> Errand:
    return asking.ask_deletion(request.account, found)


def _pack(request: AccountRequest, found: Errand) -> Errand:
    """What was to be deleted is downloaded first."""
    return asking.ask(request.account, found.mailbox, Kind.PACK, found.what)


def _erase(_request: AccountRequest, found: Errand) -> Errand:
    forgetting.erase_archive(found)
    return found


DEEDS: dict[str, Deed] = {
    "yes": _yes,
    "stop": _stop,
    "go-on": _go_on,
    "return": _return,
    "delete": _delete,
    "pack": _pack,
    "erase": _erase,
}
