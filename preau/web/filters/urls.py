"""The addresses of filters, among the settings: a box, its rules, what they do."""

from django.urls import path

from preau.web.filters.views import order, rules, runs, texts

app_name = "filters"

urlpatterns = [
    path("", rules.home, name="home"),
    path("<str:box>/", rules.rules, name="rules"),
    path("<str:box>/new", rules.new, name="new"),
    path("<str:box>/rule/<slug:ident>", rules.rule, name="rule"),
    path("<str:box>/rule/<slug:ident>/try", rules.attempt, name="try"),
    path("<str:box>/rule/<slug:ident>/run", runs.start, name="run"),
    path("<str:box>/switch", order.switch, name="switch"),
    path("<str:box>/order", order.shift, name="order"),
    path("<str:box>/remove", order.remove, name="remove"),
    path("<str:box>/put-back", order.put_back, name="put_back"),
    path("<str:box>/wake", order.wake, name="wake"),
    path("<str:box>/text", texts.text, name="text"),
    path("<str:box>/filters.sieve", texts.export, name="export"),
    path("<str:box>/import", texts.bring_in, name="import"),
    path("<str:box>/runs/<int:number>", runs.run, name="progress"),
    path("<str:box>/runs/<int:number>/undo", runs.undo, name="undo"),
]
