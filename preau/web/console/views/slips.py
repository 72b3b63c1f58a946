"""Arrivals: slips made, printed, withdrawn, made again."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from preau.identity.actions.handing_over import make_slips, print_slips, revoke_slip
from preau.identity.arrivals import MAKERS, batch_of, slip_served_by, waiting_for
from preau.identity.models import Account
from preau.kit.errors import NotFound
from preau.web.console.guard import for_roles
from preau.web.console.pages import slips as pages
from preau.web.console.pages.batches import batch as batch_page
from preau.web.console.pages.batches import batches as batches_page
from preau.web.console.pages.slip_faces import face
from preau.web.kit.answers import keep_for_later, told
from preau.web.kit.request import AccountRequest, network
from preau.web.shell.frame import Toast


@require_safe
@for_roles(*MAKERS)
def slips(request: AccountRequest) -> HttpResponse:
    return render(request, "console/slips.html", {"page": pages.slips(request)})


@require_safe
@for_roles(*MAKERS)
def batches(request: AccountRequest) -> HttpResponse:
    return render(request, "console/table.html", {"page": batches_page(request)})


@require_safe
@for_roles(*MAKERS)
def batch(request: AccountRequest, number: int) -> HttpResponse:
    page = batch_page(request, batch_of(request.account, number))
    return render(request, "console/slip_batch.html", {"page": page})


@require_POST
@for_roles(*MAKERS)
def make(request: AccountRequest) -> HttpResponse:
    people = chosen(request)
    schools = {post.uai for one in people for post in one.person.posts.all() if post.uai}
    made = make_slips(
        people,
        by=request.account,
        uai=schools.pop() if len(schools) == 1 else "",
        network=network(request),
    )
    count = len(people)
    sentence = ngettext("One slip is made.", "%(n)s slips are made.", count) % {"n": count}
    keep_for_later(request, Toast(sentence))
    return HttpResponseRedirect(reverse("console:slip_batch", kwargs={"number": made.pk}))


def chosen(request: AccountRequest) -> list[Account]:
    """Those whose boxes are ticked, or all of the list who have no slip; never others."""
    if "every" in request.POST:
        return list(pages.chosen_by(request.account, request.POST.get("q", ""), pages.WITHOUT))
    numbers = [int(one) for one in request.POST.getlist("id") if one.isdecimal()]
    found = list(waiting_for(request.account).filter(pk__in=numbers))
    if len(found) != len(set(numbers)):
        raise NotFound
    return found


@require_POST
@for_roles(*MAKERS)
def revoke(request: AccountRequest, number: int) -> HttpResponse:
    slip = slip_served_by(request.account, number)
    done = revoke_slip(slip, by=request.account, network=network(request))
    name = {"name": slip.account.name}
    sentence = (
        _("The slip of %(name)s opens nothing any more.")
        if done
        else _("The slip of %(name)s was used or withdrawn already.")
    )
    return told(request, reverse("console:slips"), Toast(sentence % name))


@require_POST
@for_roles(*MAKERS)
def print_sheets(request: AccountRequest, number: int) -> HttpResponse:
    """A PDF; asked for by a form, because from now on the slips are out."""
    # Nine megabytes in each process, for what is asked for some days of the year.
    from preau.formats.slip_sheets import sheets  # noqa: PLC0415

    one = batch_of(request.account, number)
    base = request.build_absolute_uri("/").rstrip("/")
    printed = print_slips(one, by=request.account, network=network(request))
    faces = (face(slip, request.academy, base) for slip in printed)
    per_page = 1 if request.POST.get("each") == "1" else 4
    octets = sheets(faces, title=_("Activation slips"), per_page=per_page)
    name = _("slips-%(number)s.pdf") % {"number": one.pk}
    return HttpResponse(
        octets,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
