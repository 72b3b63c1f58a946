"""Templates while one writes: one is put in the letter, the letter becomes one."""

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from preau.engines.errors import Conflict
from preau.kit.errors import Changed, NotFound, WrongInput
from preau.mail import access
from preau.mail.actions import wording as wordings
from preau.mail.models import Draft
from preau.web.kit.answers import told
from preau.web.kit.cut_forms import kept_by
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.kit.signed_in import signed_in
from preau.web.mail import addresses as links
from preau.web.mail.views.draft_forms import conflicting, cut, keep, refused, typed
from preau.web.shell.frame import Toast
from preau.wordings.access import wording as wording_for
from preau.wordings.models import Wording


@require_POST
@signed_in
@kept_by(cut)
def put(request: AccountRequest, box: str, number: int) -> HttpResponse:
    """For the script, the filled text, to stand at the caret; else it is put in the letter."""
    found = access.draft(request.account, box, number)
    wording = _asked(request)
    try:
        kept = keep(request, found) if typed(request.POST) else found
        if is_fragment(request):
            made = wordings.fill(kept, wording)
            return JsonResponse({"subject": made.subject, "html": made.html, "text": made.text})
        wordings.put(kept, wording, version=str(kept.revision))
    except (Conflict, Changed) as error:
        return conflicting(request, found, error)
    return HttpResponseRedirect(links.draft(box, number))


@require_POST
@signed_in
@kept_by(cut)
def keep_one(request: AccountRequest, box: str, number: int) -> HttpResponse:
    """The letter's own words become a template of the box, to be named in its settings."""
    found = access.draft(request.account, box, number)
    try:
        kept = keep(request, found) if typed(request.POST) else found
        made = wordings.keep_as_wording(kept)
    except WrongInput as error:
        return refused(request, found, str(error))
    except (Conflict, Changed) as error:
        return conflicting(request, found, error)
    return _told(request, kept, made)


def _told(request: AccountRequest, draft: Draft, made: Wording) -> HttpResponse:
    toast = Toast(_("Template “%(name)s” kept.") % {"name": made.name})
    if is_fragment(request):
        return render(request, "shell/_toast.html", {"toast": toast})
    here = links.draft(draft.mailbox.slug, draft.pk)
    return told(request, here, toast)


def _asked(request: AccountRequest) -> Wording:
    number = request.POST.get("wording", "")
    if not number.isdecimal() or len(number) > 9:
        raise NotFound
    return wording_for(request.account, int(number))
