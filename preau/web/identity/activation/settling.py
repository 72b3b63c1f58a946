"""After the first password: a second address, a protection, a short tour, the inbox."""

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from preau.identity.actions import second_address as second
from preau.identity.actions.proving import NotProved
from preau.identity.factors import has_factor
from preau.kit.errors import WrongInput
from preau.web.credentials import ceremony
from preau.web.credentials.enrolling import NotAdded, add_factor, enrolment
from preau.web.credentials.fresh import proved
from preau.web.identity.activation import pages
from preau.web.identity.entering import inbox_of
from preau.web.kit.request import AccountRequest, network
from preau.web.kit.signed_in import signed_in


@never_cache
@signed_in
@proved
def address(request: AccountRequest) -> HttpResponse:
    """Recorded here, proved on the next page; one that is proved already is shown."""
    known = second.known_address(request.account)
    context = {"steps": pages.steps(3), "known": known, "typed": "", "error": ""}
    if request.method == "POST":
        context["typed"] = request.POST.get("address", "")
        try:
            second.ask_to_prove(request.account, str(context["typed"]), network=network(request))
        except WrongInput as error:
            context["error"] = str(error)
        else:
            return redirect("activation:address_code")
    status = 422 if context["error"] else 200
    return render(request, "identity/activation/address.html", context, status=status)


@never_cache
@signed_in
@proved
def address_code(request: AccountRequest) -> HttpResponse:
    waiting = second.waiting_address(request.account)
    if not waiting:
        return redirect("activation:address")
    error = ""
    if request.method == "POST":
        try:
            second.prove(request.account, request.POST.get("code", ""), network=network(request))
        except NotProved:
            error = _("This is not the code, or it is used or too old. Ask for another.")
        else:
            return redirect("activation:protection")
    context = {
        "steps": pages.steps(3),
        "address": waiting,
        "error": error,
        "demo": settings.DEMO,
    }
    status = 401 if error else 200
    return render(request, "identity/activation/address_code.html", context, status=status)


@never_cache
@signed_in
@proved
def protection(request: AccountRequest) -> HttpResponse:
    """A passkey or an app, offered; whoever has one already goes on."""
    if request.method != "POST":
        return show_protection(request)
    try:
        codes = add_factor(request, request.account)
    except NotAdded as refused:
        return show_protection(request, refused)
    further = reverse("activation:tour", kwargs={"number": 1})
    if not codes:
        return redirect(further)
    return render(request, "identity/steps/codes.html", {"codes": codes, "next": further})


@require_POST
@signed_in
@proved
def protection_options(request: AccountRequest) -> HttpResponse:
    return JsonResponse(ceremony.to_register(request, request.account))


def show_protection(request: AccountRequest, refused: NotAdded | None = None) -> HttpResponse:
    way = {
        "action": reverse("activation:protection"),
        "options": reverse("activation:protection_options"),
    }
    page = enrolment(request, request.account, **way, refused=refused)
    context = {
        "steps": pages.steps(4),
        "page": page,
        "is_protected": has_factor(request.account),
    }
    status = 422 if refused else 200
    return render(request, "identity/activation/protection.html", context, status=status)


@never_cache
@signed_in
def tour(request: AccountRequest, number: int) -> HttpResponse:
    if not 1 <= number <= pages.LAST:
        raise Http404
    page = pages.tour(number, inbox_of(request.account))
    context = {"page": page, "inbox_url": inbox_of(request.account)}
    return render(request, "identity/activation/tour.html", context)
