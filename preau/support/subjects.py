"""What a request may be about, in the reader's language."""

from django.utils.translation import gettext as _

from preau.support.models import DeskRequest


def subjects() -> dict[str, str]:
    return {
        DeskRequest.Subject.ACCESS: _("I cannot come in"),
        DeskRequest.Subject.IDENTIFIER: _("I do not know my identifier, or lost my NUMEN"),
        DeskRequest.Subject.SECOND_ADDRESS: _("My second address no longer works"),
        DeskRequest.Subject.PROGRAM: _("My phone or mail program does not work"),
        DeskRequest.Subject.MISSING: _("A message did not reach me"),
        DeskRequest.Subject.ROOM: _("My mailbox is full, I need more room"),
        DeskRequest.Subject.OTHER: _("Something else"),
    }
