"""The addresses of mailings: one being prepared is named by its draft, one begun by its number."""

from django.urls import path

from preau.web.mailings.views import preparing, running

app_name = "mailings"

urlpatterns = [
    path("<str:box>/", running.every, name="list"),
    path("<str:box>/of/<int:number>/", preparing.prepare, name="prepare"),
    path("<str:box>/of/<int:number>/column", preparing.column, name="column"),
    path("<str:box>/of/<int:number>/preview", preparing.preview, name="preview"),
    path("<str:box>/of/<int:number>/start", preparing.start, name="start"),
    path("<str:box>/<int:number>/", running.one, name="one"),
    path("<str:box>/<int:number>/turn", running.turn, name="turn"),
    path("<str:box>/<int:number>/register.csv", running.register, name="register"),
]
