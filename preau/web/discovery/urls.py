"""The addresses that mail programs ask by themselves, in the spellings they use."""

from django.urls import path

from preau.web.discovery import views

SPELLINGS = ("autodiscover", "Autodiscover", "AutoDiscover")

urlpatterns = [
    path("mail/config-v1.1.xml", views.autoconfig, name="autoconfig"),
    path(".well-known/autoconfig/mail/config-v1.1.xml", views.autoconfig),
    path("device/<slug:token>", views.link, name="device_link"),
]
for spelt in SPELLINGS:
    urlpatterns += [
        path(f"{spelt}/{spelt}.xml", views.autodiscover),
        path(f"{spelt}/{spelt}.json", views.autodiscover_json),
        path(f"{spelt}/{spelt}.json/v1.0/<str:address>", views.autodiscover_json),
    ]
