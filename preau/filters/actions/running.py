"""Rules run on mail that is there already: by the worker, a few messages at a time, and undone."""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from preau.engines.dovecot.box import Box
from preau.engines.errors import Conflict, EngineError, Missing
from preau.filters.examining import in_box
from preau.filters.models import RanRule, Run
from preau.filters.putting import Ground, Step, apply, take_back
from preau.formats.imap.request import read_uid_set, uid_set
from preau.formats.sieve.evaluating import evaluate
from preau.formats.sieve.mark import keyword
from preau.formats.sieve.reading import read
from preau.formats.sieve.rule import Rule, Script
from preau.formats.sieve.writing import write
from preau.identity.models import Mailbox
from preau.kit.errors import NotFound
from preau.mail.access import Desk
from preau.mail.doors import mailstore, tell

A_FEW = 100
AGAIN = timedelta(seconds=20)
KEPT = timedelta(days=7)


def start(desk: Desk, rule: Rule, key: str = "inbox") -> Run:
    """On every message of a folder, whether the rule is on or not. Raises NotFound."""
    state = desk.select(key)
    uids = desk.box.uids()
    RanRule.objects.update_or_create(
        mailbox=desk.mailbox, ident=rule.ident, defaults={"name": rule.name}
    )
    return Run.objects.create(
        mailbox=desk.mailbox,
        by=desk.account,
        script=write(Script((replace(rule, is_on=True),))),
        folder=state.name,
        uidvalidity=state.uidvalidity,
        uids=uid_set(uids).decode(),
        total=len(uids),
        state=Run.State.RUNNING if uids else Run.State.DONE,
        due_at=timezone.now(),
    )


def one(mailbox: Mailbox, number: int) -> Run:
    """Raises NotFound for what is of another box."""
    found = Run.objects.filter(mailbox=mailbox, pk=number).first()
    if found is None:
        raise NotFound
    return found


def undo(run: Run) -> None:
    """What was done is undone; what remained to be done stays undone."""
    Run.objects.filter(pk=run.pk, state__in=(Run.State.RUNNING, Run.State.DONE)).update(
        state=Run.State.UNDOING, uids="", due_at=timezone.now()
    )


def run_due() -> int:
    """A few messages of the run that waits longest; returns how many were looked at."""
    waiting = Run.objects.filter(state__in=(Run.State.RUNNING, Run.State.UNDOING))
    run = waiting.filter(due_at__lte=timezone.now()).order_by("due_at").first()
    if run is None:
        return 0
    try:
        with mailstore().open(run.mailbox.login) as box:
            return _undo_some(run, box) if run.state == Run.State.UNDOING else _run_some(run, box)
    except (Missing, Conflict):
        _save(run, state=Run.State.DONE, uids="", is_cut=True)
    except EngineError:
        Run.objects.filter(pk=run.pk).update(due_at=timezone.now() + AGAIN)
    return 0


def forget_runs() -> int:
    """Those that nobody will undo any more."""
    return Run.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


def _run_some(run: Run, box: Box) -> int:
    uids = read_uid_set(run.uids.encode())
    some, rest = uids[:A_FEW], uids[A_FEW:]
    box.select(run.folder, uidvalidity=run.uidvalidity)
    rules = read(run.script).rules
    outcomes = {one.letter.uid: evaluate(rules, one) for one in in_box(box, some)}
    folders = {folder.role: folder.name for folder in box.folders() if folder.role}
    ground = Ground(run.folder, run.uidvalidity, folders.get("trash", ""), keyword(rules[0].ident))
    done = apply(box, ground, outcomes)
    _save(
        run,
        uids=uid_set(rest).decode(),
        looked_at=run.looked_at + len(some),
        touched=run.touched + done.count,
        steps=[*run.steps, *(step.as_json() for step in done.steps)],
        state=Run.State.RUNNING if rest else Run.State.DONE,
    )
    return len(some)


def _undo_some(run: Run, box: Box) -> int:
    """The last thing done first: each puts back what stood before it."""
    if not run.steps:
        _save(run, state=Run.State.UNDONE)
        return 0
    *before, last = run.steps
    count = take_back(box, Step.from_json(last))
    state = Run.State.UNDOING if before else Run.State.UNDONE
    _save(run, steps=before, state=state)
    return count


def _save(run: Run, **values: object) -> None:
    """Unless it was taken back meanwhile: then the steps alone are added to what is undone."""
    with transaction.atomic():
        now = Run.objects.select_for_update().get(pk=run.pk)
        if now.state == Run.State.UNDOING and run.state == Run.State.RUNNING:
            values = {name: values[name] for name in ("steps", "touched") if name in values}
        Run.objects.filter(pk=run.pk).update(**values)
    tell(run.mailbox.login, "filters", {"run": run.pk})
