"""What leaves beside a letter being written: the files of its link, those cut on their way."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.files import queries, rules, store
from preau.files.models import Content, KeptFile, Upload
from preau.kit import figures
from preau.mail.actions import joining
from preau.mail.models import Draft
from preau.web.mail import addresses
from preau.web.mail.composer import DraftLink, LinkedFile, Unfinished
from preau.web.shell.frame import Choice


def is_heavy(draft: Draft, size: int) -> bool:
    """Enough for a link to be offered."""
    return size >= rules.links_of(draft.author.academy).offered_from_bytes


def most(draft: Draft) -> int:
    """Octets that all files of its link may weigh, as far as the person's room goes."""
    allowed = rules.links_of(draft.author.academy).most_bytes
    already = queries.weight(draft.link) if draft.link else 0
    return min(allowed, already + queries.room(draft.author).left)


def link(draft: Draft) -> DraftLink | None:
    """None while all of it fits in the letter."""
    files = joining.linked(draft)
    if not files or draft.link is None:
        return None
    return DraftLink(
        url=addresses.draft(draft.mailbox.slug, draft.pk, "link"),
        files=[_linked(draft, file) for file in files],
        days=days_to_choose(draft.author.academy, draft.link.days),
        has_password=bool(draft.link.password),
    )


def days_to_choose(academy: str, chosen: int) -> list[Choice]:
    every = {*rules.days_to_choose(academy), chosen}
    return [Choice(str(days), days_label(days), days == chosen) for days in sorted(every)]


def days_label(days: int) -> str:
    return ngettext("%(num)s day", "%(num)s days", days) % {"num": days}


def _linked(draft: Draft, file: KeptFile) -> LinkedFile:
    url = addresses.draft(draft.mailbox.slug, draft.pk, f"link/{file.pk}/remove")
    state = file.content.state
    return LinkedFile(
        id=f"f{file.pk}",
        name=file.name,
        size_label=figures.size(file.content.size),
        remove_url=url,
        size=file.content.size,
        state=state_label(state),
        is_infected=state == Content.State.INFECTED,
    )


def state_label(state: str) -> str:
    return {
        Content.State.WAITING: _("The antivirus is looking at it"),
        Content.State.INFECTED: _("It holds a virus: nobody can fetch it"),
        Content.State.UNCHECKED: _("Too large for the antivirus to look at"),
    }.get(Content.State(state), "")


def unfinished(draft: Draft) -> list[Unfinished]:
    waiting = Upload.objects.filter(owner=draft.author, place=joining.place_of(draft))
    return [_unfinished(draft, upload) for upload in waiting.order_by("pk")]


def _unfinished(draft: Draft, upload: Upload) -> Unfinished:
    received = store.received(upload.key)
    said = {"received": figures.size(received), "size": figures.size(upload.size)}
    return Unfinished(
        name=upload.name,
        size=upload.size,
        received=received,
        label=_("Cut at %(received)s of %(size)s. Choose it again: it goes on from there.") % said,
        url=addresses.draft(draft.mailbox.slug, draft.pk, f"uploads/{upload.key}"),
    )
