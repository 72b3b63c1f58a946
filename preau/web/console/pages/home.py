"""The console's first page, and the menu that all its pages share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.web.console.duties import duties_of
from preau.web.console.shown import ConsolePage, Section
from preau.web.kit.answers import waiting_toasts
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Frame
from preau.web.shell.framing import frame

MODULE = "console"


def home(request: AccountRequest) -> ConsolePage:
    return ConsolePage(
        frame=console_frame(request),
        title=_("Console"),
        lead=_("What you may do for others. Their mail is never yours to read."),
        sections=sections(request, "home"),
    )


def sections(request: AccountRequest, current: str) -> list[Section]:
    """The menu; `current` is the key of the duty whose page it stands on."""
    return [
        Section(
            name=str(duty.name),
            icon=duty.icon,
            url=reverse(f"console:{duty.key}"),
            sentence=str(duty.sentence),
            is_current=duty.key == current,
        )
        for duty in duties_of(request.account)
    ]


def console_frame(request: AccountRequest) -> Frame:
    return frame(
        request,
        module=MODULE,
        search_url=f"/mail/{request.account.identifier}/all/",
        toasts=waiting_toasts(request),
    )
