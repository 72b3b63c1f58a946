"""One long work, and the page around it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.mail.access import Desk
from preau.space import scopes
from preau.space.models import Errand
from preau.space.queries import ON_THE_WAY
from preau.web.kit.request import AccountRequest
from preau.web.space.pages.frame import SpacePage, surroundings
from preau.web.space.pages.stage import Stage
from preau.web.space.pages.stages import STAGES

State, Kind = Errand.State, Errand.Kind
WHERE = {
    Kind.SURVEY: "overview",
    Kind.CLEAN: "cleanup",
    Kind.FILE: "overview",
    Kind.PACK: "archives",
    Kind.BRING: "archives",
}


@dataclass(frozen=True)
class ErrandFace:
    """What its part of the page prints. `is_going`: it changes by itself, and is asked again.
    `step` is of the three of making room, 0 for any other work."""

    url: str
    deed_url: str
    stage: Stage
    step: int
    is_going: bool
    back_url: str
    back_label: str


@dataclass(frozen=True, kw_only=True)
class ErrandPage(SpacePage):
    errand: ErrandFace


def page(request: AccountRequest, desk: Desk, errand: Errand) -> ErrandPage:
    title = {
        Kind.SURVEY: _("Storage"),
        Kind.CLEAN: _("Make room"),
        Kind.FILE: _("Archive by year"),
        Kind.PACK: _("An archive to download"),
        Kind.BRING: _("Bring an archive back"),
    }[Kind(errand.kind)]
    return ErrandPage(
        **surroundings(request, desk, WHERE[Kind(errand.kind)], title, _lead(desk, errand)),  # type: ignore[arg-type]
        errand=face(desk, errand),
    )


def _lead(desk: Desk, errand: Errand) -> str:
    if errand.kind == Kind.BRING:
        return str(errand.detail.get("name", ""))
    return ", ".join(scopes.title(desk, word) for word in errand.what)


def face(desk: Desk, errand: Errand) -> ErrandFace:
    where = {"box": desk.mailbox.slug, "number": errand.pk}
    back = WHERE[Kind(errand.kind)]
    return ErrandFace(
        url=reverse("space:errand", kwargs=where),
        deed_url=reverse("space:deed", kwargs=where),
        stage=STAGES[errand.state](desk, errand),
        step=_step(errand),
        is_going=errand.state in ON_THE_WAY,
        back_url=reverse(f"space:{back}", kwargs={"box": desk.mailbox.slug}),
        back_label=_("Back to archives") if back == "archives" else _("Back to storage"),
    )


def _step(errand: Errand) -> int:
    if errand.kind != Kind.CLEAN:
        return 0
    return 2 if errand.state in (State.COUNTING, State.PLANNED) else 3
