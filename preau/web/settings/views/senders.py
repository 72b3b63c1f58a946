"""Senders trusted, blocked, or whose images are shown: add one, remove one, take that back."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from preau.filters.actions import judging
from preau.filters.senders import Opinion
from preau.identity.models import Account, Mailbox
from preau.identity.queries import memberships
from preau.kit.errors import WrongInput
from preau.mail import access
from preau.mail.actions.trusting import doubt_images, trust_images
from preau.web.kit.answers import gone_to, told
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.settings.answers import page_or_wish
from preau.web.settings.pages import senders as pages
from preau.web.shell.frame import Toast


@page_or_wish
@signed_in
def senders(request: AccountRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, request.account.identifier)
    here = reverse("settings:senders")
    if token := request.POST.get("token", ""):  # what the toast's "Undo" sends back
        trust_images(request.account, token)
        toast = Toast(_("Images of %(address)s are shown again.") % {"address": token})
    else:
        address = request.POST.get("address", "")
        doubt_images(request.account, address)
        sentence = _("Images of %(address)s are held back from now on.") % {"address": address}
        toast = Toast(sentence, address, here)
    return gone_to(request, here, toast)


@require_GET
@signed_in
def box_senders(request: AccountRequest, box: str) -> HttpResponse:
    return _page(request, box)


def _page(request: AccountRequest, box: str) -> HttpResponse:
    mailbox = access.membership(request.account, box).mailbox
    page = pages.senders(request, mailbox, list(memberships(request.account)))
    return render(request, "settings/senders.html", {"page": page})


@require_POST
@signed_in
def judge(request: AccountRequest, box: str, verb: str) -> HttpResponse:
    """`trust`, `block`, or what takes either back; a toast's "Undo" sends the address as token."""
    mailbox = access.membership(request.account, box).mailbox
    if verb not in VERBS:
        raise Http404
    address = request.POST.get("token") or request.POST.get("address", "")
    return told(request, pages.url(box), _judged(request.account, mailbox, verb, address))


def _judged(person: Account, mailbox: Mailbox, verb: str, address: str) -> Toast:
    opinion, sentence, back = VERBS[verb]
    try:
        judged = judging.judge(mailbox, address, opinion, by=person)
    except WrongInput as error:
        return Toast(str(error), level="error")
    undo = PUTTING.get(judged.before, back)
    url = reverse("settings:judge", kwargs={"box": mailbox.slug, "verb": undo})
    return Toast(str(sentence) % {"address": judged.address}, judged.address, url)


# By verb: what is then thought of the sender, the words, and the verb that takes it back.
VERBS: dict[str, tuple[Opinion, Promise, str]] = {
    "trust": (
        Opinion.TRUSTED,
        gettext_lazy("Messages of %(address)s are no longer taken for junk."),
        "distrust",
    ),
    "block": (
        Opinion.BLOCKED,
        gettext_lazy("Messages of %(address)s go to junk from now on."),
        "unblock",
    ),
    "distrust": (Opinion.NONE, gettext_lazy("%(address)s is no longer trusted."), "distrust"),
    "unblock": (Opinion.NONE, gettext_lazy("%(address)s is no longer blocked."), "unblock"),
}
PUTTING = {Opinion.TRUSTED: "trust", Opinion.BLOCKED: "block"}
