"""What the pages of recovery show: the forms as they were filled, and what is wrong in shape."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from preau.formats import numen
from preau.formats.numen import Numen, WrongNumen
from preau.identity.models import Account
from preau.identity.passwords import hashed
from preau.identity.passwords.rules import faults
from preau.web.credentials.choosing import PasswordFields, password_fields

# What is typed in the wrong field may be a password: nothing else is even looked at.
_NAME = re.compile(r"[\w.'’+-]{1,64}(@[\w.-]{3,190})?")


@dataclass
class Form:
    """What was typed, and one sentence for each field that cannot be right."""

    name: str = ""
    numen: str = ""
    birth: str = ""
    code: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    error: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "Form":
        typed = request.POST
        return cls(
            name="".join(typed.get("name", "").split()),
            numen=typed.get("numen", ""),
            birth=typed.get("birth", ""),
            code=typed.get("code", ""),
        )

    def read_name(self) -> str:
        if numen.is_valid(self.name):
            # Kept for a second for the worker to look up: a NUMEN is kept nowhere.
            self.errors["name"] = _(
                "This is a NUMEN, not an identifier: choose “I do not know my identifier”."
            )
        elif _NAME.fullmatch(self.name) is None:
            self.errors["name"] = _(
                "This is neither an identifier (jdupont) nor an address (jean.dupont@…)."
            )
        return self.name

    def read_numen(self) -> Numen | None:
        try:
            return numen.parse(self.numen)
        except WrongNumen:
            self.errors["numen"] = _(
                "A NUMEN has 13 characters: 2 digits, 1 letter, 7 digits, 3 letters. "
                "Look at it again on your letter."
            )
        return None

    def read_birth(self) -> date | None:
        try:
            return date.fromisoformat(self.birth)
        except ValueError:
            self.errors["birth"] = _("Write the day, the month and the year of your birth.")
        return None

    def read_code(self) -> str:
        if sum(sign.isdigit() for sign in self.code) != 8:
            self.errors["code"] = _("The code has 8 digits.")
        return self.code


class NewPassword:
    """A password being chosen by who has proved who they are."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.faults: list[str] = []
        self._password = ""

    def is_good(self, password: str) -> bool:
        self._password = password
        self.faults = faults(password, self.account)
        return not self.faults

    @property
    def fields(self) -> PasswordFields:
        return password_fields(self.account, self._password)

    def hashed(self) -> str:
        return hashed(self._password)
