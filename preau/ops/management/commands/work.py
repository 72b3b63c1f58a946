"""`preau work`: the one process that does what is due, for as long as it lives."""

import signal
import threading
import time
from typing import Any

from django.core.management import BaseCommand

from preau.absence.actions.ending import end_due, learn_correspondents
from preau.applications.actions import farewells, granting
from preau.engines.dovecot.shape import WORKER
from preau.files.actions.checking import check_waiting
from preau.files.actions.cleaning import forget_over as forget_links_over
from preau.files.actions.receiving import forget_abandoned
from preau.filters.actions.running import forget_runs, run_due
from preau.grace.actions.giving_back import give_back_due
from preau.grace.actions.holding import adopt
from preau.grace.actions.looking import look_due
from preau.identity.actions import activating, pushing, recovering
from preau.identity.actions.cutting import cut_off_due
from preau.identity.actions.devices import forget_old_devices
from preau.identity.actions.proving import forget_expired
from preau.identity.actions.recognising import forget_long_gone
from preau.identity.actions.sessions import forget_over
from preau.identity.actions.telling import send_notices
from preau.journal.actions import forget_old
from preau.mail.actions.acknowledging import send_acknowledgements
from preau.mail.actions.erasing import erase_due
from preau.mail.actions.joining import forget_stray_links
from preau.mail.actions.mirroring import mirror_changed
from preau.mail.actions.reminding import remind_due
from preau.mail.actions.sending import give_up_claims, send_due
from preau.mail.actions.waking import wake_due
from preau.mail.actions.watching import watch_due
from preau.mail.actions.writing import forget_untouched
from preau.mail.doors import come_in_as
from preau.mailings.actions import running as mailings
from preau.ops import nightly
from preau.ops.turns import Turn
from preau.ops.waiting_room import waiting_room
from preau.space.actions import forgetting, running
from preau.staff.actions.due import apply_due
from preau.traces.actions.forgetting import forget_old_traces
from preau.wordings.actions.keeping import forget_removed

PAUSE = 0.25
# Each looks as often as somebody would notice, in seconds; a cut that comes late would meet who has
# come in again meanwhile.
AT_EACH_ROUND = (cut_off_due, send_due)
EACH_SECOND = (
    send_acknowledgements,
    mailings.send_mailings,
    recovering.answer_requests,
    activating.answer_activations,
    send_notices,
    pushing.begin_due,
    farewells.begin_due,
    mirror_changed,
    look_due,
    erase_due,
    check_waiting,
    wake_due,
    running.begin_due,
    run_due,
)
SELDOM = 5.0
SELDOM_LOOKED_FOR = (watch_due, remind_due, nightly.begin_due)
RARELY_EVERY = 60.0
RARELY = (
    nightly.plan,
    give_up_claims,
    mailings.give_up_copies,
    mailings.file_closed,
    end_due,
    learn_correspondents,
    adopt,
    give_back_due,
    forget_untouched,
    forget_expired,
    recovering.forget_unanswered,
    activating.forget_unanswered,
    apply_due,
    forget_over,
    forget_long_gone,
    pushing.forget_left,
    granting.forget_over,
    forget_old,
    forget_old_devices,
    forget_runs,
    forget_removed,
    forget_abandoned,
    forget_stray_links,
    forget_links_over,
    forgetting.forget_over,
    forget_old_traces,
)


class Command(BaseCommand):
    help = "Sends what is due and keeps drafts in step; started by `preau run`."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        come_in_as(WORKER)
        leave = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: leave.set())
        with waiting_room():
            go_round(leave)


def go_round(leave: threading.Event) -> None:
    every = turns()
    while not leave.wait(PAUSE):
        for turn in every:
            turn.take(time.monotonic())


def turns() -> list[Turn]:
    return [
        *(Turn(task, RARELY_EVERY, goes_on=False) for task in RARELY),
        *(Turn(task, 0) for task in AT_EACH_ROUND),
        *(Turn(task, 1) for task in EACH_SECOND),
        *(Turn(task, SELDOM) for task in SELDOM_LOOKED_FOR),
    ]
