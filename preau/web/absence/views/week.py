"""The half days one works."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from preau.kit.errors import WrongInput
from preau.schooltime.actions.weeks import set_week
from preau.schooltime.week import Week
from preau.web.absence.asked import halves_of
from preau.web.absence.pages.week import week as week_page
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.shell.frame import Toast


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def week(request: AccountRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "absence/week.html", {"page": week_page(request)})
    typed = Week(halves_of(request.POST), "in_holidays" in request.POST)
    try:
        set_week(request.account.login, typed)
    except WrongInput:
        error = _("Choose at least one half day.")
        return render(request, "absence/week.html", {"page": week_page(request, typed, error)})
    return told(request, reverse("absence:week"), Toast(_("The changes are applied.")))
