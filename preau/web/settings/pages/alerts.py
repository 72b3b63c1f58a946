"""Browsers that are told what touches the safety of an account, even closed."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.identity.doors import push_services
from preau.identity.models import Account, PushSubscription
from preau.identity.origins import browser_words
from preau.identity.queries import told_browsers
from preau.kit import figures, moments
from preau.web.kit.request import AccountRequest
from preau.web.settings.pages.sessions import PHONES
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True)
class ToldBrowser:
    """One that was chosen; `since` and `told` are sentences."""

    browser: str
    icon: str
    since: str
    told: str
    is_here: bool
    removal_url: str


@dataclass(frozen=True, kw_only=True)
class AlertsPage(Sheet):
    """`refusal` says why this browser cannot be chosen; `key` is what it is given, else."""

    here: ToldBrowser | None
    others: list[ToldBrowser]
    refusal: str
    key: str
    error: str


def alerts(request: AccountRequest, error: str = "") -> AlertsPage:
    told = [_told(request, one) for one in told_browsers(request.account).order_by("-made_at")]
    refusal = _refusal(request)
    return AlertsPage(
        **around(
            request,
            "security",
            _("Alerts"),
            _("What touches the safety of your account, shown by a browser even when closed."),
        ),
        here=next((one for one in told if one.is_here), None),
        others=[one for one in told if not one.is_here],
        refusal=refusal,
        key="" if refusal else push_services().public_key,
        error=error,
    )


def in_words(account: Account) -> str:
    count = told_browsers(account).count()
    if not count:
        return _("No browser yet")
    return ngettext("%(n)s browser", "%(n)s browsers", count) % {"n": figures.whole(count)}


def _refusal(request: AccountRequest) -> str:
    if request.open_session.is_shared:
        return _("You said that this computer is shared: it is told nothing.")
    if push_services().known:
        return ""
    if settings.DEMO:
        return _("Not in the demonstration: nothing leaves this machine.")
    return _("Your académie does not offer it.")


def _told(request: AccountRequest, one: PushSubscription) -> ToldBrowser:
    return ToldBrowser(
        browser=browser_words(one.browser, one.system),
        icon="smartphone" if one.system in PHONES else "monitor",
        since=_("Chosen on %(moment)s") % {"moment": moments.full_label(one.made_at)},
        told=_("Last told: %(moment)s") % {"moment": moments.full_label(one.told_at)}
        if one.told_at
        else _("Never told yet"),
        is_here=one.session_id == request.open_session.pk,
        removal_url=reverse("settings:alerts_removal", kwargs={"number": one.pk}),
    )
