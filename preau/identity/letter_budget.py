"""How many letters anybody may cause by asking at the entrance: to one person, and to a school.

What is over is not sent, and nobody is told. Counted on who was found, so that another spelling of
a name gives no more tries.
"""

from dataclasses import dataclass
from datetime import timedelta

from preau.identity.models import Account
from preau.journal.actions import record
from preau.journal.queries import recent

WINDOW = timedelta(hours=1)


@dataclass(frozen=True)
class LetterBudget:
    """`verbs`: what the journal says of a letter that left; the others: letters in an hour."""

    verbs: tuple[str, ...]
    to_one: int
    to_school: int

    def allows(self, account: Account) -> bool:
        sent = recent(*self.verbs, within=WINDOW).filter(academy=account.academy)
        if sent.filter(actor=account.login).count() >= self.to_one:
            return False
        schools = schools_of(account)
        return not schools or sent.filter(detail__uai__in=schools).count() < self.to_school

    def note(self, account: Account, verb: str, network: str) -> None:
        """Once one leaves; `verb` is one of ours."""
        record(
            verb,
            by=account.login,
            academy=account.academy,
            network=network,
            uai=next(iter(schools_of(account)), ""),
        )


def schools_of(account: Account) -> list[str]:
    """Of the posts held today, else of those to come: a newcomer may ask before the first day."""
    posts = account.posts or account.person.posts.all()
    return [post.uai for post in posts if post.uai]


CODE_SENT = "activation.code_sent"
CODES = LetterBudget((CODE_SENT,), to_one=3, to_school=60)
# Who has no second address is warned all the same, in their own box.
LINK_SENT, WARNED_ALONE = "recovery.sent", "recovery.without_address"
# More than one network may ask: nobody silences a whole school from one place.
LINKS = LetterBudget((LINK_SENT, WARNED_ALONE), to_one=5, to_school=240)
