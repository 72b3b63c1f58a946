"""Actions on messages: done at once, told, taken back by one button."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from preau.engines.errors import EngineError
from preau.formats.walltime import WallTime
from preau.kit.errors import NotFound
from preau.mail import access, selection, when
from preau.mail.access import Desk
from preau.mail.actions import filing, marking, snoozing
from preau.mail.actions.done import Done
from preau.mail.selection import Selection
from preau.web.kit.answers import told
from preau.web.kit.request import AccountRequest, is_fragment
from preau.web.kit.signed_in import signed_in
from preau.web.mail import addresses
from preau.web.mail.pages.asked import Asked
from preau.web.mail.pages.folders import gauge_of, side_links
from preau.web.mail.pages.listing import list_without_rows
from preau.web.mail.pages.page import rows_now
from preau.web.mail.said import sentence, toast_of
from preau.web.mail.shown.panes import Acted
from preau.web.shell.frame import Toast

MOST_ROWS = 60


@dataclass(frozen=True)
class Wish:
    """What the form says beside which messages."""

    on: bool
    to: str
    tag: str
    forever: bool
    until: str = ""
    """When what is snoozed comes back, as `mail.when` reads it."""

    @property
    def time(self) -> WallTime:
        return when.chosen(self.until, timezone.now())

    @classmethod
    def of(cls, request: AccountRequest) -> "Wish":
        said = {**request.GET.dict(), **request.POST.dict()}
        return cls(
            on=said.get("on", "1") == "1",
            to=str(said.get("to", "")),
            tag=str(said.get("tag", "")),
            forever=said.get("forever") == "1",
            until=str(said.get("until") or said.get("day", "")),
        )


Verb = Callable[[Desk, list[Selection], Wish], Done]
VERBS: dict[str, Verb] = {
    "reading": lambda desk, some, wish: marking.mark_read(desk, some, on=wish.on),
    "star": lambda desk, some, wish: marking.star(desk, some, on=wish.on),
    "tags": lambda desk, some, wish: marking.tag(desk, some, wish.tag, on=wish.on),
    "move": lambda desk, some, wish: filing.move(desk, some, wish.to),
    "copy": lambda desk, some, wish: filing.copy(desk, some, wish.to),
    "archive": lambda desk, some, _wish: filing.archive(desk, some),
    "junk": lambda desk, some, wish: filing.mark_junk(desk, some, on=wish.on),
    "snooze": lambda desk, some, wish: snoozing.snooze(desk, some, wish.time),
    "wake": lambda desk, some, _wish: snoozing.wake_now(desk, some),
    "trash": lambda desk, some, wish: (
        filing.delete_for_ever(desk, some) if wish.forever else filing.throw_away(desk, some)
    ),
}
_STAYS = frozenset({"reading", "star", "tags", "copy"})
_COUNT_NOTHING = frozenset({"star", "tags"})


@require_POST
@signed_in
def act(request: AccountRequest, box: str, folder: str, verb: str) -> HttpResponse:
    wish, asked = Wish.of(request), asked_in_form(request)
    idents = list(dict.fromkeys(request.POST.getlist("id")))
    every = "1" in (request.POST.get("every"), request.GET.get("every"))
    with access.desk(request.account, box) as desk:
        chosen = _chosen(desk, folder, asked, idents, every=every)
        target = desk.folder(wish.to) if wish.to else None
        done = VERBS[verb](desk, chosen, wish)
        until = wish.time.moment if verb == "snooze" else None
        said = sentence(
            verb, done.count, on=wish.on, forever=wish.forever, target=target, until=until
        )
        toast = toast_of(said, done, done.token(desk), box)
        if not is_fragment(request):
            return told(request, addresses.folder(box, folder), toast)
        stays, counts = verb in _STAYS, verb not in _COUNT_NOTHING
        # Given another time, what sleeps stays where it is.
        again = every or done.is_cut or (verb == "snooze" and folder == "snoozed")
        return _told_at_once(
            request,
            toast,
            lambda: _acted(
                desk, folder, asked, toast, idents, stays=stays, every=again, counts=counts
            ),
        )


def _told_at_once(
    request: AccountRequest, toast: Toast, changed: Callable[[], Acted]
) -> HttpResponse:
    """What is done is told, with its way back, though what changed cannot be read any more."""
    try:
        page = changed()
    except (EngineError, NotFound):
        return render(request, "shell/_toast.html", {"toast": toast, "reload": True})
    return render(request, "mail/_acted.html", {"page": page})


@require_POST
@signed_in
def undo(request: AccountRequest, box: str) -> HttpResponse:
    with access.desk(request.account, box) as desk:
        count = filing.take_back(desk, request.POST.get("token", ""))
        toast = Toast(sentence("undo", count))
        if not is_fragment(request):
            return told(request, addresses.folder(box, "inbox"), toast)
        key = folder_of(request)
        return _told_at_once(
            request,
            toast,
            lambda: _acted(desk, key, Asked(), toast, [], stays=False, every=True),
        )


def folder_of(request: AccountRequest) -> str:
    """Where the page that asks stands, so that its folders keep their mark."""
    parts = urlsplit(request.headers.get("HX-Current-URL", "")).path.split("/")
    is_folder = len(parts) > 3 and parts[1] == "mail" and parts[3].isalnum()
    return parts[3] if is_folder else "inbox"


def asked_in_form(request: AccountRequest) -> Asked:
    return Asked.by(request.POST, usual_view=request.account.preference.view)


def _chosen(
    desk: Desk, folder: str, asked: Asked, idents: list[str], *, every: bool
) -> list[Selection]:
    if every:
        return selection.select_all(desk, folder, asked.search)
    messages = [access.message(ident) for ident in idents]
    return selection.select_messages(desk, folder, messages, with_threads=asked.in_threads)


def _acted(
    desk: Desk,
    folder: str,
    asked: Asked,
    toast: Toast,
    idents: list[str],
    *,
    stays: bool,
    every: bool,
    counts: bool = True,
) -> Acted:
    """`counts` when the folders' own numbers may have changed."""
    reload = every or len(idents) > MOST_ROWS
    uids = [access.message(ident)[1] for ident in idents]
    if counts:
        desk.folders(again=True)
    links = side_links(desk, folder, asked) if counts else ()
    changed = rows_now(desk, folder, asked, uids) if stays and not reload else []
    return Acted(
        box=desk.mailbox.slug,
        list=list_without_rows(desk, folder, asked, links),
        toast=toast,
        gone=[] if stays or reload else idents,
        changed=changed,
        folders=links,
        gauge=gauge_of(desk) if counts else None,
        reload=reload,
    )
