"""What a post gives while it is in force: the head's role over a school, the school's box.

Rights of the desk and of managers are given by name (entrusting.py), and end with the account.
"""

from collections.abc import Iterable

from preau.academies.academy import Academy
from preau.academies.registry import academies
from preau.formats.names import fold
from preau.identity.models import Account, Mailbox, Membership, Post, Role


def settle(posts: Iterable[Post]) -> list[Post]:
    """Give or cut what the day asks for; those that changed, with `in_force` set, unsaved."""
    changed = [post for post in posts if post.in_force != post.is_current]
    for post in changed:
        post.in_force = post.is_current
        if post.in_force:
            _give(post)
        else:
            _cut(post)
    return changed


def _give(post: Post) -> None:
    if not is_head(post):
        return
    for account in _accounts(post):
        Role.objects.get_or_create(account=account, kind=Role.Kind.HEAD, uai=post.uai)
        for box in boxes_of(post):
            Membership.objects.get_or_create(account=account, mailbox=box)


def _cut(post: Post) -> None:
    """What another post at the same school still gives is kept."""
    if not post.uai:
        return
    others = [
        one
        for one in Post.objects.filter(person=post.person_id, academy=post.academy, uai=post.uai)
        if one.pk != post.pk and one.is_current
    ]
    accounts = _accounts(post)
    if not others or (is_head(post) and not any(map(is_head, others))):
        Role.objects.filter(account__in=accounts, kind=Role.Kind.HEAD, uai=post.uai).delete()
    if not others:
        Membership.objects.filter(account__in=accounts, mailbox__in=boxes_of(post)).delete()


def is_head(post: Post) -> bool:
    """By the académie's list of functions, accents and case apart."""
    academy = academies().by_slug(post.academy)
    return bool(post.uai and academy) and fold(post.function) in _heads(academy)


def _heads(academy: Academy | None) -> frozenset[str]:
    return frozenset(map(fold, academy.staff.head_functions)) if academy else frozenset()


def boxes_of(post: Post) -> list[Mailbox]:
    """`ce.<uai>@` in any domain of the académie, whatever its case was."""
    academy = academies().by_slug(post.academy)
    logins = [f"ce.{post.uai.lower()}@{domain}" for domain in academy.domains] if academy else []
    return list(Mailbox.objects.filter(login__in=logins, kind=Mailbox.Kind.SCHOOL))


def _accounts(post: Post) -> list[Account]:
    open_ones = Account.objects.filter(person=post.person_id, academy=post.academy)
    return list(open_ones.exclude(state=Account.State.LEFT))
