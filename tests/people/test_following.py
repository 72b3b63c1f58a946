"""The directory follows identity: who is saved is listed, who leaves is not."""

import pytest
from django.utils import timezone

from preau.identity.models import Account, Mailbox
from preau.kit.errors import NotFound
from preau.people import access
from preau.people.models import Listing, ListingWord
from preau.people.queries import suggest
from tests.people.conftest import Cast, hire, open_box


def names(account: Account, text: str) -> list[str]:
    return [one.name for one in suggest(account, text)]


def test_someone_who_changes_name_is_found_by_the_new_one(cast: Cast) -> None:
    cast.bob.family_name = "Lenoir"
    cast.bob.address = "bob.lenoir@ac-poitiers.fr"
    cast.bob.save()
    assert names(cast.alice, "lenoir") == ["Bob Lenoir"]
    assert names(cast.alice, "tour") == []


@pytest.mark.parametrize("state", [Account.State.LEFT, Account.State.SUSPENDED])
def test_someone_who_is_not_active_is_not_listed(cast: Cast, state: Account.State) -> None:
    cast.bob.state = state
    cast.bob.save()
    assert names(cast.alice, "bob") == []
    cast.bob.state = Account.State.ACTIVE
    cast.bob.save(update_fields=["state"])
    assert names(cast.alice, "bob") == ["Bob de La Tour"]


def test_a_post_that_ends_leaves_the_line(cast: Cast) -> None:
    cast.bob.person.posts.get().delete()
    assert [one.detail for one in suggest(cast.alice, "bob")] == [""]
    assert names(cast.alice, "principal") == []


def test_a_person_deleted_leaves_nothing(cast: Cast) -> None:
    cast.bob.delete()
    assert names(cast.alice, "bob") == []
    assert ListingWord.objects.filter(word="bob").count() == 0


def test_posts_deleted_together_leave_the_line(cast: Cast) -> None:
    cast.bob.person.posts.all().delete()
    assert names(cast.alice, "principal") == []


def test_a_box_that_closes_is_not_listed(cast: Cast) -> None:
    box = open_box("poitiers", "ce.0860001j", "Lycée Marie-Curie")
    assert names(cast.alice, "curie") == ["Lycée Marie-Curie"]
    box.is_active = False
    box.save()
    assert names(cast.alice, "curie") == []


def test_a_persons_own_box_is_not_listed_beside_the_person(cast: Cast) -> None:
    open_box("poitiers", "bdelatour", "Bob de La Tour", kind=Mailbox.Kind.PERSON)
    assert names(cast.alice, "bob") == ["Bob de La Tour"]


def test_a_sign_in_does_not_touch_the_directory(
    cast: Cast, django_assert_num_queries: object
) -> None:
    cast.bob.last_login = timezone.now()
    with django_assert_num_queries(1):  # type: ignore[operator]
        cast.bob.save(update_fields=["last_login"])


def test_saving_without_change_writes_no_line(cast: Cast) -> None:
    before = Listing.objects.get(account=cast.bob).pk
    cast.bob.save()
    assert Listing.objects.get(account=cast.bob).pk == before


def test_someone_named_like_no_letter_is_still_listed(cast: Cast) -> None:
    hire("poitiers", "opetrova", "Ольга", "Петрова", function="CPE")
    assert names(cast.alice, "opetr") == ["Ольга Петрова"]
    assert names(cast.alice, "cpe") == ["Ольга Петрова"]


def test_a_line_is_for_people_of_its_academie(cast: Cast) -> None:
    line = Listing.objects.get(account=cast.bob)
    assert access.listing(cast.alice, line.pk) == line
    with pytest.raises(NotFound):
        access.listing(cast.paula, line.pk)
    with pytest.raises(NotFound):
        access.listing(cast.alice, 0)
