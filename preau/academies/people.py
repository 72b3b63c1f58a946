"""What an académie asks of its people, and how they are called: names, passwords, arrivals and
departures."""

from dataclasses import dataclass

from preau.academies.choices import AddressForm, FactorRole, IdentifierForm
from preau.academies.values import Count, Positive, Slug, Text


@dataclass(frozen=True)
class Identifiers:
    """How sign-in identifiers are made; a digit from 1 up is added on a clash."""

    form: IdentifierForm


@dataclass(frozen=True)
class Addresses:
    """How nominative addresses are made; `apostrophe` is what D’Alès becomes: "" or "-"."""

    form: AddressForm
    apostrophe: str = ""


@dataclass(frozen=True)
class Passwords:
    """What a password must be. `change_after_days` 0: advised, never forced."""

    minimum_length: Positive
    upper: bool
    lower: bool
    digit: bool
    symbol: bool
    names_forbidden: bool
    birth_date_forbidden: bool
    change_at_first_sign_in: bool
    change_after_days: Count


@dataclass(frozen=True)
class Factors:
    """What is asked besides the password, and of whom; everybody may have a factor.

    `passcode_after_password`: the app's six digits may be typed right after the password, in the
    same field. `required_categories` are among those of `help.numen`.
    """

    required_for: tuple[FactorRole, ...] = ()
    required_categories: tuple[Slug, ...] = ()
    passcode_after_password: bool = False


@dataclass(frozen=True)
class Staff:
    """What follows from the staff file: whose function heads a school, how people leave.

    An old address answers with the new one for `moved_for_days`. A departure that nobody decided
    (missing from a complete file, no post left) waits `leave_after_days`; a complete file that
    would make more than `most_leaving_percent` leave is refused.
    """

    head_functions: tuple[Text, ...] = ()
    moved_for_days: Positive = 365
    leave_after_days: Positive = 30
    most_leaving_percent: Positive = 5


USUAL_STAFF = Staff()
