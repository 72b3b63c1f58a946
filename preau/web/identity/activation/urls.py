"""Activation: each step has an address, survives a reload, and “Back” works."""

from django.urls import path

from preau.web.identity.activation import settling, views

app_name = "activation"

urlpatterns = [
    path("", views.who, name="who"),
    path("code", views.code, name="code"),
    path("waiting", views.waiting, name="waiting"),
    path("password", views.password, name="password"),
    path("address", settling.address, name="address"),
    path("address/code", settling.address_code, name="address_code"),
    path("protection", settling.protection, name="protection"),
    path("protection/options", settling.protection_options, name="protection_options"),
    path("tour/<int:number>", settling.tour, name="tour"),
]
