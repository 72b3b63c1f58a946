"""Links to files, open to anybody who has one; and one's own."""

from django.urls import path

from preau.web.files.views import own, public

app_name = "files"

urlpatterns = [
    path("l/<str:token>", public.link, name="link"),
    path("l/<str:token>/<int:number>", public.download, name="download"),
    path("links", own.links, name="links"),
    path("links/<int:number>/prolonging", own.prolong, name="prolong"),
    path("links/<int:number>/revocation", own.revoke, name="revoke"),
    path("kept/<int:number>", own.kept, name="kept"),
    path("kept/<int:number>/removal", own.throw_away, name="throw_away"),
]
