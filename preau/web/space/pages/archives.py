"""Archives to download, and to bring back."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.academies.registry import academies
from preau.kit import figures, moments
from preau.mail import names
from preau.mail.access import Desk
from preau.space import queries, scopes, surveying
from preau.space.models import Errand
from preau.space.weighing import real_folders
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Choice
from preau.web.space import addresses
from preau.web.space.pages.bars import messages
from preau.web.space.pages.frame import SpacePage, surroundings

State, Kind = Errand.State, Errand.Kind
MOST = 20


@dataclass(frozen=True)
class Line:
    """An archive made or brought, or on its way."""

    title: str
    about: str
    url: str
    state: str
    tone: str
    download_url: str = ""
    download_label: str = ""


@dataclass(frozen=True)
class Forms:
    """What may be packed: folders, years, all; `words` fills the search."""

    folders: list[Choice]
    years: list[Choice]
    words: str


@dataclass(frozen=True, kw_only=True)
class ArchivesPage(SpacePage):
    forms: Forms
    lines: list[Line]
    kept_days: int
    upload_url: str


def archives(request: AccountRequest, desk: Desk, *, words: str, scope: str) -> ArchivesPage:
    """`scope` is what was pointed at elsewhere, chosen already here."""
    box = desk.mailbox.slug
    every = queries.errands(desk.account, desk.mailbox, Kind.PACK, Kind.BRING)
    return ArchivesPage(
        **surroundings(  # type: ignore[arg-type]
            request,
            desk,
            "archives",
            _("Archives to download"),
            _("Messages in a file of your own, whole and verified; and the way back."),
        ),
        forms=_forms(desk, words, scope),
        lines=[_line(desk, one) for one in every[:MOST] if _is_shown(one)],
        kept_days=academies().of(desk.mailbox.academy).keeping.archive_days,
        upload_url=reverse("space:upload", kwargs={"box": box}),
    )


def _forms(desk: Desk, words: str, scope: str) -> Forms:
    folders = [
        Choice(f"folder:{f.role or f.key}", names.title(f) if f.role else f.name)
        for f in real_folders(desk.folders())
        if f.messages
    ]
    return Forms(
        folders=[Choice(one.value, one.label, one.value == scope) for one in folders],
        years=[
            Choice(f"year:{year}", year, f"year:{year}" == scope) for year in surveying.years(desk)
        ],
        words=words,
    )


def _is_shown(errand: Errand) -> bool:
    """An upload that was never finished is shown where it can be."""
    return errand.state != State.STOPPED and not (
        errand.kind == Kind.PACK and errand.state == State.PLANNED
    )


def _line(desk: Desk, errand: Errand) -> Line:
    box = desk.mailbox.slug
    state, tone = _state(errand)
    is_ready = tone == "good" and errand.kind == Kind.PACK
    where = {"box": box, "number": errand.pk}
    size = figures.size(errand.detail["size"]) if is_ready else ""
    return Line(
        title=_title(desk, errand),
        about=_about(errand),
        url=addresses.errand(box, errand.pk),
        state=state,
        tone=tone,
        download_url=reverse("space:download", kwargs=where) if is_ready else "",
        download_label=_("Download (%(size)s)") % {"size": size},
    )


def _title(desk: Desk, errand: Errand) -> str:
    if errand.kind == Kind.BRING:
        return str(errand.detail["name"])
    return ", ".join(scopes.title(desk, word) for word in errand.what)


def _about(errand: Errand) -> str:
    made = moments.full_label(errand.made_at)
    if errand.kind == Kind.BRING:
        return _("Brought back on %(day)s") % {"day": made}
    form = "mbox" if errand.detail.get("form") == "mbox" else "eml"
    return f"{messages(errand.messages)} · {form} · {made}"


def _state(errand: Errand) -> tuple[str, str]:
    if errand.state == State.FAILED:
        return _("Failed"), "warning"
    if errand.state == State.PLANNED:
        return _("Not here whole"), "warning"
    if errand.state != State.DONE:
        return _("On its way"), "calm"
    if errand.kind == Kind.BRING:
        return _("Brought back"), "good"
    if errand.detail.get("erased"):
        return _("Erased"), "calm"
    if not errand.detail.get("verified"):
        return _("Not sound"), "warning"
    until = datetime.fromisoformat(errand.detail["until"])
    return _("Kept until %(day)s") % {"day": moments.short_label(until)}, "good"
