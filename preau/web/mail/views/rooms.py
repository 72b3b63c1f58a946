"""The room of a mailbox: given more by its owner, where their académie lets them."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from preau.grace.actions import growing
from preau.kit import figures
from preau.kit.errors import NotAllowed
from preau.mail import access
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.mail import addresses
from preau.web.shell.frame import Toast


@require_POST
@signed_in
def enlarge(request: AccountRequest, box: str) -> HttpResponse:
    found = access.membership(request.account, box)
    if not found.is_owner:
        raise NotAllowed(_("The help desk gives room to mailboxes of several."))
    size = growing.enlarge(found.mailbox, request.account)
    sentence = _("Your mailbox holds %(size)s now. What was waiting arrives.")
    toast = Toast(sentence % {"size": figures.size(size)})
    return told(request, addresses.folder(box, "inbox"), toast)
