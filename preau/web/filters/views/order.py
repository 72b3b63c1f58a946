"""Rules put in order, switched, taken out and put back."""

from django.core import signing
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from preau.filters.actions import saving
from preau.filters.sheet import read_sheet, understood
from preau.formats.sieve.rule import Foreign, Item, Script
from preau.formats.sieve.writing import write
from preau.kit.errors import NotFound, WrongInput
from preau.mail import access
from preau.web.filters.pages.around import url
from preau.web.kit.answers import keep_for_later, told
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.kit.signed_in import signed_in
from preau.web.shell.frame import Toast

SALT = "preau.filters.removed"
SECONDS = 600
# A session and a form carry it: more is not worth one.
LONGEST_NOTE = 6000


@require_POST
@signed_in
def switch(request: AccountRequest, box: str) -> HttpResponse:
    on = request.POST.get("on") == "1"
    mailbox = access.membership(request.account, box).mailbox
    saving.switch(mailbox, _number(request, "at"), on=on, by=request.account, stamp=_stamp(request))
    return _back(request, box, Toast(_("The rule is on.") if on else _("The rule is off.")))


@require_POST
@signed_in
def shift(request: AccountRequest, box: str) -> HttpResponse:
    mailbox = access.membership(request.account, box).mailbox
    at, to = _number(request, "at"), _number(request, "to")
    saving.shift(mailbox, at, to, by=request.account, stamp=_stamp(request))
    return _back(request, box, Toast(_("The order is changed.")))


@require_POST
@signed_in
def remove(request: AccountRequest, box: str) -> HttpResponse:
    mailbox, at = access.membership(request.account, box).mailbox, _number(request, "at")
    requires = read_sheet(mailbox).script.requires
    gone = saving.remove(mailbox, at, by=request.account, stamp=_stamp(request))
    toast = Toast(_("The rule is deleted."), _note(gone, at, box, requires), url("put_back", box))
    return _back(request, box, toast)


@require_POST
@signed_in
def put_back(request: AccountRequest, box: str) -> HttpResponse:
    mailbox = access.membership(request.account, box).mailbox
    try:
        noted = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=SECONDS)
        known, at, text = noted
    except (signing.BadSignature, ValueError) as error:
        raise WrongInput(_("It is too late to undo this.")) from error
    if known != box:
        raise WrongInput(_("This was done in another mailbox."))
    saving.put_back(mailbox, understood(text), at, by=request.account)
    return _back(request, box, Toast(_("The rule is back.")))


@require_POST
@signed_in
def wake(request: AccountRequest, box: str) -> HttpResponse:
    """Our script in force again, with the one that another program put in its place."""
    mailbox = access.membership(request.account, box).mailbox
    saving.change(mailbox, lambda items: items, by=request.account, stamp=_stamp(request))
    return _back(request, box, Toast(_("The filters are in force.")))


def _note(gone: Item, at: int, box: str, requires: frozenset[str]) -> str:
    """What puts it back, carried by the page; "" where it would be too long."""
    kept = requires if isinstance(gone, Foreign) else frozenset()
    text = write(Script((gone,), kept))
    return (
        signing.dumps([box, at, text], salt=SALT, compress=True) if len(text) < LONGEST_NOTE else ""
    )


def _back(request: AccountRequest, box: str, toast: Toast) -> HttpResponse:
    here = url("rules", box)
    if is_fragment(request):
        keep_for_later(request, toast)
        return HttpResponse(status=204, headers={"HX-Redirect": here})
    return told(request, here, toast)


def _stamp(request: AccountRequest) -> str:
    """Never empty: a change of order is about what was seen."""
    return request.POST.get("stamp", "") or "?"


def _number(request: AccountRequest, name: str) -> int:
    given = request.POST.get(name, "")
    if not (given.isascii() and given.isdecimal() and len(given) < 5):
        raise NotFound
    return int(given)
