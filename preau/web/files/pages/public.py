"""What whoever receives a link sees of it."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.files.models import Content, KeptFile, Link
from preau.kit import figures, moments
from preau.web.shell.kinds import icon_of


@dataclass(frozen=True)
class Offered:
    """One file; without a `url` it cannot be fetched, and `state` says why."""

    name: str
    size_label: str
    icon: str
    url: str = ""
    state: str = ""
    is_bad: bool = False


@dataclass(frozen=True)
class LinkPage:
    title: str
    sender_name: str
    sender_address: str
    until: str
    is_locked: bool = False
    error: str = ""
    files: list[Offered] = field(default_factory=list)
    is_waiting: bool = False

    @classmethod
    def of(cls, link: Link, *, is_locked: bool, error: str) -> "LinkPage":
        files = [] if is_locked else _files(link)
        day = timezone.localdate(link.expires_at) if link.expires_at else timezone.localdate()
        return cls(
            title=_("Files for you"),
            sender_name=link.sender_name,
            sender_address=link.sender_address,
            until=_("until %(day)s") % {"day": moments.day_label(day)},
            is_locked=is_locked,
            error=error,
            files=files,
            is_waiting=any(not one.url and not one.is_bad for one in files),
        )


def _files(link: Link) -> list[Offered]:
    kept = link.files.select_related("content").order_by("pk")
    return [_offered(link, file, number) for number, file in enumerate(kept, start=1)]


def _offered(link: Link, file: KeptFile, number: int) -> Offered:
    url = reverse("files:download", kwargs={"token": link.token, "number": number})
    content = file.content
    return Offered(
        name=file.name,
        size_label=figures.size(content.size),
        icon=icon_of(file.name, file.content_type),
        url=url if content.may_be_fetched else "",
        state=state_said(content),
        is_bad=content.state == Content.State.INFECTED,
    )


def state_said(content: Content) -> str:
    return {
        Content.State.CLEAN: _("The antivirus found nothing."),
        Content.State.WAITING: _("The antivirus is looking at it."),
        Content.State.INFECTED: _("It holds a virus: it cannot be downloaded."),
        Content.State.UNCHECKED: _("Too large for the antivirus: nobody has checked it."),
    }[Content.State(content.state)]
