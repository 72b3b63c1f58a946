"""The password and what comes besides it, in a few lines of the page on security."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.academies.academy import Academy
from preau.identity.actions.recovering import masked
from preau.identity.actions.second_address import known_address
from preau.identity.factors import Held, held_by
from preau.identity.models import Account
from preau.kit import moments
from preau.web.credentials.elsewhere import Elsewhere, elsewhere
from preau.web.shell.frame import Fact

ADVISED_AFTER = timedelta(days=365)


@dataclass(frozen=True)
class Credentials:
    place: Elsewhere | None
    """Where the password lives, when that is not here."""
    password_changed: str
    advises_change: bool
    facts: list[Fact]
    second_address: str
    address_state: str


def credentials_of(account: Account, academy: Academy) -> Credentials:
    changed = account.password_changed_at
    return Credentials(
        elsewhere(academy),
        moments.full_label(changed) if changed else "",
        bool(changed and changed < timezone.now() - ADVISED_AFTER),
        _facts(held_by(account)),
        *_address(account),
    )


def _address(account: Account) -> tuple[str, str]:
    """The second address, masked, and what is to be known of it."""
    known = known_address(account)
    if known is None:
        return "", _("You have none: nobody but the help desk could help you back in.")
    if known.failed_at:
        return masked(known.address), _("Letters to it come back: record another one.")
    if not known.is_proved:
        return masked(known.address), _("It is not proved yet.")
    proved = moments.full_label(known.proved_at) if known.proved_at else ""
    return masked(known.address), _("Proved on %(moment)s.") % {"moment": proved}


def _facts(held: Held) -> list[Fact]:
    keys, codes = len(held.passkeys), held.codes_left
    none = _("Not yet")
    app = _("Yes") if held.authenticator else none
    facts = [
        Fact(_("Passkeys"), str(keys) if keys else none),
        Fact(_("Authenticator app"), app),
    ]
    if held:
        left = ngettext("%(count)s left", "%(count)s left", codes) % {"count": codes}
        facts.append(Fact(_("Recovery codes"), left))
    return facts
