"""The addresses of erased messages: one page a box."""

from django.urls import path

from preau.web.erased.views import erased

app_name = "erased"

urlpatterns = [
    path("", erased.home, name="home"),
    path("<str:box>/", erased.messages, name="messages"),
    path("<str:box>/restore", erased.restore, name="restore"),
    path("<str:box>/erase", erased.erase, name="erase"),
    path("<str:box>/undo", erased.undo, name="undo"),
]
