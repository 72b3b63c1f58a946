"""What an académie says of the letters its people write."""

from dataclasses import dataclass

from preau.academies.choices import MailingRule, SignatureRule
from preau.academies.values import Positive, Text


@dataclass(frozen=True)
class Signature:
    """What stands under letters: filled from the directory, then the logo (a file beside the
    académie's) and these lines. With `always`, under each letter that leaves, even where its
    author took them out."""

    rule: SignatureRule
    lines: tuple[Text, ...] = ()
    logo: Text | None = None
    always: bool = False


@dataclass(frozen=True)
class Mailings:
    """Who may write to many at once, each their own copy; to how many, and how fast."""

    allowed: MailingRule = MailingRule.EVERYONE
    most: Positive = 500
    per_minute: Positive = 30


USUAL_MAILINGS = Mailings()
