"""What people are told when their account closes: at their new box, at their second address."""

from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from preau.academies.registry import academies
from preau.identity.actions.telling import second_addresses, tell_at
from preau.identity.models import Account, Relocation


def tell_of_end(account: Account, moves_to: Account | None) -> None:
    """In their language; one who has neither a new box nor a second address reads nothing."""
    preference = getattr(account, "preference", None)
    with translation.override(preference.language if preference else "fr"):
        if moves_to is None:
            subject, text = _("Your mailbox is closed"), _left(account)
            tell_at(account.academy, second_addresses(account), subject, text)
        else:
            subject, text = _("Your new professional address"), _moved(account, moves_to)
            to = [moves_to.address, *second_addresses(moves_to)]
            tell_at(moves_to.academy, to, subject, text)


def _left(account: Account) -> str:
    return _(
        "Hello,\n\n"
        "Your account %(login)s in %(academy)s is closed, since you do not work there any more."
        " Its address is kept, and will be given to nobody else.\n\n"
        "If this is a mistake, write to the help desk: nothing is lost, and the account can be"
        " opened again.\n"
    ) % {"login": account.login, "academy": academies().of(account.academy).name}


def _moved(account: Account, new: Account) -> str:
    relocation = Relocation.objects.filter(address=account.address).first()
    return _(
        "Hello,\n\n"
        "You now work in %(academy)s: your address there is %(new)s, and your identifier"
        " %(login)s.\n\n"
        "Your former address, %(old)s, takes no mail any more. Until %(day)s it tells those who"
        " write to it your new address, and you can read your former mail beside the new.\n\n"
        "If this is a mistake, write to the help desk.\n"
    ) % {
        "academy": academies().of(new.academy).name,
        "new": new.address,
        "login": new.identifier,
        "old": account.address,
        "day": _day(relocation.last_day) if relocation else "",
    }


def _day(day: date) -> str:
    # French says "le 1er", and only of the first.
    return date_format(day, _("j F Y") if day.day > 1 else pgettext("first of a month", "j F Y"))
