"""Templates of one's boxes, and one of them to be written."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.formats.mime.untag import html_to_text
from preau.identity.models import Mailbox
from preau.identity.queries import writable_boxes
from preau.kit import moments
from preau.web.kit.request import AccountRequest
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet
from preau.wordings import fields
from preau.wordings.fields import Field
from preau.wordings.models import Wording
from preau.wordings.queries import of_box

LONGEST_PREVIEW = 140


@dataclass(frozen=True)
class Line:
    """One template: `preview` is the beginning of its text."""

    name: str
    preview: str
    url: str
    removal_url: str
    changed_label: str


@dataclass(frozen=True)
class Shelf:
    """A box and its templates; `note` says who else has them."""

    name: str
    new_url: str
    lines: list[Line]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class WordingsPage(Sheet):
    shelves: list[Shelf]


@dataclass(frozen=True, kw_only=True)
class WordingPage(Sheet):
    """`url` is where the form goes; `error` what to correct in it."""

    url: str
    back_url: str
    box_name: str
    name: str = ""
    subject: str = ""
    html: str = ""
    text: str = ""
    error: str = ""
    removal_url: str = ""
    fields: list[Field] = field(default_factory=list)


def every(request: AccountRequest) -> WordingsPage:
    lead = _("Texts to be used again, with places to fill.")
    return WordingsPage(
        **around(request, "templates", _("Templates"), lead),
        shelves=[_shelf(box) for box in writable_boxes(request.account)],
    )


def _shelf(box: Mailbox) -> Shelf:
    shared = _("Everyone who writes in the name of this mailbox has these templates.")
    return Shelf(
        name=box.name,
        new_url=reverse("wordings:new", kwargs={"box": box.slug}),
        lines=[_line(wording) for wording in of_box(box)],
        note=shared if box.is_functional else "",
    )


def _line(wording: Wording) -> Line:
    text = " ".join(html_to_text(wording.html).split())
    cut = f"{text[:LONGEST_PREVIEW].rstrip()}…" if len(text) > LONGEST_PREVIEW else text
    by = wording.changed_by
    when = moments.short_label(wording.changed_at)
    said = _("%(name)s, %(when)s") % {"name": by.name, "when": when} if by else when
    numbered = {"number": wording.pk}
    return Line(
        name=wording.name,
        preview=cut or wording.subject,
        url=reverse("wordings:one", kwargs=numbered),
        removal_url=reverse("wordings:removal", kwargs=numbered),
        changed_label=said if wording.mailbox.is_functional else when,
    )


def one(request: AccountRequest, wording: Wording, *, error: str = "") -> WordingPage:
    """As it is kept, or as it was typed when that has an `error`."""
    typed = request.POST if error else {}
    url = reverse("wordings:one", kwargs={"number": wording.pk})
    return WordingPage(
        **around(request, "templates", wording.name, _box_lead(wording.mailbox)),
        url=url,
        back_url=reverse("wordings:list"),
        box_name=wording.mailbox.name,
        name=typed.get("name", wording.name),
        subject=typed.get("subject", wording.subject),
        html=typed.get("html", wording.html),
        text=typed.get("text", html_to_text(wording.html).strip()),
        error=error,
        removal_url=f"{url}/removal",
        fields=fields.fields(),
    )


def new(request: AccountRequest, box: Mailbox, *, error: str = "") -> WordingPage:
    return WordingPage(
        **around(request, "templates", _("New template"), _box_lead(box)),
        url=reverse("wordings:new", kwargs={"box": box.slug}),
        back_url=reverse("wordings:list"),
        box_name=box.name,
        name=request.POST.get("name", ""),
        subject=request.POST.get("subject", ""),
        html=request.POST.get("html", ""),
        text=request.POST.get("text", ""),
        error=error,
        fields=fields.fields(),
    )


def _box_lead(box: Mailbox) -> str:
    return _("Template of the mailbox %(name)s.") % {"name": box.name}
