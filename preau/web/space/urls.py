"""The addresses of the room in a mailbox."""

from django.urls import path

from preau.web.space.views import archives, cleanup, errands, overview, uploads

app_name = "space"

_BOX = "<str:box>/"
_ERRAND = _BOX + "errands/<int:number>/"

urlpatterns = [
    path("", overview.home, name="home"),
    path(_BOX, overview.overview, name="overview"),
    path(_BOX + "cleanup", cleanup.cleanup, name="cleanup"),
    path(_BOX + "keeping", overview.keeping, name="keeping"),
    path(_BOX + "archives", archives.archives, name="archives"),
    path(_BOX + "ask", errands.ask, name="ask"),
    path(_BOX + "upload", uploads.begin, name="upload"),
    path(_BOX + "upload/<int:number>", uploads.piece, name="upload_piece"),
    path(_ERRAND, errands.errand, name="errand"),
    path(_ERRAND + "deed", errands.deed, name="deed"),
    path(_ERRAND + "archive.zip", archives.download, name="download"),
]
