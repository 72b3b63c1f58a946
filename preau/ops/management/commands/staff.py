"""`preau staff VERB`: people arrive by a file, move, leave."""

from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.management import BaseCommand

from preau.ops.naming import add_academy
from preau.ops.staff import duties, importing, lives, syncing, tokens


@dataclass(frozen=True)
class Verb:
    help: str
    add_arguments: Callable[[ArgumentParser], None]
    handle: Callable[[Callable[[str], Any], dict[str, Any]], None]


VERBS = {
    "import": Verb("brings a staff file in", importing.add_arguments, importing.handle),
    "show": Verb("what is known of one person", lives.add_account, lives.handle_show),
    "move": Verb("one person to another académie", lives.add_move, lives.handle_move),
    "leave": Verb("one account closes", lives.add_leave, lives.handle_leave),
    "leaving": Verb("who is about to leave, and when", add_academy, lives.handle_leaving),
    "entrust": Verb("a duty over the académie", duties.add_arguments, duties.handle_entrust),
    "relieve": Verb("the duty is taken back", duties.add_arguments, duties.handle_relieve),
    "token": Verb("what lets a staff system speak SCIM", tokens.add_arguments, tokens.handle),
    "sync": Verb("brings a directory in (LDAP)", syncing.add_arguments, syncing.handle),
    "keep": Verb("a proposed departure is withdrawn", lives.add_account, lives.handle_keep),
}


class Command(BaseCommand):
    help = f"Members of staff: {', '.join(VERBS)}."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        for name, verb in VERBS.items():
            verb.add_arguments(verbs.add_parser(name, help=verb.help, description=verb.help))

    def handle(self, *_args: Any, **options: Any) -> None:
        VERBS[options["verb"]].handle(self.stdout.write, options)
