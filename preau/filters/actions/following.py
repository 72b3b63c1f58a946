"""Folders that rules name: remembered by what lasts, followed when they are renamed."""

from collections.abc import Iterable
from dataclasses import replace

from preau.engines.dovecot.types import Folder
from preau.filters.actions.saving import change
from preau.filters.models import KnownFolder
from preau.filters.sheet import Sheet
from preau.formats.sieve.rule import Item, Rule, Verb
from preau.mail.access import Desk


def remember(desk: Desk, rules: Iterable[Rule]) -> None:
    """The keys of the folders that rules put mail into."""
    keys = {folder.name: folder.key for folder in desk.folders() if folder.is_selectable}
    for name in named_by(rules) & keys.keys():
        KnownFolder.objects.update_or_create(
            mailbox=desk.mailbox, name=name, defaults={"key": keys[name]}
        )


def follow(desk: Desk, sheet: Sheet) -> Sheet:
    """The sheet with the new names of folders that were renamed since, saved if there are any."""
    moved = renamed(desk, named_by(sheet.script.rules), desk.folders())
    if not moved:
        return sheet
    changed = change(
        desk.mailbox,
        lambda items: [_renamed(item, moved) for item in items],
        by=desk.account,
        stamp=sheet.stamp,
    )
    KnownFolder.objects.filter(mailbox=desk.mailbox, name__in=moved).delete()
    remember(desk, changed.script.rules)
    return changed


def renamed(desk: Desk, names: set[str], folders: Iterable[Folder]) -> dict[str, str]:
    """Old name to new one, for the folders still there under another name."""
    now = {folder.key: folder.name for folder in folders if folder.is_selectable}
    known = KnownFolder.objects.filter(mailbox=desk.mailbox, name__in=names)
    return {one.name: now[one.key] for one in known if now.get(one.key, one.name) != one.name}


def named_by(rules: Iterable[Rule]) -> set[str]:
    return {
        action.value
        for rule in rules
        for action in rule.actions
        if action.verb in (Verb.FILE, Verb.COPY)
    }


def _renamed(item: Item, moved: dict[str, str]) -> Item:
    if not isinstance(item, Rule):
        return item
    actions = tuple(
        replace(one, value=moved.get(one.value, one.value))
        if one.verb in (Verb.FILE, Verb.COPY)
        else one
        for one in item.actions
    )
    return replace(item, actions=actions)
