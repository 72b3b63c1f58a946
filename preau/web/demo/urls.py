"""What only a demonstration has."""

from django.urls import path

from preau.web.demo import views

app_name = "demo"

urlpatterns = [path("outside", views.outside, name="outside")]
