"""A person asks for a long work, says yes to it, takes it back or stops it.

Each is one conditional update: whoever comes first, the person or the worker, has the row.
"""

import secrets
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from preau.identity.models import Account, Mailbox
from preau.kit.errors import Changed, WrongInput
from preau.space import queries, scopes
from preau.space.models import Errand

State, Kind = Errand.State, Errand.Kind
# What is deleted waits so long for a change of mind.
UNDO_FOR = timedelta(seconds=20)
MOST_AT_ONCE = 4
MOST_UPLOADS = 4


def ask(account: Account, mailbox: Mailbox, kind: str, what: list[str], **detail: Any) -> Errand:
    """Begins by counting. Raises WrongInput for nothing to count, or too much at once."""
    refuse_too_many(account, mailbox)
    return _made(account, mailbox, kind, State.COUNTING, what=scopes.check(what), detail=detail)


def ask_survey(account: Account, mailbox: Mailbox) -> Errand:
    """The one on its way, if there is one."""
    waiting = queries.errands(account, mailbox, Kind.SURVEY).filter(state__in=queries.ON_THE_WAY)
    return waiting.first() or _made(account, mailbox, Kind.SURVEY, State.QUEUED)


def ask_deletion(account: Account, archive: Errand) -> Errand:
    """Of what a verified archive holds, exactly."""
    if not archive.detail.get("verified"):
        raise WrongInput(_("This archive was not verified: nothing is deleted by it."))
    what = [f"archive:{archive.pk}"]
    return _made(account, archive.mailbox, Kind.CLEAN, State.COUNTING, what=what)


def ask_return(account: Account, filed: Errand) -> Errand:
    """Takes a filing by year back."""
    if filed.kind != Kind.FILE or not filed.detail.get("steps") or filed.detail.get("taken_back"):
        raise Changed(_("There is nothing to take back any more."))
    back = _made(
        account,
        filed.mailbox,
        Kind.FILE,
        State.QUEUED,
        what=filed.what,
        detail={"steps_back": filed.detail["steps"]},
        messages=filed.done_messages,
    )
    filed.detail = {**filed.detail, "taken_back": True}
    filed.save(update_fields=["detail"])
    return back


def begin_upload(account: Account, mailbox: Mailbox, name: str, size: int) -> Errand:
    """A row that waits for the octets of an archive; see `receiving`."""
    refuse_too_many(account, mailbox)
    if queries.cut_uploads(account, mailbox).count() >= MOST_UPLOADS:
        raise WrongInput(_("Other archives have not come whole: finish or forget them first."))
    detail = {"name": name[:200], "size": size, "token": secrets.token_hex(16)}
    return _made(account, mailbox, Kind.BRING, State.PLANNED, detail=detail)


def continue_upload(account: Account, mailbox: Mailbox, name: str, size: int) -> Errand:
    """The one of the same file that a cut line left, else a new one."""
    cut = queries.cut_uploads(account, mailbox)
    same = cut.filter(detail__name=name[:200], detail__size=size).first()
    return same or begin_upload(account, mailbox, name, size)


def refuse_too_many(account: Account, mailbox: Mailbox) -> None:
    if queries.on_the_way(account, mailbox).count() >= MOST_AT_ONCE:
        raise WrongInput(_("Wait until what you asked for is done, then ask again."))


def say_yes(errand: Errand) -> None:
    """What was counted is done, after a moment to change one's mind. Raises Changed."""
    due = timezone.now() + (UNDO_FOR if errand.kind == Kind.CLEAN else timedelta(0))
    planned = Errand.objects.filter(pk=errand.pk, state=State.PLANNED)
    if not planned.update(state=State.QUEUED, due_at=due, claimed_at=None):
        raise Changed(_("This was begun or taken back already."))


def go_on(errand: Errand) -> None:
    """With an import that stopped for want of room. Raises Changed."""
    halted = Errand.objects.filter(pk=errand.pk, kind=Kind.BRING, state=State.FAILED)
    halted = halted.filter(detail__has_key="until").exclude(detail__has_key="erased")
    now = timezone.now()
    if not halted.update(state=State.QUEUED, due_at=now, claimed_at=None, ended_at=None):
        raise Changed(_("There is nothing to go on with any more."))


def stop(errand: Errand) -> None:
    """Before it begins, nothing was done; while it runs, the rest is not. Raises Changed."""
    going = Errand.objects.filter(pk=errand.pk).exclude(
        state__in=(State.DONE, State.FAILED, State.STOPPED)
    )
    if not going.update(state=State.STOPPED, ended_at=timezone.now()):
        raise Changed(_("It is too late to undo this."))


def _made(account: Account, mailbox: Mailbox, kind: str, state: str, **more: Any) -> Errand:
    now = timezone.now()
    return Errand.objects.create(
        account=account, mailbox=mailbox, kind=kind, state=state, made_at=now, due_at=now, **more
    )
