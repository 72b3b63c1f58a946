"""What somebody can show besides their password, and whether they have to."""

from dataclasses import dataclass

from preau.academies.choices import FactorRole
from preau.academies.registry import academies
from preau.identity.models import Account, Authenticator, Passkey
from preau.identity.rules import has_role


@dataclass(frozen=True)
class Held:
    """The factors of one account; recovery codes are not one: they replace what was lost."""

    passkeys: tuple[Passkey, ...]
    authenticator: Authenticator | None
    codes_left: int

    def __bool__(self) -> bool:
        return bool(self.passkeys or self.authenticator)

    def passkeys_for(self, rp_id: str) -> tuple[Passkey, ...]:
        """A passkey answers on the host name where it was made, and nowhere else."""
        return tuple(one for one in self.passkeys if one.rp_id == rp_id)


def held_by(account: Account) -> Held:
    return Held(
        tuple(account.passkeys.order_by("made_at")),
        Authenticator.objects.filter(account=account).first(),
        account.recovery_codes.filter(used_at__isnull=True).count(),
    )


def has_factor(account: Account) -> bool:
    return account.passkeys.exists() or Authenticator.objects.filter(account=account).exists()


def must_have_factor(account: Account) -> bool:
    """By role or by staff category, as the académie says."""
    rule = academies().of(account.academy).factors
    if FactorRole.EVERYONE in rule.required_for:
        return True
    if account.person.category and account.person.category in rule.required_categories:
        return True
    return bool(rule.required_for) and has_role(account, *rule.required_for)
