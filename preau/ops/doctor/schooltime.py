"""How far the school holidays are known: absences and deferred sending go by them."""

from collections.abc import Iterator
from datetime import date, timedelta

from preau.kit import moments
from preau.ops.doctor.asking import Check
from preau.ops.doctor.finding import Finding, note, well, wrong
from preau.schooltime.kept import calendar

NEAR = timedelta(days=365)
MEND = "Take the ministry's calendar: preau holidays refresh FILE (docs/operate/schooltime.md)"


def checks() -> list[Check]:
    return [Check("data", "holidays", lambda: reach(moments.today_here()))]


def reach(today: date) -> Iterator[Finding]:
    horizon = calendar().horizon
    words = f"of zones A, B and C are known until {horizon}"
    if horizon <= today:
        yield wrong("holidays", f"{words}: those of this year are not.", MEND)
    elif horizon - today < NEAR:
        yield note("holidays", words, MEND)
    else:
        yield well("holidays", words)
