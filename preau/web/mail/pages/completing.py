"""What is offered while one types a search: criteria, then what may follow each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preau.engines.errors import EngineError
from preau.formats.search.operators import VALUES, name_of
from preau.formats.search.tree import Operator
from preau.formats.search.typed import Typed, operators_beginning, typed
from preau.formats.stems import fold
from preau.identity.models import Account
from preau.mail import access, names, tags
from preau.people.queries import suggest

OFFERED = (
    Operator.FROM, Operator.TO, Operator.SUBJECT, Operator.BEFORE, Operator.SINCE,
    Operator.ATTACHMENT, Operator.IN, Operator.IS, Operator.TAG, Operator.BODY, Operator.CC,
    Operator.ON, Operator.SIZE,
)  # fmt: skip
MOST, MOST_AT_FIRST, MOST_PEOPLE = 8, 7, 4
PEOPLE = {Operator.FROM, Operator.TO, Operator.CC, Operator.BCC}


@dataclass(frozen=True)
class Offer:
    """`text` is the whole search when this is chosen, `caret` where one goes on typing."""

    label: str
    hint: str
    icon: str
    text: str
    caret: int


def offers(account: Account, box: str, text: str, caret: int) -> list[Offer]:
    """Raises NotFound for a box that is not this person's."""
    access.membership(account, box)
    here = typed(text, caret)
    if here.operator is None:
        found = [*_criteria(here), *_named(account, here)]
    elif here.operator in PEOPLE:
        found = list(_people(account, here, MOST))
    elif here.operator is Operator.IN:
        found = [_value(here, name, "folder") for name in _folders(account, box, here.said)]
    else:
        found = [_value(here, value, "check") for value in _matching(_values(here), here.said)]
    return found[:MOST]


def _criteria(here: Typed) -> Iterator[Offer]:
    language = _language()
    some = OFFERED if here.said else OFFERED[:MOST_AT_FIRST]
    for operator in operators_beginning(here.said, some):
        text, caret = here.begun(operator, language)
        label = f"{name_of(operator, language)}:"
        yield Offer(label, _hint(operator), "sliders-horizontal", text, caret)


def _named(account: Account, here: Typed) -> Iterator[Offer]:
    """A word may begin a name: the messages of that person."""
    if len(here.said) < 2:
        return
    sender = name_of(Operator.FROM, _language())
    for found in suggest(account, here.said, MOST_PEOPLE):
        text, caret = here.completed(found.address)
        shift = len(sender) + 1
        text = f"{text[: here.start]}{sender}:{text[here.start :]}"
        yield Offer(
            found.name or found.address, _("From this person"), "user-round", text, caret + shift
        )


def _people(account: Account, here: Typed, most: int) -> Iterator[Offer]:
    for found in suggest(account, here.said, most):
        text, caret = here.completed(found.address)
        yield Offer(found.name or found.address, found.address, "user-round", text, caret)


def _folders(account: Account, box: str, said: str) -> list[str]:
    """Nothing while Dovecot is away: one can still type a name."""
    try:
        with access.desk(account, box) as desk:
            every = [names.title(one) for one in desk.folders() if one.is_selectable]
    except EngineError:
        return []
    return _matching(every, said)


def _values(here: Typed) -> Sequence[str]:
    if here.operator is Operator.TAG:
        return [tag.name for tag in tags.usual()]
    return VALUES.get(here.operator, {}).get(_language(), ()) if here.operator else ()


def _matching(every: Sequence[str], said: str) -> list[str]:
    """Those that begin so, then those that hold it."""
    wanted = fold(said)
    holding = [one for one in every if wanted in fold(one)]
    return sorted(holding, key=lambda one: not fold(one).startswith(wanted))


def _value(here: Typed, value: str, icon: str) -> Offer:
    text, caret = here.completed(value)
    return Offer(value, "", icon, text, caret)


def _language() -> str:
    return "fr" if (get_language() or "fr").startswith("fr") else "en"


def _hint(operator: Operator) -> str:
    return {
        Operator.FROM: _("who wrote it"),
        Operator.TO: _("who received it"),
        Operator.SUBJECT: _("words of the subject"),
        Operator.BEFORE: _("before a day"),
        Operator.SINCE: _("from a day on"),
        Operator.ATTACHMENT: _("with or without a file"),
        Operator.IN: _("in one folder"),
        Operator.IS: _("read, unread, starred…"),
        Operator.TAG: _("with a tag"),
        Operator.BODY: _("words of the text"),
        Operator.CC: _("who had a copy"),
        Operator.ON: _("on a day, in a month"),
        Operator.SIZE: _("heavier or lighter"),
    }[operator]
