"""The door of applications: as they ask, and as somebody comes back from the entrance."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from preau.web.oidc.entering import Entry


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """A form of another site comes without our cookie: the address asks once more, with it."""
    if request.method == "POST":
        return HttpResponseRedirect(f"{reverse('oidc:authorize')}?{request.POST.urlencode()}")
    return Entry(request, request.GET.dict(), by_page=False).decide()


@never_cache
@require_GET
def resume(request: HttpRequest) -> HttpResponse:
    return Entry(request, request.GET.dict(), by_page=True).decide()
