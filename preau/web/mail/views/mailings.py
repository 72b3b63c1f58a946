"""A letter becomes a mailing: what is typed is kept, then its own pages take over."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from preau.engines.errors import Conflict
from preau.kit.errors import Changed, WrongInput
from preau.mailings import access
from preau.mailings.actions import preparing
from preau.web.kit.cut_forms import kept_by
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.kit.signed_in import signed_in
from preau.web.mail.views.draft_forms import conflicting, cut, keep, refused, typed


@require_POST
@signed_in
@kept_by(cut)
def begin(request: AccountRequest, box: str, number: int) -> HttpResponse:
    """With `each`, its recipients are the table; without, one is asked for."""
    found = access.draft(request.account, box, number)
    try:
        kept = keep(request, found) if typed(request.POST) else found
        if "each" in request.POST:
            preparing.from_recipients(kept)
    except WrongInput as error:
        return refused(request, found, str(error))
    except (Conflict, Changed) as error:
        return conflicting(request, found, error)
    url = reverse("mailings:prepare", kwargs={"box": box, "number": number})
    if is_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)
