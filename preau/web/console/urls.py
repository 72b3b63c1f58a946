"""The addresses of the console: one page a duty."""

from django.urls import path

from preau.web.console.views import accounts, announcements, boxes, desk, forecast, home, slips

app_name = "console"

urlpatterns = [
    path("", home.home, name="home"),
    path("slips/", slips.slips, name="slips"),
    path("slips/make", slips.make, name="slips_make"),
    path("slips/<int:number>/revoke", slips.revoke, name="slip_revoke"),
    path("slips/batches", slips.batches, name="slip_batches"),
    path("slips/batches/<int:number>", slips.batch, name="slip_batch"),
    path("slips/batches/<int:number>/sheets", slips.print_sheets, name="slip_sheets"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/<str:identifier>", accounts.account, name="account"),
    path("accounts/<str:identifier>/code", accounts.seal, name="seal"),
    path("accounts/<str:identifier>/<str:verb>", accounts.turn, name="turn"),
    path("boxes/", boxes.boxes, name="boxes"),
    path("boxes/<int:number>", boxes.box, name="box"),
    path("boxes/<int:number>/room", boxes.room, name="room"),
    path("boxes/<int:number>/offer", boxes.offer, name="offer"),
    path("announcements/", announcements.announcements, name="announcements"),
    path("announcements/<int:number>/withdraw", announcements.end, name="announcement_end"),
    path("forecast", forecast.forecast, name="forecast"),
    path("desk/", desk.queue, name="desk"),
    path("desk/<str:reference>", desk.one_request, name="request"),
    path("desk/<str:reference>/<str:verb>", desk.act, name="act"),
]
