"""Folders that rules name: remembered by what lasts, followed when they are renamed.

Pigeonhole knows folders by their names alone (it lacks RFC 9042's `:mailboxid`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from preau.engines.dovecot.types import Folder
from preau.filters.actions.saving import change
from preau.filters.models import KnownFolder
from preau.filters.sheet import Sheet, read_sheet
from preau.formats.sieve.rule import Item, Rule, Verb
from preau.identity.models import Mailbox
from preau.mail.doors import mailstore


def remember(mailbox: Mailbox, folders: Iterable[Folder], rules: Iterable[Rule]) -> None:
    """The keys of the folders that rules put mail into."""
    keys = {folder.name: folder.key for folder in folders if folder.is_selectable}
    for name in named_by(rules) & keys.keys():
        KnownFolder.objects.update_or_create(
            mailbox=mailbox, name=name, defaults={"key": keys[name]}
        )


def hear_renamed(login: str) -> None:
    """A folder of this box has another name now, wherever it was given. Raises EngineError."""
    known = KnownFolder.objects.filter(mailbox__login=login).select_related("mailbox").first()
    if known is None:
        return
    with mailstore().open(login) as box:
        folders = box.folders()
    follow(known.mailbox, folders, read_sheet(known.mailbox))


def follow(mailbox: Mailbox, folders: Sequence[Folder], sheet: Sheet) -> Sheet:
    """The sheet with the new names of folders that were renamed since, saved if there are any."""
    moved = renamed(mailbox, named_by(sheet.script.rules), folders)
    if not moved:
        return sheet
    changed = change(
        mailbox, lambda items: [_renamed(item, moved) for item in items], stamp=sheet.stamp
    )
    KnownFolder.objects.filter(mailbox=mailbox, name__in=moved).delete()
    remember(mailbox, folders, changed.script.rules)
    return changed


def renamed(mailbox: Mailbox, names: set[str], folders: Iterable[Folder]) -> dict[str, str]:
    """Old name to new one, for the folders still there under another name."""
    now = {folder.key: folder.name for folder in folders if folder.is_selectable}
    known = KnownFolder.objects.filter(mailbox=mailbox, name__in=names)
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
