"""What operators name on the command line: an académie, an account, a day."""

from argparse import ArgumentParser
from datetime import date

from django.core.management import CommandError

from preau.academies.academy import Academy
from preau.academies.registry import academies
from preau.identity.models import Account
from preau.identity.queries import account_reached_by
from preau.staff import values


def add_academy(parser: ArgumentParser) -> None:
    parser.add_argument("--academy", required=True, metavar="SLUG", help="such as poitiers")


def academy_named(slug: str) -> Academy:
    found = academies().by_slug(slug)
    if found is None:
        known = ", ".join(one.slug for one in academies().all)
        raise CommandError(f"There is no académie “{slug}”: {known}.")
    return found


def account_named(name: str) -> Account:
    found = account_reached_by(name)
    if found is None:
        raise CommandError(f"There is no account “{name}”.")
    return found


def day_named(text: str | None, what: str) -> date | None:
    try:
        return values.day(text or "", what)
    except values.WrongCell as error:
        raise CommandError(f"{str(error).capitalize()}") from error
