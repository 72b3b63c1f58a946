"""`preau application VERB`: what people enter by their account here (single sign-on)."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management import BaseCommand, CommandError

from preau.applications import keys
from preau.applications.actions.registering import add_application, remove_application
from preau.applications.models import Application
from preau.applications.rules import SCOPES
from preau.kit.errors import RoomError
from preau.ops.naming import academy_named, add_academy

BY = "preau application"


class Command(BaseCommand):
    help = "Applications that sign people in by us: add, list, remove, keys."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        add = verbs.add_parser("add", help="declares one; its secret is shown this once")
        add_academy(add)
        add.add_argument("name", help="as people read it")
        add.add_argument("--redirect", action="append", required=True, metavar="URL",
                         help="where people come back to, exactly; may be repeated")  # fmt: skip
        add.add_argument("--after-logout", action="append", default=[], metavar="URL",
                         help="where they may go after signing out; may be repeated")  # fmt: skip
        add.add_argument("--told-at", default="", metavar="URL",
                         help="where it is told itself that a session is over")  # fmt: skip
        add.add_argument("--scopes", default=" ".join(SCOPES), metavar="WORDS",
                         help=f"what it may ask for, among: {' '.join(SCOPES)}")  # fmt: skip
        add.add_argument("--public", action="store_true",
                         help="it can keep no secret: a page's script, a telephone")  # fmt: skip
        add.add_argument("--outside", action="store_true",
                         help="not the académie's own: each person is asked once")  # fmt: skip
        show = verbs.add_parser("list", help="those of an académie")
        add_academy(show)
        remove = verbs.add_parser("remove", help="it signs nobody in any more, at once")
        add_academy(remove)
        remove.add_argument("name")
        signing = verbs.add_parser("keys", help="what signs identities")
        signing.add_argument("--rotate", action="store_true", help="a new key signs from now on")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            VERBS[options["verb"]](self.stdout.write, options)
        except RoomError as error:
            raise CommandError(str(error)) from error


def add(say: Callable[[str], Any], options: dict[str, Any]) -> None:
    academy = academy_named(options["academy"])
    made, secret = add_application(
        academy.slug,
        options["name"],
        options["redirect"],
        logout_uris=options["after_logout"],
        farewell_uri=options["told_at"],
        scopes=options["scopes"].split(),
        is_public=options["public"],
        asks_consent=options["outside"],
        by=BY,
    )
    say(f"issuer         https://{academy.entrance.host}")
    say(f"client_id      {made.client_id}")
    if secret:
        say(f"client_secret  {secret}")
        say("The secret is shown this once: only its hash is kept.")


def show(say: Callable[[str], Any], options: dict[str, Any]) -> None:
    academy = academy_named(options["academy"])
    for one in Application.objects.filter(academy=academy.slug).order_by("name"):
        kind = "public" if one.is_public else "confidential"
        whose = "outside" if one.asks_consent else "the académie's own"
        say(f"{one.name} · {one.client_id} · {kind} · {whose} · {' '.join(one.redirect_uris)}")


def remove(say: Callable[[str], Any], options: dict[str, Any]) -> None:
    remove_application(academy_named(options["academy"]).slug, options["name"], by=BY)
    say(f"“{options['name']}” signs nobody in any more.")


def signing(say: Callable[[str], Any], options: dict[str, Any]) -> None:
    if options["rotate"]:
        say(f"{keys.rotate()} signs from now on.")
        return
    for number, key in enumerate(keys.key_set().keys):
        say(f"{key.kid} · {'signs' if number == 0 else 'published'}")


VERBS = {"add": add, "list": show, "remove": remove, "keys": signing}
