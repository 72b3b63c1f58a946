"""What an académie says of the letters its people write."""

from dataclasses import dataclass

from preau.academies.choices import MailingRule, SignatureRule
from preau.academies.values import Positive, Text


@dataclass(frozen=True)
class Signature:
    """What stands under letters: filled from the directory, then these lines of the académie."""

    rule: SignatureRule
    lines: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Mailings:
    """Who may write to many at once, each their own copy; to how many, and how fast."""

    allowed: MailingRule = MailingRule.EVERYONE
    most: Positive = 500
    per_minute: Positive = 30


USUAL_MAILINGS = Mailings()
