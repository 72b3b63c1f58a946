"""The applications that know somebody: seen, and left."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from preau.applications.actions.granting import part_from
from preau.applications.queries import application_known_to
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest, network
from preau.web.kit.signed_in import signed_in
from preau.web.oidc.pages import known_page
from preau.web.shell.frame import Toast


@require_GET
@signed_in
def applications(request: AccountRequest) -> HttpResponse:
    return render(request, "oidc/applications.html", {"page": known_page(request)})


@require_POST
@signed_in
def part(request: AccountRequest, number: int) -> HttpResponseRedirect:
    application = application_known_to(request.account, number)
    part_from(application, request.account, network=network(request))
    toast = Toast(_("%(name)s is told nothing more of you.") % {"name": application.name})
    return told(request, reverse("applications:list"), toast)
