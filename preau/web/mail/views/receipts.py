"""A return receipt is given, or refused."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from preau.mail import access
from preau.mail.actions import acknowledging
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.kit.signed_in import signed_in
from preau.web.mail import addresses


@require_POST
@signed_in
def answer(request: AccountRequest, box: str, folder: str, message: str) -> HttpResponse:
    where = access.message(message)
    agrees = request.POST.get("answer") == "yes"
    with access.desk(request.account, box) as desk:
        if agrees:
            acknowledging.acknowledge(desk, folder, where)
        else:
            acknowledging.decline(desk, folder, where)
    if not is_fragment(request):
        return HttpResponseRedirect(addresses.message(box, folder, message))
    said = _("The receipt is on its way.") if agrees else _("No receipt will be sent.")
    return render(request, "mail/_receipt_answered.html", {"sentence": said})
