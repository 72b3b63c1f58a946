"""One form: asked again with a ready text, or applied (A-06). One's own box needs no name."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from preau.absence import wish as wishes
from preau.absence.actions import applying
from preau.absence.wish import Wish
from preau.identity.models import Mailbox
from preau.web.absence.asked import Pressed, wish_of
from preau.web.absence.boxes import asked_for, url
from preau.web.absence.pages.absence import absence as absence_page
from preau.web.absence.pages.absence import kept_wish
from preau.web.absence.pages.preview import preview_of
from preau.web.absence.ready import for_holiday, for_occasion
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest
from preau.web.kit.signed_in import signed_in
from preau.web.shell.frame import Toast


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def absence(request: AccountRequest, box: str = "") -> HttpResponse:
    mailbox = asked_for(request, box)
    if request.method != "POST":
        return shown(request, mailbox, for_holiday(request.GET, mailbox, kept_wish(mailbox)))
    wish, pressed = wish_of(request.POST), Pressed.by(request.POST)
    if not pressed.applies:
        return shown(request, mailbox, for_occasion(mailbox, wish, pressed.name))
    mistakes = wishes.mistakes(wish, request.academy.hours, timezone.now())
    if mistakes:
        return shown(request, mailbox, wish, mistakes)
    applying.apply(mailbox, wish, by=request.account, now=timezone.now())
    return told(request, url("absence", mailbox, request.account), Toast(done_words(wish)))


@require_POST
@signed_in
def preview(request: AccountRequest, box: str = "") -> HttpResponse:
    """The form as it is typed; nothing is kept."""
    found = preview_of(asked_for(request, box), wish_of(request.POST))
    return render(request, "absence/_preview.html", {"preview": found})


@require_POST
@signed_in
def stop(request: AccountRequest, box: str = "") -> HttpResponse:
    mailbox = asked_for(request, box)
    applying.stop(mailbox, by=request.account, now=timezone.now())
    done = Toast(_("The automatic reply is stopped. Its texts are kept for the next time."))
    return told(request, url("absence", mailbox, request.account), done)


def shown(
    request: AccountRequest, mailbox: Mailbox, wish: Wish, mistakes: dict[str, str] | None = None
) -> HttpResponse:
    page = absence_page(request, mailbox, wish, now=timezone.now(), mistakes=mistakes)
    return render(request, "absence/absence.html", {"page": page})


def done_words(wish: Wish) -> str:
    if wish.is_on:
        return _("The changes are applied.")
    return _("The changes are applied: no automatic reply is sent.")
