"""`preau staff import FILE`: the staff file of an académie, brought in or only rehearsed."""

import csv
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.db import IntegrityError

from preau.academies.academy import Academy
from preau.formats.table import WrongTable, read_table
from preau.ops.meter import Meter
from preau.ops.naming import academy_named, add_academy
from preau.ops.staff import BY
from preau.staff.actions.bringing import Done, Outcome, TooManyLeave, bring
from preau.staff.reading import StaffFile, read_staff

MOST_TOLD = 20
TITLES = {
    "opened": ("account opened", "accounts opened"),
    "changed": ("person changed", "people changed"),
    "same": ("person as before", "people as before"),
    "leaving": ("person proposed as leaving", "people proposed as leaving"),
    "mistake": ("line not used", "lines not used"),
}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="CSV, ODS or XLSX")
    add_academy(parser)
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
    parser.add_argument(
        "--complete", action="store_true", help="who is missing from it is proposed as leaving"
    )
    parser.add_argument(
        "--confirm-leaving", action="store_true", help="even if more leave than the académie allows"
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="every line, as CSV")


def handle(say: Callable[[str], Any], options: dict[str, Any]) -> None:
    academy = academy_named(options["academy"])
    file = read(options["file"], academy)
    for heading in file.unknown_headings:
        say(f"The column “{heading}” says nothing to Préau: it is left out.")
    meter = Meter(sys.stderr, len(file.people) + len(file.mistakes), "people")
    try:
        outcome = bring(
            academy,
            file,
            by=BY,
            is_rehearsal=options["dry_run"],
            is_complete=options["complete"],
            is_confirmed=options["confirm_leaving"],
            tell=lambda now: meter.show(now.seen, now.seen),
        )
    except TooManyLeave as error:
        raise CommandError(f"{error} If it is, add --confirm-leaving.") from error
    except KeyboardInterrupt as error:
        meter.end()
        sentence = "Stopped. What was written stays: run the same command again to go on."
        raise CommandError(sentence) from error
    except IntegrityError as error:
        raise CommandError("Another import is at work: run this one again after it.") from error
    meter.end()
    if options["report"] is not None:
        write_report(options["report"], outcome)
    say("\n".join(summary(outcome, is_rehearsal=options["dry_run"])))


def read(path: Path, academy: Academy) -> StaffFile:
    try:
        return read_staff(read_table(path.read_bytes()), academy)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except WrongTable as error:
        raise CommandError(f"{path}: {error}") from error


def summary(outcome: Outcome, *, is_rehearsal: bool) -> Iterator[str]:
    if is_rehearsal:
        yield "Nothing was written: this is what would be done."
    counts = {
        "opened": outcome.opened,
        "changed": outcome.changed,
        "same": outcome.same,
        "leaving": outcome.leaving,
        "mistake": outcome.mistakes,
    }
    for what, count in counts.items():
        if count or what in ("opened", "changed", "same"):
            yield f"{count:,} {TITLES[what][count != 1]}"
            yield from told([line for line in outcome.lines if line.what == what])


def told(lines: list[Done]) -> Iterator[str]:
    for line in lines[:MOST_TOLD]:
        yield "  " + " · ".join(filter(None, (line.place, line.login, line.detail)))
    if len(lines) > MOST_TOLD:
        yield f"  and {len(lines) - MOST_TOLD:,} more (--report FILE tells all)"


def write_report(path: Path, outcome: Outcome) -> None:
    """For a spreadsheet: its own mark, semicolons, and no NUMEN."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        table = csv.writer(out, delimiter=";")
        table.writerow(("place", "what", "login", "detail"))
        table.writerows((one.place, one.what, one.login, one.detail) for one in outcome.lines)
