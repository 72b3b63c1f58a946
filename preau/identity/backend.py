"""Whom a session names, with their preferences: every page needs both."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from preau.identity.models import Account
from preau.kit.prepared import Prepared

_by_number = Prepared(
    lambda number: Account.objects.select_related("preference").filter(pk=number), place=-1
)


class AccountBackend(ModelBackend):
    """Only finds who it is: passwords are checked in actions/signing_in.py, the state of the
    account by the door of the pages."""

    def get_user(self, user_id: Any) -> Account | None:
        return next(iter(_by_number(user_id)), None)
