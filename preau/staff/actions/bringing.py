"""A whole staff source brought in: planned, then written part by part, or only planned."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction

from preau.academies.academy import Academy
from preau.identity.models import Account
from preau.journal.actions import record
from preau.staff.actions.applying import write
from preau.staff.actions.leaving import propose_departure
from preau.staff.models import Departure
from preau.staff.names import AllNames
from preau.staff.planning import Part, planned
from preau.staff.queries import missing_from
from preau.staff.reading import StaffFile


@dataclass(frozen=True)
class Done:
    """One line of the report: `what` is opened, changed, leaving or mistake."""

    place: str
    what: str
    login: str
    detail: str


@dataclass
class Outcome:
    """What was done, or would be. Opened accounts are listed with their address."""

    opened: int = 0
    changed: int = 0
    same: int = 0
    leaving: int = 0
    mistakes: int = 0
    lines: list[Done] = field(default_factory=list)

    @property
    def seen(self) -> int:
        return self.opened + self.changed + self.same + self.mistakes

    def add(self, part: Part, domain: str) -> None:
        self.opened += len(part.openings)
        self.changed += len(part.changes)
        self.same += len(part.same)
        self.mistakes += len(part.mistakes)
        for one in part.openings:
            login = f"{one.names.identifier}@{domain}"
            from_ = "".join(f", comes from {old.login}" for old in one.comes_from)
            self.lines.append(Done(one.record.place, "opened", login, one.names.address + from_))
        for change in part.changes:
            detail = "; ".join(change.told)
            self.lines.append(Done(change.record.place, "changed", change.account.login, detail))
        for mistake in part.mistakes:
            self.lines.append(Done(mistake.place, "mistake", "", mistake.sentence))


class TooManyLeave(Exception):
    """A file said to be complete lacks more people than the académie allows; nothing was done."""

    def __init__(self, leaving: int, known: int, percent: int) -> None:
        super().__init__(
            f"{leaving:,} of {known:,} people are missing from this file, more than {percent} %:"
            " is it complete? Nothing was changed."
        )


def bring(
    academy: Academy,
    file: StaffFile,
    *,
    by: str,
    is_rehearsal: bool = False,
    is_complete: bool = False,
    is_confirmed: bool = False,
    tell: Callable[[Outcome], None] = lambda _: None,
) -> Outcome:
    """Stopped anywhere, the next run goes on: what is there is left. Raises TooManyLeave."""
    leaving = _missing(academy, file, is_confirmed=is_confirmed) if is_complete else []
    outcome = Outcome(mistakes=len(file.mistakes))
    outcome.lines += [Done(one.place, "mistake", "", one.sentence) for one in file.mistakes]
    for part in planned(academy, file.people, AllNames(academy)):
        if not is_rehearsal:
            write(academy, part, by=by)
        outcome.add(part, academy.domain)
        tell(outcome)
    _let_leave(outcome, leaving, is_rehearsal=is_rehearsal)
    if not is_rehearsal:
        record(
            "staff.imported", by=by, academy=academy.slug, opened=outcome.opened,
            changed=outcome.changed, mistakes=outcome.mistakes, leaving=outcome.leaving,
        )  # fmt: skip
    return outcome


def _missing(academy: Academy, file: StaffFile, *, is_confirmed: bool) -> list[Account]:
    known, missing = missing_from(academy.slug, file.named)
    percent = academy.staff.most_leaving_percent
    if not is_confirmed and len(missing) * 100 > known * percent:
        raise TooManyLeave(len(missing), known, percent)
    return missing


def _let_leave(outcome: Outcome, leaving: list[Account], *, is_rehearsal: bool) -> None:
    with transaction.atomic():
        for account in leaving:
            if not is_rehearsal:
                propose_departure(account, Departure.Reason.MISSING)
            outcome.lines.append(Done("", "leaving", account.login, "missing from the file"))
    outcome.leaving = len(leaving)
