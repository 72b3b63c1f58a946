"""What the steps of the entrance show."""

from dataclasses import dataclass

from django.http import HttpRequest

from preau.identity.factors import held_by
from preau.identity.models import Account
from preau.web.credentials.ceremony import rp_id


@dataclass(frozen=True)
class FactorPage:
    """`elsewhere`: the host names where passkeys were made, when none answers here."""

    name: str
    has_passkey: bool
    has_app: bool
    has_codes: bool
    elsewhere: list[str]
    error: str
    error_at: str


def factor_page(
    request: HttpRequest, account: Account, error: str = "", error_at: str = ""
) -> FactorPage:
    held = held_by(account)
    here = bool(held.passkeys_for(rp_id(request)))
    return FactorPage(
        account.name,
        has_passkey=here,
        has_app=held.authenticator is not None,
        has_codes=bool(held.codes_left),
        elsewhere=[] if here else sorted({one.rp_id for one in held.passkeys}),
        error=error,
        error_at=error_at,
    )
