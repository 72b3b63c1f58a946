"""One form: asked again with a ready text, or applied (A-06)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from preau.absence import wish as wishes
from preau.absence.actions import applying
from preau.absence.wish import Wish
from preau.web.absence.asked import Pressed, wish_of
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
def absence(request: AccountRequest) -> HttpResponse:
    if request.method != "POST":
        return shown(request, for_holiday(request, kept_wish(request)))
    wish, pressed = wish_of(request.POST), Pressed.by(request.POST)
    if not pressed.applies:
        return shown(request, for_occasion(request, wish, pressed.name))
    mistakes = wishes.mistakes(wish, request.academy.hours, timezone.now())
    if mistakes:
        return shown(request, wish, mistakes)
    applying.apply(request.account, wish, now=timezone.now())
    return told(request, reverse("absence:absence"), Toast(done_words(wish)))


@require_POST
@signed_in
def preview(request: AccountRequest) -> HttpResponse:
    """The form as it is typed; nothing is kept."""
    found = preview_of(request, wish_of(request.POST))
    return render(request, "absence/_preview.html", {"preview": found})


@require_POST
@signed_in
def stop(request: AccountRequest) -> HttpResponse:
    applying.stop(request.account, now=timezone.now())
    done = Toast(_("Your automatic reply is stopped. Its texts are kept for the next time."))
    return told(request, reverse("absence:absence"), done)


def shown(
    request: AccountRequest, wish: Wish, mistakes: dict[str, str] | None = None
) -> HttpResponse:
    page = absence_page(request, wish, now=timezone.now(), mistakes=mistakes)
    return render(request, "absence/absence.html", {"page": page})


def done_words(wish: Wish) -> str:
    if wish.is_on:
        return _("The changes are applied.")
    return _("The changes are applied: no automatic reply is sent.")
