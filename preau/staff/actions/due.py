"""What the day itself changes: posts that begin or end, accounts that close, addresses that end."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from preau.academies.registry import academies
from preau.identity.models import Account, Post
from preau.staff.actions.leaving import end_relocations, leave, propose_departure
from preau.staff.actions.rights import settle
from preau.staff.models import Departure

BY = "preau"
AT_ONCE = 500


def apply_due() -> int:
    """Done at each round of the worker, a minute after midnight at the latest; how many changed."""
    today = timezone.localdate()
    return close_accounts(today) + turn_posts(today) + end_relocations(today)


def close_accounts(today: date) -> int:
    due = Departure.objects.filter(last_day__lt=today, account__academy__in=served())
    due = due.select_related("account", "moves_to")
    found = list(due.order_by("last_day")[:AT_ONCE])
    for departure in found:
        leave(departure.account, by=BY, moves_to=departure.moves_to)
    return len(found)


def turn_posts(today: date) -> int:
    """Each with its rights and its line of the directory, in one transaction."""
    found = list(due_posts(today).select_related("person")[:AT_ONCE])
    for post in found:
        with transaction.atomic():
            for changed in settle([post]):
                changed.save(update_fields=["in_force"])
            if not post.in_force:
                propose_if_last(post)
    return len(found)


def due_posts(today: date) -> "QuerySet[Post]":
    begins = Q(in_force=False) & Post.has_begun(today) & Post.not_over(today)
    due = Post.objects.filter(begins | Q(in_force=True, ends_on__lt=today))
    return due.filter(academy__in=served()).order_by("pk")


def served() -> list[str]:
    """What stays of an académie whose file was taken away waits, and stops nobody else's day."""
    return [academy.slug for academy in academies().all]


def propose_if_last(post: Post) -> None:
    """Nobody works somewhere without a post: unless another one comes, the account will close."""
    today = timezone.localdate()
    mine = Post.objects.filter(person=post.person_id, academy=post.academy)
    if mine.filter(Post.not_over(today)).exists():
        return
    for account in Account.objects.filter(person=post.person_id, academy=post.academy):
        if account.state != Account.State.LEFT:
            propose_departure(account, Departure.Reason.NO_POST)
