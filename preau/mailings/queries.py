"""How far a mailing is, and what each line's letter says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import translation

from preau.formats.html.words import read
from preau.formats.mime.addresses import Address
from preau.formats.placeholders import filled, filled_html, folded, names_in
from preau.identity.models import Account, Mailbox
from preau.mail.models import Draft
from preau.mailings.models import Copy, Mailing
from preau.wordings import fields


@dataclass(frozen=True)
class Progress:
    waiting: int
    sent: int
    failed: int
    unsure: int

    @property
    def total(self) -> int:
        return self.waiting + self.sent + self.failed + self.unsure

    @property
    def done(self) -> int:
        return self.total - self.waiting


def progress(mailing: Mailing) -> Progress:
    return progress_of([mailing])[mailing.pk]


def progress_of(mailings: Iterable[Mailing]) -> dict[int, Progress]:
    """By their numbers, in one question."""
    counts: dict[int, dict[str, int]] = {one.pk: {} for one in mailings}
    rows = Copy.objects.filter(mailing__in=counts).values_list("mailing", "state")
    for number, state, n in rows.annotate(n=Count("pk")):
        counts[number][state] = n
    return {number: _progress(each) for number, each in counts.items()}


def _progress(counts: Mapping[str, int]) -> Progress:
    states = Copy.State
    return Progress(
        waiting=counts.get(states.WAITING, 0) + counts.get(states.SENDING, 0),
        sent=counts.get(states.SENT, 0),
        failed=counts.get(states.FAILED, 0),
        unsure=counts.get(states.UNSURE, 0),
    )


def of_box(mailbox: Mailbox, author: Account) -> QuerySet[Mailing]:
    """Those of one's own in this box that were begun, the newest first."""
    begun = Mailing.objects.filter(mailbox=mailbox, author=author)
    return begun.exclude(state=Mailing.State.PREPARING).order_by("-started_at")


@dataclass(frozen=True)
class Filled:
    """One reader's letter; `left` are the places that nothing fills."""

    subject: str
    html: str
    text: str
    left: tuple[str, ...] = ()


def fill(mailing: Mailing, draft: Draft, copy: Copy) -> Filled:
    """The columns of the table come first, then what the directory and the day know."""
    known = values(mailing, draft, copy)
    html, text = filled_html(draft.html, known), filled(draft.text, known)
    subject = filled(draft.subject, known)
    body = names_in(read(html)) if draft.format == "html" else names_in(text)
    places = [*names_in(subject), *body]
    usual = set(map(folded, mailing.headings)) | fields.known()
    return Filled(subject, html, text, tuple(dict.fromkeys(p for p in places if p in usual)))


def values(mailing: Mailing, draft: Draft, copy: Copy) -> Mapping[str, str]:
    row = dict(zip(map(folded, mailing.headings), copy.values, strict=False))
    with translation.override("fr"):
        person = Address("", copy.address) if copy.address else None
        usual = fields.values(writer=draft.author, recipient=person, subject="")
    return usual | {name: value for name, value in row.items() if value}
