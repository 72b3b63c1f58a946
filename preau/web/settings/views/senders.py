"""Whose images are shown: remove one, and take that back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from preau.mail.actions.trusting import doubt_images, trust_images
from preau.web.kit.answers import gone_to
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.settings.answers import page_or_wish
from preau.web.settings.pages.senders import senders as senders_page
from preau.web.shell.frame import Toast


@page_or_wish
@signed_in
def senders(request: AccountRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "settings/senders.html", {"page": senders_page(request)})
    here = reverse("settings:senders")
    if token := request.POST.get("token", ""):  # what the toast's "Undo" sends back
        trust_images(request.account, token)
        toast = Toast(_("%(address)s is trusted again.") % {"address": token})
    else:
        address = request.POST.get("address", "")
        doubt_images(request.account, address)
        sentence = _("Images of %(address)s are held back from now on.") % {"address": address}
        toast = Toast(sentence, address, here)
    return gone_to(request, here, toast)
