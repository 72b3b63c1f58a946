"""`preau doctor`: what is well, what is not, and how to mend it."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand

from preau.ops.doctor import names, report
from preau.ops.doctor.rounds import look, visit


class Command(BaseCommand):
    help = (
        "Looks at every engine, port, certificate, DNS record, clock and disk; leaves 1 if wrong."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")
        parser.add_argument(
            "--records", action="store_true", help="only the DNS records to publish"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["records"]:
            self.stdout.write("\n".join(names.records(look())))
            return
        findings = visit()
        terminal = sys.stdout.isatty()
        told = (
            report.as_json(findings)
            if options["json"]
            else report.lines(findings, terminal=terminal)
        )
        self.stdout.write(told)
        if not report.is_well(findings):
            sys.exit(1)
