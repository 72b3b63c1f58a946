"""What fills a mailbox, and how long its Trash and Junk are kept."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from preau.kit.errors import WrongInput
from preau.mail import access
from preau.space.actions import asking
from preau.space.actions import keeping as choosing_days
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.shell.frame import Toast
from preau.web.space.pages.overview import overview as overview_page


@require_GET
@signed_in
def home(request: AccountRequest) -> HttpResponse:
    own = {"box": request.account.identifier}
    return HttpResponseRedirect(reverse("space:overview", kwargs=own))


@require_GET
@signed_in
def overview(request: AccountRequest, box: str) -> HttpResponse:
    with access.desk(request.account, box) as desk:
        page = overview_page(
            request, desk, lambda: asking.ask_survey(request.account, desk.mailbox)
        )
    return render(request, "space/overview.html", {"page": page})


@require_POST
@signed_in
def keeping(request: AccountRequest, box: str) -> HttpResponse:
    with access.desk(request.account, box) as desk:
        days = {role: _number(request.POST.get(role, "")) for role in ("trash", "junk")}
        choosing_days.choose(desk, trash=days["trash"], junk=days["junk"])
    url = reverse("space:overview", kwargs={"box": box})
    return told(request, url, Toast(_("Saved")))


def _number(said: str) -> int:
    if not said.isdecimal() or len(said) > 5:
        raise WrongInput(_("This choice is not offered."))
    return int(said)
