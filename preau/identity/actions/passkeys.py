"""Passkeys: kept, renamed, removed; what browsers sign is checked at the web's door."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from preau.identity.actions.alerting import note
from preau.identity.actions.recovery_codes import forget_codes
from preau.identity.models import Account, Passkey
from preau.kit.errors import NotFound, WrongInput

MOST = 20
NAME_LENGTH = 60


def keep_passkey(
    account: Account,
    *,
    name: str,
    rp_id: str,
    credential_id: str,
    public_key: bytes,
    sign_count: int,
    transports: Sequence[str] = (),
    is_synced: bool = False,
    network: str,
) -> Passkey:
    """Raises WrongInput: it is known already, or there are too many."""
    if account.passkeys.count() >= MOST:
        raise WrongInput(_("You have %(most)s passkeys: remove one first.") % {"most": MOST})
    try:
        with transaction.atomic():
            kept = Passkey.objects.create(
                account=account,
                name=_name(name),
                rp_id=rp_id,
                credential_id=credential_id,
                public_key=public_key,
                sign_count=sign_count,
                transports=list(transports),
                is_synced=is_synced,
            )
    except IntegrityError as error:
        raise WrongInput(_("This passkey is recorded already.")) from error
    happened = gettext_lazy("A passkey was added to your account")
    note(account, "passkey.added", network=network, happened=happened)
    return kept


def rename_passkey(account: Account, number: int, name: str, *, network: str) -> Passkey:
    kept = own_passkey(account, number)
    kept.name = _name(name)
    kept.save(update_fields=["name"])
    note(account, "passkey.renamed", network=network)
    return kept


def remove_passkey(account: Account, number: int, *, network: str) -> Passkey:
    kept = own_passkey(account, number)
    Passkey.objects.filter(pk=kept.pk).delete()
    forget_codes(account)
    happened = gettext_lazy("A passkey was removed from your account")
    note(account, "passkey.removed", network=network, happened=happened)
    return kept


def note_use(passkey: Passkey, sign_count: int) -> bool:
    """Whether it counts further than all before: of two who show one answer at once, one does."""
    same = Passkey.objects.filter(pk=passkey.pk, sign_count=passkey.sign_count)
    return same.update(sign_count=sign_count, used_at=timezone.now()) == 1


def own_passkey(account: Account, number: int) -> Passkey:
    """Not there and not yours give one answer."""
    kept = account.passkeys.filter(pk=number).first()
    if kept is None:
        raise NotFound
    return kept


def _name(given: str) -> str:
    """What people call it: one line, never empty."""
    return " ".join(given.split())[:NAME_LENGTH] or _("Passkey")
