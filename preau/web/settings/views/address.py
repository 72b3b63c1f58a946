"""The second address is changed by who proves again who they are, and proves the new one."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from preau.identity.actions import second_address as second
from preau.identity.actions.proving import NotProved
from preau.kit.errors import WrongInput
from preau.web.credentials.fresh import proved
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest, network
from preau.web.kit.signed_in import signed_in
from preau.web.settings.answers import page_or_wish
from preau.web.settings.pages.address import AddressPage, address_page
from preau.web.shell.frame import Toast


@page_or_wish
@signed_in
@proved
def address(request: AccountRequest) -> HttpResponse:
    if request.method != "POST":
        return shown(request, address_page(request))
    typed = request.POST.get("address", "")
    try:
        second.ask_to_prove(request.account, typed, network=network(request))
    except WrongInput as error:
        return shown(request, address_page(request, typed=typed, error=str(error)), 422)
    return HttpResponseRedirect(reverse("settings:address_code"))


@page_or_wish
@signed_in
@proved
def code(request: AccountRequest) -> HttpResponse:
    waiting = second.waiting_address(request.account)
    if not waiting:
        return HttpResponseRedirect(reverse("settings:address"))
    if request.method != "POST":
        return shown(request, address_page(request, sent_to=waiting))
    try:
        second.prove(request.account, request.POST.get("code", ""), network=network(request))
    except NotProved:
        sentence = _("This is not the code, or it is used or too old. Ask for another.")
        return shown(request, address_page(request, sent_to=waiting, error=sentence), 401)
    sentence = _("Your second address is recorded.")
    return told(request, reverse("settings:security"), Toast(sentence))


def shown(request: AccountRequest, page: AddressPage, status: int = 200) -> HttpResponse:
    return render(request, "settings/address.html", {"page": page}, status=status)
