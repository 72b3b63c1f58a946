"""The rules of a box in their order, each as a sentence, with what is worth knowing of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from preau.engines.dovecot.types import Folder
from preau.filters.findings import HIDES, Finding, Kind, findings
from preau.filters.inspecting import foreign_findings
from preau.filters.sheet import Sheet
from preau.formats.sieve.rule import Foreign, Included, Item, Rule
from preau.mail.access import Desk
from preau.web.filters.pages import around, wording
from preau.web.filters.pages.around import BoxSheet, around_box, script_url, url
from preau.web.kit.request import AccountRequest

MOST_OF_A_TEXT = 4000
WRONG = (Kind.NEVER, Kind.NO_FOLDER, Kind.EVERYTHING, Kind.REFUSED)


@dataclass(frozen=True)
class Warned:
    sentence: str
    level: str
    icon: str


@dataclass(frozen=True)
class Shown:
    """`kind`: rule, script (another's, run as a whole) or text (a part written elsewhere)."""

    at: int
    kind: str
    name: str
    sentence: str
    is_on: bool = True
    edit_url: str = ""
    run_url: str = ""
    ident: str = ""
    text: str = ""
    text_url: str = ""
    is_first: bool = False
    is_last: bool = False
    warned: list[Warned] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class RulesPage(BoxSheet):
    items: list[Shown]
    stamp: str
    sleeping: str
    others: list[tuple[str, str]]


def rules_page(request: AccountRequest, desk: Desk, sheet: Sheet) -> RulesPage:
    return RulesPage(
        **around_box(request, desk),
        items=shown_items(desk, sheet),
        stamp=sheet.stamp,
        sleeping=sleeping(sheet),
        others=[(name, script_url("text", desk.mailbox.slug, name)) for name in sheet.others],
    )


def shown_items(desk: Desk, sheet: Sheet) -> list[Shown]:
    folders, items = around.targets(desk), sheet.script.items
    ground = around.ground(desk)
    found = findings(sheet.script.rules, ground)
    foreign = foreign_findings(desk.mailbox, sheet, ground.trash)
    return [
        _shown(desk, item, at, len(items), folders, foreign.get(at) or _of(item, found))
        for at, item in enumerate(items)
    ]


def sleeping(sheet: Sheet) -> str:
    if not sheet.sleeps:
        return ""
    if not sheet.active:
        return _("Another program switched all filters off: none of these runs.")
    return _("Another program put its own filters in force, “%(name)s”: these do not run.") % {
        "name": sheet.active
    }


def _of(item: Item, found: Sequence[Finding]) -> list[Finding]:
    return [one for one in found if isinstance(item, Rule) and one.ident == item.ident]


def _shown(
    desk: Desk,
    item: Item,
    at: int,
    count: int,
    folders: Sequence[Folder],
    found: Sequence[Finding],
) -> Shown:
    shown = _named(desk, item, at, folders)
    return replace(
        shown,
        is_first=at == 0,
        is_last=at == count - 1,
        warned=[warned(one, folders) for one in found],
    )


def _named(desk: Desk, item: Item, at: int, folders: Sequence[Folder]) -> Shown:
    box = desk.mailbox.slug
    if isinstance(item, Rule):
        return Shown(
            at,
            "rule",
            item.name,
            wording.sentence(item, folders, around.domains(desk.mailbox)),
            item.is_on,
            edit_url=url("rule", box, ident=item.ident),
            run_url=url("run", box, ident=item.ident),
            ident=item.ident,
        )
    if isinstance(item, Included):
        said = _("Filters made in another program, run here as they are.")
        text_url = script_url("text", box, item.name)
        return Shown(at, "script", item.name, said, item.is_on, text_url=text_url)
    return _foreign(item, at)


def _foreign(item: Foreign, at: int) -> Shown:
    said = _("Written by hand or by another program; kept as it is.")
    name = _("Lines in Sieve")
    return Shown(at, "text", name, said, text=item.text[:MOST_OF_A_TEXT])


def warned(one: Finding, folders: Sequence[Folder]) -> Warned:
    sentence = sentences()[one.kind] % {
        "other": one.other,
        "value": wording.folder_title(one.value, folders),
    }
    if one.kind in (Kind.DISCARDS, Kind.REJECTS):
        return Warned(sentence, "danger", "triangle-alert")
    if one.kind in HIDES or one.kind in WRONG:
        return Warned(sentence, "warning", "triangle-alert")
    return Warned(sentence, "notice", "info")


def sentences() -> dict[Kind, str]:
    return {
        Kind.DISCARDS: _("Deletes messages before you see them: nobody can find them again."),
        Kind.REJECTS: _("Sends messages back before you see them."),
        Kind.TO_TRASH: _("Hides messages: they go to the trash as they arrive."),
        Kind.UNSEEN: _("Hides messages: moved and marked as read, they never show as new."),
        Kind.EVERYTHING: _("Has no condition: every message is concerned."),
        Kind.NEVER: _("Never applies: “%(other)s” stands before it, and stops there."),
        Kind.TWICE: _("“%(other)s” applies to the same messages: both act."),
        Kind.NO_FOLDER: _(
            "The folder “%(value)s” is no longer there: these messages stay in the inbox."
        ),
        Kind.FORWARDS: _("Sends a copy of messages to %(value)s."),
        Kind.SENT_AWAY: _("Sends messages on to %(value)s, and may keep none of them here."),
        Kind.REFUSED: _(
            "Your académie does not let mail be sent on to %(value)s: "
            "these messages stay in the inbox, unsorted."
        ),
        Kind.UNREADABLE: _("Cannot be read here: it may hide messages."),
    }
