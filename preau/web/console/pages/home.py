"""The console's first page, and the menu that all its pages share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.web.console.duties import duties_of
from preau.web.console.shown import ConsolePage
from preau.web.kit.answers import waiting_toasts
from preau.web.kit.request import AccountRequest
from preau.web.shell.framing import frame
from preau.web.shell.sheet import Around, Section

MODULE = "console"


def home(request: AccountRequest) -> ConsolePage:
    return ConsolePage(
        **around(
            request,
            "home",
            _("Console"),
            _("What you may do for others. Their mail is never yours to read."),
        ),
    )


def around(request: AccountRequest, current: str, title: str, lead: str) -> Around:
    """What stands around a page of the duty whose key is `current`."""
    return Around(
        frame=frame(request, module=MODULE, toasts=waiting_toasts(request)),
        title=title,
        lead=lead,
        sections=sections(request, current),
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
