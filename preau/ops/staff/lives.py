"""`preau staff move`, `leave`, `keep`, `show`, `leaving`: one account's life."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.core.management import CommandError
from django.utils import timezone

from preau.formats import uai
from preau.identity.models import Account, Mailbox, Post
from preau.ops.naming import academy_named, account_named, day_named
from preau.ops.staff import BY
from preau.staff.actions.leaving import leave, plan_departure, withdraw_proposal
from preau.staff.actions.moving import AlreadyThere, move
from preau.staff.models import Departure
from preau.staff.queries import departures
from preau.staff.records import PostRecord

Say = Callable[[str], Any]


def add_account(parser: ArgumentParser) -> None:
    parser.add_argument("account", help="a login, or any address of theirs")


def add_move(parser: ArgumentParser) -> None:
    add_account(parser)
    parser.add_argument("--to", required=True, metavar="SLUG", help="the académie they move to")
    parser.add_argument("--function", default="", help="what they do there")
    parser.add_argument("--uai", default="", help="the code of their school there")
    parser.add_argument("--school", default="", help="its name")
    parser.add_argument("--from", dest="begins", metavar="DAY", help="01/09/2027; else today")


def handle_move(say: Say, options: dict[str, Any]) -> None:
    old = account_named(options["account"])
    academy = academy_named(options["to"])
    begins = day_named(options["begins"], "first day")
    try:
        code = str(uai.parse(options["uai"])) if options["uai"] else ""
        post = PostRecord(options["function"], code, options["school"], begins)
        new = move(old, academy, post, by=BY)
    except (AlreadyThere, uai.WrongUai) as error:
        raise CommandError(str(error)) from error
    say(f"{new.name} is {new.login} in {academy.name}, with the address {new.address}.")
    planned = Departure.objects.filter(account=old).first()
    if planned is not None:
        say(f"{old.login} closes at the end of {planned.last_day}; then it answers with that one.")
    else:
        say(f"{old.login} is closed: it answers with the new address.")


def add_leave(parser: ArgumentParser) -> None:
    add_account(parser)
    parser.add_argument("--last-day", metavar="DAY", help="30/06/2027; else at once")


def handle_leave(say: Say, options: dict[str, Any]) -> None:
    account = account_named(options["account"])
    last_day = day_named(options["last_day"], "last day")
    if account.state == Account.State.LEFT:
        raise CommandError(f"{account.login} has left already.")
    if last_day is None or last_day < timezone.localdate():
        leave(account, by=BY)
        say(f"{account.login} is closed.")
        return
    plan_departure(account, Departure.Reason.LEAVES, last_day)
    say(f"{account.login} closes at the end of {last_day}.")


def handle_keep(say: Say, options: dict[str, Any]) -> None:
    account = account_named(options["account"])
    withdraw_proposal(account)
    say(f"{account.login} stays: no departure is proposed any more.")


def handle_leaving(say: Say, options: dict[str, Any]) -> None:
    found = departures(academy_named(options["academy"]).slug)
    for one in found:
        word = "proposed" if one.is_proposal else "decided"
        say(f"{one.last_day + timedelta(days=1)}  {one.account.login}  {one.reason}, {word}")
    say(f"{len(found):,} to close.")


def handle_show(say: Say, options: dict[str, Any]) -> None:
    say("\n".join(shown(account_named(options["account"]))))


def shown(account: Account) -> Iterator[str]:
    """Everything that is known of a person, apart from the NUMEN, the birth date and the mail."""
    person = account.person
    yield f"{person.given_name} {person.family_name}"
    yield f"  category     {person.category or 'not told'}"
    yield f"  NUMEN        {'known' if person.numen_hash else 'not known'}"
    second = getattr(person, "second_address", None)
    yield f"  2nd address  {'none' if second is None else 'proved' if second.is_proved else 'told'}"
    for one in person.accounts.order_by("academy"):
        yield from _account(one)
    for post in person.posts.order_by("-in_force", "starts_on", "pk"):
        yield f"  post         {_post(post)}"


def _account(one: Account) -> Iterator[str]:
    yield f"  account      {one.login} · {one.academy} · {one.state}"
    box = Mailbox.objects.filter(login=one.login).first()
    if box is not None:
        reaching = sorted(box.addresses.values_list("address", flat=True))
        yield f"    addresses  {', '.join(reaching)}"
        for moved in box.relocations.order_by("address"):
            yield f"    moved      {moved}, until {moved.last_day}"
    planned = Departure.objects.filter(account=one).first()
    if planned is not None:
        yield f"    closes     at the end of {planned.last_day} ({planned.reason})"
    for role in one.roles.order_by("kind", "uai"):
        yield f"    role       {role.kind} {role.uai}".rstrip()


def _post(post: Post) -> str:
    where = " ".join(filter(None, (post.school_name, post.uai)))
    days = f"from {post.starts_on or '…'} to {post.ends_on or '…'}"
    force = "in force" if post.in_force else "not in force"
    return " · ".join(filter(None, (post.academy, post.function, where, days, force)))
