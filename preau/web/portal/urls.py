"""The addresses of the portal, under its own name and that of the service's state."""

from django.urls import path

from preau.web.portal.views import tiles

app_name = "portal"

urlpatterns = [
    path("", tiles.portal, name="tiles"),
    path("pin", tiles.pin, name="pin"),
    path("order", tiles.order, name="order"),
]
