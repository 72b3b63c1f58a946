"""Where an académie's passwords live in a directory, it is asked whether one is right (LDAP bind).

Only the account's own identifier makes the name that is asked about, never what was typed.
"""

from collections.abc import Callable
from pathlib import Path

from preau.engines.ldap import DirectoryShape, Protection, may_sign_in
from preau.federation.models import Provider
from preau.federation.queries import directory
from preau.identity import passwords
from preau.identity.models import Account

Verify = Callable[[Account | None, str], bool]
# Asked about when there is nobody of that name, so that the answer takes as long.
NOBODY = "personne.de.ce.nom"


def verifier(academy: str) -> Verify:
    """What tells a right password of this académie; asked, it may raise EngineAway."""
    there = directory(academy)
    return passwords.is_right if there is None else _bound_to(there)


def _bound_to(there: Provider) -> Verify:
    shape = directory_of(there)
    template: str = there.parameters["dn"]

    def is_right(account: Account | None, password: str) -> bool:
        name = account.identifier if account is not None else NOBODY
        return may_sign_in(shape, template.format(identifier=name), password) and (
            account is not None
        )

    return is_right


def directory_of(provider: Provider) -> DirectoryShape:
    told = provider.parameters
    authority = told.get("authority")
    return DirectoryShape(
        told["host"],
        int(told["port"]),
        Protection(told["protection"]),
        authority=Path(authority) if authority else None,
        patience=8,
    )
