"""What is still asked of somebody who has proved who they are, before a session begins."""

from enum import StrEnum

from preau.identity.actions.changing_password import must_change
from preau.identity.factors import has_factor, must_have_factor
from preau.identity.models import Account


class Step(StrEnum):
    FACTOR = "factor"
    PASSWORD = "password"  # noqa: S105 -- a step
    ENROL = "enrol"


def next_step(account: Account, *, has_shown: bool, keeps_password: bool = True) -> Step | None:
    """`has_shown`: a second factor was shown already, or what came instead of one.

    `keeps_password`: theirs lives here, where it can be changed.
    """
    holds_one = has_factor(account)
    if holds_one and not has_shown:
        return Step.FACTOR
    if keeps_password and must_change(account):
        return Step.PASSWORD
    if not holds_one and must_have_factor(account):
        return Step.ENROL
    return None
