"""The directory follows identity, which does not know it: floors import downwards only.

Bulk writes send no signal: after one, call `actions.relist(academy)`.
"""

from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_delete, post_save

from preau.identity.models import Account, Mailbox, Post
from preau.people.actions import list_account, list_box

# A sign-in saves `last_login`, a rehash `password`: nothing of theirs is in the directory.
_SHOWN = frozenset({"academy", "address", "given_name", "family_name", "state"})


def start() -> None:
    """Called once, when the app is ready."""
    post_save.connect(_account_saved, sender=Account)
    post_save.connect(_post_saved, sender=Post)
    post_delete.connect(_post_deleted, sender=Post)
    post_save.connect(_mailbox_saved, sender=Mailbox)


def _account_saved(
    instance: Account, *, update_fields: Collection[str] | None, raw: bool, **_: Any
) -> None:
    if not raw and (update_fields is None or not _SHOWN.isdisjoint(update_fields)):
        list_account(instance)


def _post_saved(instance: Post, *, raw: bool, **_: Any) -> None:
    if not raw:
        _list_people_of(instance)


def _post_deleted(instance: Post, *, origin: Any, **_: Any) -> None:
    # When the person goes, their posts go first: no new line for who is leaving.
    if isinstance(origin, Post) or getattr(origin, "model", None) is Post:
        _list_people_of(instance)


def _list_people_of(post: Post) -> None:
    for account in Account.objects.filter(person=post.person_id, academy=post.academy):
        list_account(account)


def _mailbox_saved(instance: Mailbox, *, raw: bool, **_: Any) -> None:
    if not raw:
        list_box(instance)
