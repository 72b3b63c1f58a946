"""A slip in a row: how it stands, and what may be done with it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.identity.models import Account, Slip
from preau.kit import moments
from preau.web.console.shown import Cell, Tone, Verb


def slip_words() -> dict[str, tuple[str, Tone]]:
    return {
        Slip.State.MADE: (_("Made"), "calm"),
        Slip.State.PRINTED: (_("Printed"), "warning"),
        Slip.State.USED: (_("Used"), "good"),
        Slip.State.REVOKED: (_("Withdrawn"), "danger"),
        Slip.State.EXPIRED: (_("Too old"), "danger"),
    }


def slip_cell(slip: Slip | None) -> Cell:
    if slip is None:
        return Cell(_("No slip yet"))
    words, tone = slip_words()[slip.state]
    moment = slip.used_at or slip.revoked_at or slip.printed_at or slip.made_at
    return Cell(words, more=moments.short_label(moment), tone=tone)


def slip_verbs(account: Account, slip: Slip | None) -> list[Verb]:
    """Withdraw one that is good; make one, again where there was one."""
    name = {"name": account.name}
    again = Verb(
        _("Make again") if slip else _("Make"),
        (_("Make the slip of %(name)s again") if slip else _("Make a slip for %(name)s")) % name,
        reverse("console:slips_make"),
        "id",
        str(account.pk),
    )
    if slip is None or not slip.is_good:
        return [again]
    withdraw = Verb(
        _("Withdraw"),
        _("Withdraw the slip of %(name)s") % name,
        reverse("console:slip_revoke", kwargs={"number": slip.pk}),
        is_danger=True,
    )
    return [again, withdraw]
