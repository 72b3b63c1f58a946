"""A search is kept under a name, renamed, forgotten; who may open the mailbox may do it."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preau.formats.stems import fold
from preau.identity.models import Mailbox
from preau.kit.errors import NotFound, WrongInput
from preau.mail.models import SavedSearch
from preau.mail.searching import FILTERS, ORDERS

LONGEST_NAME = 80
MOST = 50


@dataclass(frozen=True)
class Sought:
    """What an address of the list asks for, see models.SavedSearch."""

    text: str
    folder: str = "all"
    quick_filter: str = ""
    order: str = ""


def keep_search(mailbox: Mailbox, name: str, sought: Sought) -> SavedSearch:
    """Raises WrongInput: no name, no words, a name that is taken, too many."""
    if not sought.text.strip():
        raise WrongInput(_("There is nothing to keep: type what you look for first."))
    if mailbox.searches.count() >= MOST:
        raise WrongInput(_("This mailbox keeps %(n)s searches: forget one first.") % {"n": MOST})
    made = SavedSearch(
        mailbox=mailbox,
        name=_named(mailbox, name),
        text=sought.text.strip()[:500],
        folder=sought.folder if sought.folder.isalnum() else "all",
        quick_filter=sought.quick_filter if sought.quick_filter in FILTERS else "",
        order=sought.order if sought.order in ORDERS else "",
    )
    _save(made)
    return made


def rename_search(search: SavedSearch, name: str) -> None:
    """Raises WrongInput."""
    search.name = _named(search.mailbox, name, but=search.pk)
    _save(search)


def forget_search(search: SavedSearch) -> Sought:
    """Gives what would keep it again."""
    search.delete()
    return Sought(search.text, search.folder, search.quick_filter, search.order)


def saved_search(mailbox: Mailbox, number: int) -> SavedSearch:
    """Raises NotFound for one that is not, or not of this mailbox."""
    found = mailbox.searches.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def _named(mailbox: Mailbox, name: str, *, but: int = 0) -> str:
    clean = " ".join(name.replace("\0", "").split())
    if not clean or len(clean) > LONGEST_NAME:
        raise WrongInput(_("A search needs a name of 1 to 80 characters."))
    others = mailbox.searches.exclude(pk=but).values_list("name", flat=True)
    if fold(clean) in map(fold, others):
        raise WrongInput(_("Another search has this name."))
    return clean


def _save(search: SavedSearch) -> None:
    try:
        with transaction.atomic():
            search.save()
    except IntegrityError as error:
        raise WrongInput(_("Another search has this name.")) from error
