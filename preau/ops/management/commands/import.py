"""`preau import PATH --to LOGIN`: an mbox, a Maildir or a folder of .eml into a mailbox."""  # noqa: N999 -- named as it is typed

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from preau.engines.errors import EngineError
from preau.formats.archive import Progress, WrongRecord, read
from preau.identity.queries import mailbox_named
from preau.mail.doors import mailstore
from preau.mail.importing import Import, Outcome, Stopped
from preau.ops import importing
from preau.ops.meter import Meter

MOST_TOLD = 50


class Command(BaseCommand):
    help = "Brings an mbox, a Maildir, a folder of .eml files or a tree of these into a mailbox."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a file or a folder")
        parser.add_argument("--to", required=True, metavar="LOGIN", help="a mailbox, or an address")
        parser.add_argument("--folder", default="", metavar="NAME", help="put everything under it")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--resume", action="store_true", help="only go on with a former import")
        how.add_argument("--again", action="store_true", help="forget what was imported before")

    def handle(self, *_args: Any, **options: Any) -> None:
        source: Path = options["path"]
        if not source.exists():
            raise CommandError(f"{source} is not there.")
        box = mailbox_named(options["to"])
        if box is None:
            raise CommandError(f"There is no mailbox “{options['to']}”.")
        folder = "/".join(part.strip() for part in options["folder"].split("/") if part.strip())
        try:
            self.bring(source, box.login, folder, again=options["again"], resume=options["resume"])
        except (WrongRecord, EngineError) as error:
            raise CommandError(str(error)) from error

    def bring(self, source: Path, login: str, folder: str, *, again: bool, resume: bool) -> None:
        record = importing.record_path(settings.PLACES, source, login, folder)
        if resume and not record.exists():
            raise CommandError(f"No import of {source} to {login} was begun.")
        if again:
            record.unlink(missing_ok=True)
        self.stdout.write(f"Counting what is in {source}")
        meter = Meter(sys.stderr, importing.count(read(source)))
        progress = Progress(record, importing.subject(source, login, folder))
        with mailstore().open(login) as box, progress:
            work = Import(box, progress, folder)
            try:
                work.bring(read(source), lambda now: meter.show(now.seen, now.brought))
            except (Stopped, KeyboardInterrupt) as error:
                meter.end()
                self.report(work.outcome, record)
                raise CommandError(stopped(error, work.outcome.seen, meter.total)) from error
            meter.show(work.outcome.seen, work.outcome.brought, at_once=True)
            meter.end()
        self.report(work.outcome, record)

    def report(self, outcome: Outcome, record: Path) -> None:
        self.stdout.write(f"{outcome.brought:,} messages imported into the mailbox.")
        if outcome.known:
            self.stdout.write(f"{outcome.known:,} were there from a former import.")
        if outcome.refused:
            self.stdout.write(f"{len(outcome.refused):,} could not be imported:")
        for sentence in list(outcome.refused.values())[:MOST_TOLD]:
            self.stdout.write(f"  {sentence}")
        if len(outcome.refused) > MOST_TOLD:
            more = len(outcome.refused) - MOST_TOLD
            self.stdout.write(f"  and {more:,} more, told in {record}")


def stopped(error: BaseException, seen: int, total: int) -> str:
    why = str(error) or "The import was interrupted."
    return (
        f"{why} {seen:,} of {total:,} messages were looked at;"
        " run the same command again to go on, nothing is imported twice."
    )
