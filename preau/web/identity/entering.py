"""Somebody has proved who they are: the one place where a session begins.

Every way in ends here (password, link, another identity provider), so that what is asked of
everybody, and what is written down of it, stands once.
"""

from dataclasses import replace

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from preau.academies.choices import Landing
from preau.academies.registry import host_name
from preau.identity import throttle
from preau.identity.models import Account, SecondAddress, Session
from preau.identity.queries import memberships
from preau.journal.actions import record
from preau.web.credentials.fresh import refresh
from preau.web.identity.beginning import begin, wish_shared
from preau.web.identity.half import (
    Half,
    forget_half,
    forget_who_was_in,
    keep_half,
    open_half,
    step_of,
)
from preau.web.kit.answers import keep_for_later
from preau.web.kit.request import AcademyRequest, network
from preau.web.shell.frame import Toast


def enter(
    request: AcademyRequest,
    account: Account,
    way: str = Session.Way.PASSWORD,
    *,
    has_shown: bool = False,
) -> HttpResponse:
    """Signed in, on the way to where they were going; or to what is still asked of them.

    `has_shown`: a second factor was shown at once, as a passkey does.
    """
    forget_who_was_in(request)
    wish_shared(request)
    half = Half(account, way, has_shown, back_to(request, account))
    step = step_of(half)
    if step is None:
        return come_in(request, half)
    open_half(request, half)
    return HttpResponseRedirect(reverse(f"sign_in_{step}"))


def go_on(request: AcademyRequest, half: Half, *, has_shown: bool = False) -> HttpResponse:
    """One step is done: to the next, or in."""
    further = replace(half, has_shown=half.has_shown or has_shown)
    step = step_of(further)
    if step is None:
        return come_in(request, further)
    keep_half(request, further)
    return HttpResponseRedirect(reverse(f"sign_in_{step}"))


def come_in(request: AcademyRequest, half: Half) -> HttpResponse:
    """The session begins."""
    account = half.account
    forget_half(request)
    response = HttpResponseRedirect(half.next)
    begin(request, response, account, half.way)
    if half.way == Session.Way.ACTIVATION:
        refresh(request)
    came = {"by": account.login, "academy": account.academy, "network": network(request)}
    record(throttle.ACCEPTED, **came, way=half.way)
    remind(request, account)
    return response


def remind(request: AcademyRequest, account: Account) -> None:
    """A second address that refuses mail would fail its owner on the day they need it (I-19)."""
    if SecondAddress.objects.filter(person=account.person_id, failed_at__isnull=False).exists():
        with translation.override(account.preference.language):
            sentence = _("Your second address refuses mail. Give another in Settings, Security.")
        keep_for_later(request, Toast(sentence, level="warning"))


def back_to(request: AcademyRequest, account: Account) -> str:
    """Where the person was going, never to another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) and wanted.startswith("/"):
        return wanted
    return landing(request, account)


def landing(request: AcademyRequest, account: Account) -> str:
    """The box that this entrance opens: an entrance of functional boxes leads to the first one
    that the person works in, their own mail being one step away (P-05)."""
    entrance = request.academy.entrance_at(host_name(request.get_host()))
    if entrance is not None and entrance.opens == Landing.FUNCTIONAL:
        for one in memberships(account):
            if not one.is_owner:
                return reverse("mail:list", kwargs={"box": one.mailbox.slug, "folder": "inbox"})
    return inbox_of(account)


def inbox_of(account: Account) -> str:
    return reverse("mail:list", kwargs={"box": account.identifier, "folder": "inbox"})
