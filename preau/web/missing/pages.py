"""The page "Why did I not receive it?": what was asked, and the stories that answer."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.identity.models import Membership
from preau.kit import figures, moments
from preau.mail.access import Desk
from preau.traces.queries import Answer, answer
from preau.traces.questions import Question, question
from preau.web.kit.answers import waiting_toasts
from preau.web.kit.request import AccountRequest
from preau.web.missing.cards import Maker
from preau.web.missing.shown import MissingPage
from preau.web.shell.frame import Choice
from preau.web.shell.framing import frame

WHENS = ("today", "yesterday", "week", "month", "day")


def missing(request: AccountRequest, desk: Desk) -> MissingPage:
    when, day = request.GET.get("when", "week"), request.GET.get("day", "")
    when = when if when in WHENS else "week"
    asked = question(request.GET.get("q", ""), when, day, timezone.now())
    is_asked = "q" in request.GET
    found = answer(desk, asked) if is_asked else Answer([])
    maker = Maker.of(desk) if is_asked else None
    cards = [maker.card(story) for story in found.stories] if maker else []
    others = [maker.card(story) for story in found.others] if maker else []
    slug = desk.mailbox.slug
    return MissingPage(
        frame=frame(request, known=desk.memberships, module="help", toasts=waiting_toasts(request)),
        title=_("Why did I not receive it?"),
        box=slug,
        query=asked.text,
        day=day,
        whens=_whens(when),
        boxes=_boxes(desk.memberships, slug),
        here=_here(slug, asked.text, when, day),
        is_asked=is_asked,
        cards=cards,
        others=others,
        is_known=not is_asked or (found.known_since or asked.until) < asked.until,
        is_misaddressed=found.is_misaddressed,
        own_address=desk.mailbox.address,
        window=_window(asked),
        known_since=moments.full_label(found.known_since) if found.known_since else "",
        largest=figures.size(request.academy.limits.attachments_bytes),
        words_for_desk=_("No trace of it.") if is_asked and not cards else "",
    )


def _whens(current: str) -> list[Choice]:
    labels = {
        "today": _("Today"),
        "yesterday": _("Yesterday"),
        "week": _("In the last 7 days"),
        "month": _("In the last 30 days"),
        "day": _("On one day"),
    }
    return [Choice(value, label, value == current) for value, label in labels.items()]


def _boxes(memberships: Iterable[Membership], current: str) -> list[Choice]:
    """Nothing to choose for who has one."""
    every = [
        Choice(m.mailbox.slug, m.mailbox.address, m.mailbox.slug == current) for m in memberships
    ]
    return every if len(every) > 1 else []


def _here(box: str, text: str, when: str, day: str) -> str:
    query = {"box": box, "q": text, "when": when, "day": day}
    return reverse("missing:ask") + "?" + urlencode(query)


def _window(asked: Question) -> str:
    first = timezone.localdate(asked.since)
    last = timezone.localdate(asked.until - timedelta(seconds=1))
    if first == last:
        return moments.day_label(first)
    return _("%(first)s to %(last)s") % {
        "first": moments.day_label(first),
        "last": moments.day_label(last),
    }
