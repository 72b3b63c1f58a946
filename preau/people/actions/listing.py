"""Keeping the directory in step with identity: one line, or a whole académie."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from django.db import transaction
from django.db.models import QuerySet

from preau.formats import names
from preau.identity.models import Account, Mailbox, Post
from preau.people.models import Listing, ListingWord
from preau.people.words import kept, of_name, of_own_address

_AT_ONCE = 500


def list_account(account: Account) -> None:
    """Write the person's line anew; someone who left has none."""
    lines = [_of_account(account)] if account.state == Account.State.ACTIVE else []
    _replace(Listing.objects.filter(account=account).first(), lines)


@transaction.atomic
def list_accounts(numbers: Collection[int]) -> None:
    """Write the lines of many people anew, after writes in bulk; `numbers` are few thousand."""
    Listing.objects.filter(account__in=numbers).delete()
    for part in _parts(_people(Account.objects.filter(pk__in=numbers))):
        _write(part)


def list_box(mailbox: Mailbox) -> None:
    """Write a functional box's line anew; a person's box is found by the person."""
    lines = [_of_box(mailbox)] if mailbox.is_functional and mailbox.is_active else []
    _replace(Listing.objects.filter(mailbox=mailbox).first(), lines)


@transaction.atomic
def relist(academy: str) -> int:
    """Write a whole académie's directory anew, as after a bulk import; how many lines."""
    Listing.objects.filter(academy=academy).delete()
    count = 0
    for part in _parts(_all_of(academy)):
        _write(part)
        count += len(part)
    return count


def _write(part: list[Listing]) -> None:
    Listing.objects.bulk_create(part)
    ListingWord.objects.bulk_create(list(chain.from_iterable(map(_words, part))))


def _replace(old: Listing | None, lines: list[Listing]) -> None:
    if old is not None and [_content(old)] == [_content(line) for line in lines]:
        return
    with transaction.atomic():
        if old is not None:
            old.delete()
        for line in lines:
            line.save()
            ListingWord.objects.bulk_create(_words(line))


def _content(line: Listing) -> tuple[str, ...]:
    return (line.academy, line.name, line.address, line.detail, line.name_words, line.all_words)


def _of_account(account: Account) -> Listing:
    posts = account.posts
    # The family name in one word too: it is how identifiers write it (delatour).
    glued = (names.letters(account.family_name),)
    name_words = (*of_name(account.name), *glued, *of_own_address(account.address))
    return Listing(
        academy=account.academy,
        kind=Listing.Kind.PERSON,
        account=account,
        name=account.name.strip(),
        address=account.address,
        detail=" · ".join(map(_post, posts)),
        name_words=kept(name_words),
        all_words=kept(name_words + tuple(chain.from_iterable(map(_post_words, posts)))),
    )


def _post(post: Post) -> str:
    return ", ".join(part for part in (post.function, post.school_name) if part)


def _post_words(post: Post) -> tuple[str, ...]:
    return names.words(post.function) + names.words(post.school_name) + names.words(post.uai)


def _of_box(mailbox: Mailbox) -> Listing:
    words = kept(of_name(mailbox.name) + of_own_address(mailbox.address))
    return Listing(
        academy=mailbox.academy,
        kind=Listing.Kind.BOX,
        mailbox=mailbox,
        name=mailbox.name,
        address=mailbox.address,
        name_words=words,
        all_words=words,
    )


def _words(line: Listing) -> list[ListingWord]:
    in_name = set(line.name_words.split())
    return [
        ListingWord(
            academy=line.academy,
            rank=ListingWord.Rank.NAME if word in in_name else ListingWord.Rank.DETAIL,
            word=word,
            listing=line,
        )
        for word in line.all_words.split()
    ]


def _all_of(academy: str) -> Iterator[Listing]:
    yield from _people(Account.objects.filter(academy=academy))
    boxes = Mailbox.objects.filter(academy=academy, is_active=True)
    for mailbox in boxes.exclude(kind=Mailbox.Kind.PERSON).order_by("pk").iterator(_AT_ONCE):
        yield _of_box(mailbox)


def _people(accounts: QuerySet[Account]) -> Iterator[Listing]:
    active = accounts.filter(state=Account.State.ACTIVE).order_by("pk")
    with_posts = active.select_related("person").prefetch_related("person__posts")
    return map(_of_account, with_posts.iterator(_AT_ONCE))


def _parts(lines: Iterable[Listing]) -> Iterator[list[Listing]]:
    part: list[Listing] = []
    for line in lines:
        part.append(line)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    if part:
        yield part
