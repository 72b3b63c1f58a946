"""A mailing before it leaves: its table, its lines without an address, each reader's letter."""

from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.formats.html.words import read
from preau.formats.placeholders import folded, names_in
from preau.kit import figures
from preau.mail.models import Draft
from preau.mailings.models import Mailing
from preau.mailings.queries import fill
from preau.mailings.rules import limits
from preau.web.kit.answers import waiting_toasts
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Frame
from preau.web.shell.framing import frame
from preau.wordings import fields

MOST_LISTED = 20
Where = dict[str, object]


@dataclass(frozen=True)
class Column:
    number: int
    name: str
    place: str
    is_address: bool


@dataclass(frozen=True)
class Sample:
    """One line's letter, as its reader will see it."""

    label: str
    address: str
    subject: str
    frame_url: str
    previous_url: str
    next_url: str
    left: str = ""


@dataclass(frozen=True)
class PreparePage:
    """`ready` says how many leave and for how long; empty before there is a table."""

    frame: Frame
    title: str
    url: str
    back_url: str
    list_url: str
    error: str
    most_label: str
    columns: list[Column] = field(default_factory=list)
    column_url: str = ""
    start_url: str = ""
    ready: str = ""
    count: int = 0
    without_address: list[str] = field(default_factory=list)
    unknown: str = ""
    sample: Sample | None = None


def prepare(
    request: AccountRequest, draft: Draft, mailing: Mailing | None, *, error: str = ""
) -> PreparePage:
    box = draft.mailbox.slug
    where = {"box": box, "number": draft.pk}
    most = limits(draft.mailbox).most
    page = PreparePage(
        frame=frame(request, box=box, toasts=waiting_toasts(request)),
        title=_("One copy each"),
        url=reverse("mailings:prepare", kwargs=where),
        back_url=f"/mail/{box}/drafts/d/{draft.pk}/",
        list_url=reverse("mailings:list", kwargs={"box": box}),
        error=error,
        most_label=_("CSV, ODS or XLSX; %(most)s lines at most.") % {"most": figures.whole(most)},
    )
    return page if mailing is None else _with_table(request, page, draft, mailing, where)


def _with_table(
    request: AccountRequest, page: PreparePage, draft: Draft, mailing: Mailing, where: Where
) -> PreparePage:
    good = mailing.copies.exclude(address="").count()
    bad = list(mailing.copies.filter(address="").order_by("line").values_list("line", flat=True))
    return replace(
        page,
        columns=_columns(mailing),
        column_url=reverse("mailings:column", kwargs=where),
        start_url=reverse("mailings:start", kwargs=where),
        ready=_ready(mailing, good),
        count=good,
        without_address=[figures.whole(line) for line in bad[:MOST_LISTED]],
        unknown=", ".join(_unknown(draft, mailing)),
        sample=_sample(request, page, draft, mailing, where),
    )


def _columns(mailing: Mailing) -> list[Column]:
    return [
        Column(number, name, "{" + name + "}", number == mailing.address_column)
        for number, name in enumerate(mailing.headings)
    ]


def _ready(mailing: Mailing, count: int) -> str:
    minutes = max(1, round(count / limits(mailing.mailbox).per_minute))
    said = ngettext(
        "%(count)s message will leave, in about %(minutes)s min.",
        "%(count)s messages will leave, one by one, in about %(minutes)s min.",
        count,
    )
    return said % {"count": figures.whole(count), "minutes": figures.whole(minutes)}


def _unknown(draft: Draft, mailing: Mailing) -> list[str]:
    """Places of the letter that neither a column nor the directory fills."""
    body = names_in(read(draft.html)) if draft.format == "html" else names_in(draft.text)
    known = set(map(folded, mailing.headings)) | fields.known()
    return [name for name in dict.fromkeys([*names_in(draft.subject), *body]) if name not in known]


def _sample(
    request: AccountRequest, page: PreparePage, draft: Draft, mailing: Mailing, where: Where
) -> Sample | None:
    copies = mailing.copies.exclude(address="").order_by("line")
    count = copies.count()
    if not count:
        return None
    at = asked_line(request, count)
    copy = copies[at]
    made = fill(mailing, draft, copy)

    def url(place: int) -> str:
        return f"{page.url}?at={place}#sample" if 0 <= place < count else ""

    return Sample(
        label=_("%(at)s of %(total)s")
        % {"at": figures.whole(at + 1), "total": figures.whole(count)},
        address=copy.address,
        subject=made.subject,
        frame_url=f"{reverse('mailings:preview', kwargs=where)}?at={at}",
        previous_url=url(at - 1),
        next_url=url(at + 1),
        left=", ".join(made.left),
    )


def asked_line(request: AccountRequest, count: int) -> int:
    """Which line is looked at, from 0."""
    at = request.GET.get("at", "0")
    return min(int(at), count - 1) if at.isdecimal() and len(at) < 7 else 0
