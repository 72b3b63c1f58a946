"""The files of a message are put among one's own, and the message stays."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from preau.kit import figures
from preau.mail import access
from preau.mail.actions import detaching
from preau.mail.actions.detaching import Detached
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.mail import addresses
from preau.web.shell.frame import Toast


@require_POST
@signed_in
def detach(request: AccountRequest, box: str, folder: str, message: str) -> HttpResponse:
    """Leads to the light message; its toast takes it back."""
    asked = access.message(message)
    with access.desk(request.account, box) as desk:
        done = detaching.detach(desk, folder, asked)
    url = addresses.message(box, folder, f"{done.uidvalidity}-{done.uid}")
    return told(request, url, Toast(sentence(done), done.token, f"/mail/{box}/undo"))


def sentence(done: Detached) -> str:
    said = ngettext(
        "%(num)s attachment is in your files: this message weighs %(size)s less.",
        "%(num)s attachments are in your files: this message weighs %(size)s less.",
        done.count,
    )
    room = _("The room comes back once the trash is emptied, where the original is.")
    return said % {"num": done.count, "size": figures.size(done.octets)} + " " + room
