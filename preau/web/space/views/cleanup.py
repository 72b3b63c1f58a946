"""The first step of making room."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from preau.mail import access
from preau.space import scopes
from preau.space.actions import asking
from preau.space.models import Errand
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.space import addresses
from preau.web.space.pages.cleanup import cleanup as cleanup_page


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def cleanup(request: AccountRequest, box: str) -> HttpResponse:
    with access.desk(request.account, box) as desk:
        chosen = [name for name in request.POST.getlist("what") if name in scopes.OFFERS]
        if chosen:
            errand = asking.ask(request.account, desk.mailbox, Errand.Kind.CLEAN, chosen)
            return HttpResponseRedirect(addresses.errand(box, errand.pk))
        error = _("Choose at least one line.") if request.method == "POST" else ""
        page = cleanup_page(
            request,
            desk,
            lambda: asking.ask_survey(request.account, desk.mailbox),
            proposed=request.GET.getlist("what"),
            error=error,
        )
    return render(request, "space/cleanup.html", {"page": page}, status=422 if error else 200)
