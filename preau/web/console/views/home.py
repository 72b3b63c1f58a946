from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from preau.web.console.guard import for_roles
from preau.web.console.pages import home as pages
from preau.web.kit.request import AccountRequest


@require_safe
@for_roles()
def home(request: AccountRequest) -> HttpResponse:
    return render(request, "console/home.html", {"page": pages.home(request)})
