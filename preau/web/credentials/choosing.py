"""The fields where a password is chosen: rules that tell themselves, and how to make a good one."""

from dataclasses import dataclass

from preau.academies.registry import academies
from preau.identity.models import Account
from preau.identity.passwords.rules import Rule, example, example_sentence, rules_for

_GENERATED = {"upper": "upper", "lower": "lower", "digit": "digit", "symbol": "[-!#$%&*+,.:;=?@_]"}


@dataclass(frozen=True)
class ShownRule:
    """`state`: kept, broken, or "" before anything is typed; by `name` a page tells by itself."""

    sentence: str
    name: str
    value: str
    state: str


@dataclass(frozen=True)
class PasswordFields:
    """`recipe` tells password managers what to make (the attribute `passwordrules`)."""

    identifier: str
    rules: list[ShownRule]
    kept: int
    recipe: str
    sentence: str
    example: str
    error: str = ""

    @property
    def is_refused(self) -> bool:
        return bool(self.error) or any(rule.state == "broken" for rule in self.rules)


def password_fields(account: Account, typed: str = "", error: str = "") -> PasswordFields:
    rules = [_shown(rule, typed) for rule in rules_for(account)]
    return PasswordFields(
        account.identifier,
        rules,
        sum(rule.state == "kept" for rule in rules),
        _recipe(account.academy),
        example_sentence(),
        example(),
        error,
    )


def _shown(rule: Rule, typed: str) -> ShownRule:
    state = ("kept" if rule.keeps(typed) else "broken") if typed else ""
    return ShownRule(rule.sentence, rule.name, rule.value, state)


def _recipe(academy: str) -> str:
    wanted = academies().of(academy).passwords
    required = [made for name, made in _GENERATED.items() if getattr(wanted, name)]
    least = max(wanted.minimum_length, 16)
    return "".join([f"minlength: {least};", *(f" required: {made};" for made in required)])
