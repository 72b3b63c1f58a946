"""How far a run is, what it did, and the way back."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.filters.models import Run
from preau.formats.sieve.reading import read
from preau.kit import figures
from preau.mail.access import Desk
from preau.web.filters.pages import around, wording
from preau.web.filters.pages.around import BoxSheet, around_box, url
from preau.web.kit.request import AccountRequest


@dataclass(frozen=True, kw_only=True)
class RunPage(BoxSheet):
    name: str
    sentence: str
    now: str
    looked_at: int
    total: int
    is_busy: bool
    here_url: str
    undo_url: str
    back_url: str


def run_page(request: AccountRequest, desk: Desk, run: Run) -> RunPage:
    box, rules = desk.mailbox.slug, read(run.script).rules
    folders = around.targets(desk)
    can_undo = bool(run.steps) and run.state in (Run.State.RUNNING, Run.State.DONE)
    return RunPage(
        **around_box(request, desk, _("A rule on the messages that are there already.")),
        name=", ".join(rule.name for rule in rules),
        sentence=" ".join(
            wording.sentence(rule, folders, around.domains(desk.mailbox)) for rule in rules
        ),
        now=_now(run),
        looked_at=run.looked_at,
        total=run.total,
        is_busy=run.state in (Run.State.RUNNING, Run.State.UNDOING),
        here_url=url("progress", box, number=run.pk),
        undo_url=url("undo", box, number=run.pk) if can_undo else "",
        back_url=url("rules", box),
    )


def _now(run: Run) -> str:
    words = {
        "n": figures.whole(run.touched),
        "seen": figures.whole(run.looked_at),
        "total": figures.whole(run.total),
    }
    if run.state == Run.State.UNDOING:
        return _("Everything is being put back as it was…")
    if run.state == Run.State.UNDONE:
        return _("Everything is as it was before.")
    if run.state == Run.State.RUNNING:
        return _("%(seen)s messages of %(total)s looked at, %(n)s changed so far…") % words
    if run.is_cut:
        return _("The folder changed meanwhile: the run stopped. %(n)s messages changed.") % words
    return (
        ngettext(
            "Done: %(n)s message of %(total)s changed.",
            "Done: %(n)s messages of %(total)s changed.",
            run.touched,
        )
        % words
    )
