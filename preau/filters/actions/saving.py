"""Rules put in place: compiled by Pigeonhole first, and only over the sheet that was seen."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from django.utils.translation import gettext as _

from preau.engines.dovecot.scripts import Shelf
from preau.engines.errors import CommandRefused, OverQuota
from preau.filters.doors import scripts
from preau.filters.rules import check_forwards, check_text
from preau.filters.sheet import OWN, Sheet, sheet_of
from preau.formats.sieve.rule import Included, Item, Rule, Script, WrongRule, settled
from preau.formats.sieve.writing import write
from preau.identity.models import Account, Mailbox
from preau.journal.actions import record
from preau.kit.errors import Changed, NotFound, WrongInput

MOST_ITEMS = 500
Change = Callable[[tuple[Item, ...]], Sequence[Item]]


def new_ident() -> str:
    return secrets.token_hex(4)


def save_rule(mailbox: Mailbox, rule: Rule, *, by: Account, stamp: str = "") -> Sheet:
    """In the place of the one with its name for life, else after all the others.

    Raises WrongInput, Changed.
    """
    check_forwards(mailbox, rule)
    return change(mailbox, lambda items: _with(items, settled(rule)), by=by, stamp=stamp)


def switch(mailbox: Mailbox, at: int, *, on: bool, by: Account, stamp: str) -> Sheet:
    def act(items: tuple[Item, ...]) -> Sequence[Item]:
        item = _at(items, at)
        if not isinstance(item, Rule | Included):
            raise NotFound
        return [*items[:at], replace(item, is_on=on), *items[at + 1 :]]

    return change(mailbox, act, by=by, stamp=stamp)


def shift(mailbox: Mailbox, at: int, to: int, *, by: Account, stamp: str) -> Sheet:
    """Put the item at one place before or after the others."""

    def act(items: tuple[Item, ...]) -> Sequence[Item]:
        item = _at(items, at)
        others = [*items[:at], *items[at + 1 :]]
        others.insert(max(0, to), item)
        return others

    return change(mailbox, act, by=by, stamp=stamp)


def remove(mailbox: Mailbox, at: int, *, by: Account, stamp: str) -> Item:
    """Returns what was taken out, for who changes their mind."""
    gone: list[Item] = []

    def act(items: tuple[Item, ...]) -> Sequence[Item]:
        gone.append(_at(items, at))
        return [*items[:at], *items[at + 1 :]]

    change(mailbox, act, by=by, stamp=stamp)
    return gone[0]


def put_back(mailbox: Mailbox, given: Script, at: int, *, by: Account) -> Sheet:
    """What was taken out; a rule that is there already is not put twice."""

    def act(items: tuple[Item, ...]) -> Sequence[Item]:
        known = {item.ident for item in items if isinstance(item, Rule)}
        new = [item for item in given.items if _ident(item) not in known]
        return [*items[:at], *new, *items[at:]]

    return change(mailbox, act, by=by, requires=given.requires)


def bring_in(mailbox: Mailbox, found: Script, *, by: Account) -> int:
    """Another script's rules and parts, after those that are there; returns how many are new."""
    before = 0

    def act(items: tuple[Item, ...]) -> Sequence[Item]:
        nonlocal before
        before = len(items)
        known = set(items) | {item.ident for item in items if isinstance(item, Rule)}
        return [*items, *(i for i in found.items if i not in known and _ident(i) not in known)]

    sheet = change(mailbox, act, by=by, requires=found.requires)
    return len(sheet.script.items) - before


def change(
    mailbox: Mailbox,
    act: Change,
    *,
    by: Account | None = None,
    stamp: str = "",
    requires: frozenset[str] = frozenset(),
) -> Sheet:
    """By somebody, or by itself; with a `stamp`, only over the sheet that was seen.

    `requires`: the extensions of foreign parts that come in. Raises Changed, WrongInput.
    """
    with _opened(mailbox, by, stamp) as (shelf, sheet):
        items = tuple(act(sheet.script.items))
        if len(items) > MOST_ITEMS:
            raise WrongInput(_("A mailbox has 500 rules at most."))
        _put(shelf, _written(Script(items, sheet.script.requires | requires)))
        return sheet_of(shelf)


def save_text(mailbox: Mailbox, text: str, *, by: Account, stamp: str = "") -> Sheet:
    """Our script as somebody wrote it, to the letter. Raises Changed, WrongInput."""
    check_text(mailbox, text)
    with _opened(mailbox, by, stamp) as (shelf, _sheet):
        _put(shelf, text)
        return sheet_of(shelf)


def _with(items: tuple[Item, ...], rule: Rule) -> Sequence[Item]:
    if not any(isinstance(item, Rule) and item.ident == rule.ident for item in items):
        return [*items, rule]
    return [rule if isinstance(item, Rule) and item.ident == rule.ident else item for item in items]


def _ident(item: Item) -> str:
    return item.ident if isinstance(item, Rule) else ""


def _at(items: tuple[Item, ...], at: int) -> Item:
    if not 0 <= at < len(items):
        raise NotFound
    return items[at]


@contextmanager
def _opened(mailbox: Mailbox, by: Account | None, stamp: str) -> Iterator[tuple[Shelf, Sheet]]:
    with scripts().open(mailbox.login) as shelf:
        sheet = sheet_of(shelf)
        if stamp and stamp != sheet.stamp:
            raise Changed(
                _("The filters changed meanwhile, here or in another program: look at them again.")
            )
        yield shelf, sheet
    if by is not None:
        record("filters.changed", by=by.login, academy=mailbox.academy, subject=mailbox.login)


def _written(script: Script) -> str:
    try:
        return write(script)
    except WrongRule as error:
        raise WrongInput(_("A rule holds something that cannot be written.")) from error


def _put(shelf: Shelf, text: str) -> None:
    try:
        shelf.put(OWN, text)
        shelf.activate(OWN)
    except CommandRefused as error:
        raise WrongInput(
            _("The mail server does not take these filters: %(words)s") % {"words": error}
        ) from error
    except OverQuota as error:
        raise WrongInput(_("These filters are too long.")) from error
