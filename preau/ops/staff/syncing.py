"""`preau staff sync FILE`: people of a directory, those that changed or all of them."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import CommandError

from preau.engines.errors import EngineError
from preau.engines.ldap import search
from preau.ops.naming import academy_named
from preau.ops.staff.importing import summary
from preau.staff.actions.bringing import TooManyLeave, bring
from preau.staff.directories import Answer, StaffDirectory, load_directory, read_entries
from preau.staff.models import StaffReading


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="where the directory is and what it says: TOML")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
    parser.add_argument("--all", action="store_true", help="every entry, not those that changed")
    parser.add_argument(
        "--complete", action="store_true", help="every entry; who is missing is to leave"
    )
    parser.add_argument(
        "--confirm-leaving", action="store_true", help="even if more leave than the académie allows"
    )


def handle(say: Callable[[str], Any], options: dict[str, Any]) -> None:
    try:
        directory = load_directory(options["file"])
        is_whole = options["all"] or options["complete"]
        since = "" if is_whole else read_until(directory)
        answer = ask(directory, since)
    except EngineError as error:
        raise CommandError(str(error)) from error
    academy = academy_named(directory.academy)
    try:
        outcome = bring(
            academy,
            answer.file,
            by=f"ldap:{directory.host}",
            is_rehearsal=options["dry_run"],
            is_complete=options["complete"],
            is_confirmed=options["confirm_leaving"],
        )
    except TooManyLeave as error:
        raise CommandError(f"{error} If it is, add --confirm-leaving.") from error
    if not options["dry_run"]:
        keep_until(directory, answer.until)
    say("\n".join(summary(outcome, is_rehearsal=options["dry_run"])))


def ask(directory: StaffDirectory, since: str) -> Answer:
    academy = academy_named(directory.academy)
    found = search(directory.shape, directory.base, directory.query(since), directory.wanted)
    return read_entries(found, directory, academy, since)


def read_until(directory: StaffDirectory) -> str:
    """Empty the first time: all is read then."""
    known = StaffReading.objects.filter(academy=directory.academy, source=source(directory)).first()
    return known.until if known else ""


def keep_until(directory: StaffDirectory, until: str) -> None:
    StaffReading.objects.update_or_create(
        academy=directory.academy, source=source(directory), defaults={"until": until}
    )


def source(directory: StaffDirectory) -> str:
    return f"{directory.host}:{directory.port}/{directory.base}"[:255]
