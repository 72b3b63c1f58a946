"""Erased messages: looked at, put back, put back by mistake, erased for ever."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from preau.engines.errors import OverQuota
from preau.kit import figures
from preau.kit.errors import NotAllowed
from preau.mail import access, erased
from preau.mail.access import Desk
from preau.mail.actions import filing, restoring
from preau.mail.erased import Place
from preau.web.erased.pages import erased as pages
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.shell.frame import Toast


@require_safe
@signed_in
def home(request: AccountRequest) -> HttpResponse:
    return HttpResponseRedirect(_here(request.account.identifier))


@require_safe
@signed_in
def messages(request: AccountRequest, box: str) -> HttpResponse:
    with access.desk(request.account, box) as desk:
        return render(request, "erased/messages.html", {"page": pages.messages(request, desk)})


@require_POST
@signed_in
def restore(request: AccountRequest, box: str) -> HttpResponse:
    with access.desk(request.account, box) as desk:
        try:
            done = restoring.restore(desk, _chosen(request, desk))
        except OverQuota as error:
            sentence = _("There is no room for these messages: make some first.")
            raise NotAllowed(sentence) from error
        count, token = done.count, done.token(desk)
    words = ngettext(
        "%(num)s message is back in its place.", "%(num)s messages are back in their place.", count
    )
    undo_url = reverse("erased:undo", kwargs={"box": box}) if token else ""
    toast = Toast(words % {"num": figures.whole(count)}, token, undo_url)
    return told(request, _here(box), toast)


@require_POST
@signed_in
def undo(request: AccountRequest, box: str) -> HttpResponse:
    with access.desk(request.account, box) as desk:
        count = filing.take_back(desk, request.POST.get("token", ""))
    words = ngettext(
        "%(num)s message is erased again.", "%(num)s messages are erased again.", count
    )
    return told(request, _here(box), Toast(words % {"num": figures.whole(count)}))


@require_POST
@signed_in
def erase(request: AccountRequest, box: str) -> HttpResponse:
    """Asked for twice: nothing takes it back."""
    with access.desk(request.account, box) as desk:
        chosen = _chosen(request, desk)
        if chosen and request.POST.get("sure") != "1":
            places, is_every = [str(place) for place in chosen], _is_every(request)
            asking = pages.asking(len(chosen), places, is_every=is_every)
            page = pages.messages(request, desk, asking=asking)
            return render(request, "erased/messages.html", {"page": page})
        count = restoring.erase_for_good(desk, chosen).count
    words = ngettext(
        "%(num)s message is erased for ever.", "%(num)s messages are erased for ever.", count
    )
    return told(request, _here(box), Toast(words % {"num": figures.whole(count)}))


def _chosen(request: AccountRequest, desk: Desk) -> list[Place]:
    if _is_every(request):
        return erased.every(desk, request.POST.get("q", "").strip()[:200])
    return [Place.read(text) for text in dict.fromkeys(request.POST.getlist("id"))]


def _is_every(request: AccountRequest) -> bool:
    return request.POST.get("every") == "1"


def _here(box: str) -> str:
    return reverse("erased:messages", kwargs={"box": box})
