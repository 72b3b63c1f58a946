"""The portal, with or without a session, and one's favourites."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from preau.identity.actions.preferring import order_tiles, pin_tile, unpin_tile
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


@require_POST
@signed_in
def order(request: AccountRequest) -> HttpResponse:
    """`tile` goes to the place `to` among the favourites that are shown, counted from 0."""
    key, to = request.POST.get("tile", ""), request.POST.get("to", "")
    shown = pages.favourites_of(request.account, request.academy)
    if key not in shown or to not in map(str, range(len(shown))):
        raise NotFound
    at = shown.index(key)
    shown.insert(int(to), shown.pop(at))
    order_tiles(request.account, shown)
    return HttpResponseRedirect(pages.ordering_url(key, back=int(to) < at))
