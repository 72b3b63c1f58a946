"""What the académie of a box says of full mailboxes."""

from dataclasses import dataclass

from preau.academies.mail import USUAL_GRACE, USUAL_GROWTH, Grace, Growth
from preau.academies.registry import academies
from preau.identity.models import Mailbox


@dataclass(frozen=True)
class Terms:
    grace: Grace = USUAL_GRACE
    growth: Growth = USUAL_GROWTH


def terms_of(mailbox: Mailbox) -> Terms:
    """The usual ones for a box of no académie, or of one whose file was taken away."""
    academy = academies().by_slug(mailbox.academy)
    return Terms() if academy is None else Terms(academy.grace, academy.growth)
