"""`preau staff entrust`, `relieve`: who helps and administers a whole académie."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management import CommandError

from preau.identity.rules import OVER_ALL
from preau.kit.errors import NotAllowed
from preau.ops.naming import account_named
from preau.ops.staff import BY
from preau.ops.staff.lives import add_account
from preau.staff.actions.entrusting import entrust, relieve

Say = Callable[[str], Any]


def add_arguments(parser: ArgumentParser) -> None:
    add_account(parser)
    parser.add_argument("duty", choices=[str(one) for one in OVER_ALL])


def handle_entrust(say: Say, options: dict[str, Any]) -> None:
    account, duty = account_named(options["account"]), options["duty"]
    try:
        given = entrust(account, duty, by=BY)
    except NotAllowed as error:
        raise CommandError(str(error)) from error
    say(f"{account.login} {'has' if given else 'had already'} the duty “{duty}”.")


def handle_relieve(say: Say, options: dict[str, Any]) -> None:
    account, duty = account_named(options["account"]), options["duty"]
    taken = relieve(account, duty, by=BY)
    say(f"{account.login} {'has no more' if taken else 'did not have'} the duty “{duty}”.")
