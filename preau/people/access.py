"""This line of the directory, for this person: of their own académie, or not there."""

from django.utils.translation import gettext as _

from preau.identity.models import Account
from preau.kit.errors import NotFound
from preau.people.models import Listing


def listing(account: Account, pk: int) -> Listing:
    found = Listing.objects.filter(academy=account.academy, pk=pk).first()
    if found is None:
        raise NotFound(_("This person is not in the directory."))
    return found
