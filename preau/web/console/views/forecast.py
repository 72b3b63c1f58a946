"""What is to come at the desk: read only."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from preau.support.access import figures_for
from preau.web.console.guard import for_agents
from preau.web.console.pages import forecast as pages
from preau.web.kit.request import AccountRequest


@require_safe
@for_agents
def forecast(request: AccountRequest) -> HttpResponse:
    page = pages.forecast(request, figures_for(request.account))
    return render(request, "console/forecast.html", {"page": page})
