"""`preau staff token`: what lets a staff system speak SCIM for one académie."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management import CommandError

from preau.kit.errors import WrongInput
from preau.ops.naming import academy_named, add_academy
from preau.staff.actions.tokens import issue_token, revoke_token
from preau.staff.models import StaffToken


def add_arguments(parser: ArgumentParser) -> None:
    add_academy(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--name", default="", help="make one, for the staff system of this name")
    what.add_argument("--revoke", default="", metavar="NAME", help="it works no more, at once")


def handle(say: Callable[[str], Any], options: dict[str, Any]) -> None:
    academy = academy_named(options["academy"])
    if options["revoke"]:
        if not revoke_token(academy.slug, options["revoke"]):
            raise CommandError(f"There is no token “{options['revoke']}”.")
        say(f"The token “{options['revoke']}” works no more.")
    elif options["name"]:
        say(issued(academy.slug, options["name"]))
        say(f"Shown this once. SCIM answers at https://{academy.entrance.host}/scim/v2")
    else:
        for one in StaffToken.objects.filter(academy=academy.slug).order_by("name"):
            used = f"used {one.used_at:%Y-%m-%d}" if one.used_at else "never used"
            say(f"{one.name} · made {one.created_at:%Y-%m-%d} · {used}")


def issued(academy: str, name: str) -> str:
    try:
        return issue_token(academy, name)
    except WrongInput as error:
        raise CommandError(str(error)) from error
