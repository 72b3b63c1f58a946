"""What a password must be in one académie, for one person: each rule is one sentence."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preau.academies.people import Passwords
from preau.academies.registry import academies
from preau.formats.stems import fold
from preau.identity.models import Account
from preau.identity.passwords.commons import is_common
from preau.identity.passwords.french import FIRST_NAMES
from preau.identity.passwords.leaked import is_leaked
from preau.identity.passwords.spellings import holds_day, letters, words

LONGEST = 1024
EXAMPLES = {"en": "Tm,26om27phltb!", "fr": "Cm,26es27aolc!"}
SHORTEST_INSIDE = 4
"""A name of three letters stands inside many words: it counts only as a word of its own."""


@dataclass(frozen=True)
class Rule:
    """`name` and `value` let a page tell as one types; "" where only the server can."""

    sentence: str
    keeps: Callable[[str], bool]
    name: str = ""
    value: str = ""


def rules_for(account: Account) -> list[Rule]:
    wanted = academies().of(account.academy).passwords
    return [*_shape(wanted), *_person(account, wanted), *_known()]


def faults(password: str, account: Account) -> list[str]:
    """The sentence of each rule that is not kept."""
    return [rule.sentence for rule in rules_for(account) if not rule.keeps(password)]


def example() -> str:
    """What the example sentence gives; whoever takes it as it is is told to make their own."""
    return EXAMPLES.get(get_language() or "", EXAMPLES["en"])


def example_sentence() -> str:
    return _("This morning, 26 of my 27 pupils had left their book!")


def _shape(wanted: Passwords) -> list[Rule]:
    least = wanted.minimum_length
    rules = [
        Rule(
            _("At least %(least)s signs.") % {"least": least},
            lambda typed: least <= len(typed) <= LONGEST,
            "length",
            str(least),
        )
    ]
    classes = (
        ("upper", _("A capital letter."), str.isupper),
        ("lower", _("A small letter."), str.islower),
        ("digit", _("A figure."), str.isdigit),
        ("symbol", _("A sign that is neither letter nor figure, such as ! - , or a space."), _sign),
    )
    rules += [
        Rule(sentence, _any(is_one), name)
        for name, sentence, is_one in classes
        if getattr(wanted, name)
    ]
    return rules


def _person(account: Account, wanted: Passwords) -> list[Rule]:
    rules = []
    born = account.person.birth_date
    if wanted.names_forbidden:
        own = names_of(account)
        sentence = _("Neither your name nor a first name.")
        rules.append(
            Rule(
                sentence, lambda typed: not _holds_name(typed, own), "names", " ".join(sorted(own))
            )
        )
    if wanted.birth_date_forbidden and born is not None:
        sentence = _("Not your birth date, in any writing, nor its year.")
        rules.append(Rule(sentence, lambda typed: not holds_day(typed, born)))
    return rules


def _known() -> list[Rule]:
    return [
        Rule(_("Not one that everybody tries: a common word, a place, a year."), _is_uncommon),
        Rule(_("Not one that is known to have leaked, nor our example."), _is_unknown),
    ]


def names_of(account: Account) -> set[str]:
    """The parts of a person's name, folded, and their identifier."""
    full = f"{account.given_name} {account.family_name}".replace("-", " ").replace("’", " ")
    parts = {"".join(filter(str.isalnum, fold(part))) for part in full.split()}
    return {part for part in parts | {account.identifier} if len(part) > 2}


def _holds_name(typed: str, own: set[str]) -> bool:
    seen = words(typed)
    inside = {name for name in own if len(name) >= SHORTEST_INSIDE}
    if seen & (own | FIRST_NAMES):
        return True
    everywhere = letters(typed) | {fold(typed)}
    return any(name in one for name in inside for one in everywhere)


def _is_uncommon(typed: str) -> bool:
    return not is_common(typed)


def _is_unknown(typed: str) -> bool:
    return not any(one in typed for one in EXAMPLES.values()) and not is_leaked(typed)


def _any(is_one: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda typed: any(map(is_one, typed))


def _sign(sign: str) -> bool:
    return not sign.isalnum()
