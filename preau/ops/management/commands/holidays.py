"""`preau holidays VERB`: the school holidays that absences and deferred sending go by."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import urllib3
from django.core.management import BaseCommand, CommandError

from preau.kit import moments
from preau.kit.errors import WrongInput
from preau.schooltime.actions.refreshing import refresh
from preau.schooltime.calendar import ZONES, SchoolCalendar
from preau.schooltime.kept import calendar

Say = Callable[[str], Any]
SECONDS = 30.0
MOST = 5_000_000


class Command(BaseCommand):
    help = "School holidays of zones A, B and C: show, refresh."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        verbs.add_parser("show", help="those in force, their source, how far they reach")
        bring = verbs.add_parser(
            "refresh", help="puts the ministry's newer calendar in their place"
        )
        bring.add_argument("exports", nargs="+", metavar="FILE",
                           help="its export in iCalendar, CSV or JSON, or its https:// address; "
                           "several where there is one a zone")  # fmt: skip

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["verb"] == "refresh":
            bring_in(self.stdout.write, options["exports"])
        show(self.stdout.write, calendar())


def bring_in(say: Say, exports: list[str]) -> None:
    try:
        texts = [text_of(export) for export in exports]
        refresh(texts, source=", ".join(map(name_of, exports)), today=moments.today_here())
    except (WrongInput, OSError, UnicodeDecodeError, urllib3.exceptions.HTTPError) as error:
        raise CommandError(f"Nothing was changed: {error}") from error
    say("These are in force from now on, without a restart.\n")


def show(say: Say, one: SchoolCalendar) -> None:
    say(f"Source: {one.source}; {one.licence}; of {one.taken_on}.")
    say(f"Known until: {one.horizon}.")
    today = moments.today_here()
    for zone in ZONES:
        say(f"\nZone {zone}")
        for holiday in one.coming(today, zone, most=8):
            say(f"  {holiday.first} to {holiday.last or '?         '}  {holiday.name}")


def text_of(export: str) -> str:
    return fetched(export) if is_address(export) else Path(export).read_text(encoding="utf-8")


def name_of(export: str) -> str:
    return export if is_address(export) else Path(export).name


def is_address(export: str) -> bool:
    return urlsplit(export).scheme in ("http", "https")


def fetched(address: str) -> str:
    """Asked once, at an operator's word: the only line to the outside that this makes."""
    if urlsplit(address).scheme != "https":
        raise WrongInput("the address must begin with https://.")
    answer = urllib3.request("GET", address, timeout=SECONDS, preload_content=False)
    with answer:
        if answer.status != 200:
            raise WrongInput(f"the address answered {answer.status}.")
        return answer.read(MOST, decode_content=True).decode("utf-8")
