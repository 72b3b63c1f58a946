"""A mailing on its way: how far it is, what could not leave; and those before it."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.identity.models import Mailbox
from preau.kit import figures, moments
from preau.mailings.models import Copy, Mailing
from preau.mailings.queries import Progress, of_box, progress, progress_of
from preau.web.kit.answers import waiting_toasts
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Frame
from preau.web.shell.framing import frame

MOST_LISTED = 200


@dataclass(frozen=True)
class Failure:
    line: str
    address: str
    reason: str


@dataclass(frozen=True)
class Run:
    """What the page asks for again and again while it runs."""

    url: str
    turn_url: str
    register_url: str
    state: str
    sentence: str
    done: int
    total: int
    failures: list[Failure] = field(default_factory=list)

    @property
    def is_sending(self) -> bool:
        return self.state == Mailing.State.SENDING

    @property
    def is_stopped(self) -> bool:
        return self.state == Mailing.State.STOPPED


@dataclass(frozen=True)
class RunPage:
    frame: Frame
    title: str
    list_url: str
    run: Run


@dataclass(frozen=True)
class Line:
    subject: str
    url: str
    when: str
    sentence: str


@dataclass(frozen=True)
class ListPage:
    frame: Frame
    title: str
    lines: list[Line]


def one(request: AccountRequest, mailing: Mailing) -> RunPage:
    box = mailing.mailbox.slug
    return RunPage(
        frame=frame(request, box=box, toasts=waiting_toasts(request)),
        title=mailing.subject or _("(no subject)"),
        list_url=reverse("mailings:list", kwargs={"box": box}),
        run=run(mailing),
    )


def run(mailing: Mailing) -> Run:
    where = {"box": mailing.mailbox.slug, "number": mailing.pk}
    far = progress(mailing)
    failed = mailing.copies.filter(state__in=(Copy.State.FAILED, Copy.State.UNSURE))
    return Run(
        url=reverse("mailings:one", kwargs=where),
        turn_url=reverse("mailings:turn", kwargs=where),
        register_url=reverse("mailings:register", kwargs=where),
        state=mailing.state,
        sentence=sentence(mailing, far),
        done=far.done,
        total=far.total,
        failures=[
            Failure(figures.whole(one.line), one.address, one.reason)
            for one in failed.order_by("line")[:MOST_LISTED]
        ],
    )


def sentence(mailing: Mailing, far: Progress) -> str:
    said = ngettext("%(n)s message sent", "%(n)s messages sent", far.sent)
    parts = [said % {"n": figures.whole(far.sent)}]
    if missing := far.failed + far.unsure:
        said = ngettext("%(n)s not sent", "%(n)s not sent", missing)
        parts.append(said % {"n": figures.whole(missing)})
    if far.waiting and mailing.state != Mailing.State.CLOSED:
        said = ngettext("%(n)s waits", "%(n)s wait", far.waiting)
        parts.append(said % {"n": figures.whole(far.waiting)})
    return ", ".join(parts)


def every(request: AccountRequest, mailbox: Mailbox) -> ListPage:
    mailings = list(of_box(mailbox, request.account)[:100])
    far = progress_of(mailings)
    return ListPage(
        frame=frame(request, box=mailbox.slug, toasts=waiting_toasts(request)),
        title=_("Mailings"),
        lines=[_line(mailing, mailbox, far[mailing.pk]) for mailing in mailings],
    )


def _line(mailing: Mailing, mailbox: Mailbox, far: Progress) -> Line:
    where = {"box": mailbox.slug, "number": mailing.pk}
    return Line(
        subject=mailing.subject or _("(no subject)"),
        url=reverse("mailings:one", kwargs=where),
        when=moments.short_label(mailing.started_at) if mailing.started_at else "",
        sentence=sentence(mailing, far),
    )


def states() -> dict[str, str]:
    """What became of a line, in a word."""
    return {
        Copy.State.WAITING: _("waits"),
        Copy.State.SENDING: _("is leaving"),
        Copy.State.SENT: _("sent"),
        Copy.State.FAILED: _("not sent"),
        Copy.State.UNSURE: _("perhaps sent"),
    }
