"""Filters as they are written, for those who read Sieve."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from preau.filters.sheet import OWN, Sheet
from preau.mail.access import Desk
from preau.web.filters.pages.around import BoxSheet, around_box, script_url, url
from preau.web.kit.request import AccountRequest


@dataclass(frozen=True, kw_only=True)
class TextPage(BoxSheet):
    """`is_ours`: it may be changed here; another program's script is only shown."""

    name: str
    text: str
    is_ours: bool
    rows: int
    action: str
    back_url: str
    export_url: str
    import_url: str
    stamp: str
    error: str = ""


def text_page(
    request: AccountRequest, desk: Desk, sheet: Sheet, name: str, text: str, error: str = ""
) -> TextPage:
    box = desk.mailbox.slug
    ours = name == OWN
    return TextPage(
        **around_box(request, desk, _("The same filters, in the language of mail servers: Sieve.")),
        name=name,
        text=text,
        is_ours=ours,
        rows=min(max(text.count("\n") + 2, 12), 40),
        action=url("text", box),
        back_url=url("rules", box),
        export_url=url("export", box) if ours else script_url("export", box, name),
        import_url=url("import", box),
        stamp=request.POST.get("stamp", "") or sheet.stamp,
        error=error,
    )
