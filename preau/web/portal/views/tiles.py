"""The portal, with or without a session, and one's favourites."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from preau.identity.actions.preferring import pin_tile, unpin_tile
from preau.kit.errors import NotFound
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.portal.pages import tiles as pages


@require_safe
def portal(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/tiles.html", {"page": pages.portal(request)})


@require_POST
@signed_in
def pin(request: AccountRequest) -> HttpResponse:
    """`tile` becomes a favourite with `pinned=1`, is one no more otherwise."""
    key = request.POST.get("tile", "")
    groups = pages.groups_for(request.account, request.academy)
    if key not in {tile.key for group in groups for tile in group.tiles}:
        raise NotFound
    if request.POST.get("pinned") == "1":
        pin_tile(request.account, key)
    else:
        unpin_tile(request.account, key)
    return HttpResponseRedirect(reverse("portal:tiles"))
