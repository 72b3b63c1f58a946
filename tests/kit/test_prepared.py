"""A prepared query answers what the query itself does, each time for another value."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from preau.identity.models import Account, Membership, Session
from preau.identity.sessions import SessionStore, digest
from preau.kit.prepared import Prepared
from tests.house.fixtures import Engage

of_number = Prepared(
    lambda number: Account.objects.select_related("preference").filter(pk=number), place=-1
)
boxes_of = Prepared(
    lambda number: Membership.objects.select_related("mailbox").filter(
        account=number, mailbox__is_active=True
    ),
    place=-1,
)


def test_it_makes_the_same_objects(hire: Engage) -> None:
    for account in (hire().account, hire().account):
        (found,) = of_number(account.pk)
        asked = Account.objects.select_related("preference").get(pk=account.pk)
        assert vars_of(found) == vars_of(asked)
        assert vars_of(found.preference) == vars_of(asked.preference)
    assert of_number(0) == []


def test_what_was_selected_with_it_is_not_asked_for_again(hire: Engage) -> None:
    account = hire().account
    with CaptureQueriesContext(connection) as asked:
        assert [m.mailbox.login for m in boxes_of(account.pk)] == [account.login]
    assert len(asked) == 1


def test_a_session_that_is_over_is_found_no_more(hire: Engage) -> None:
    key = hire().visitor().cookies["preau_session"]
    assert SessionStore(key).get("_auth_user_id") is not None
    Session.objects.filter(pk=digest(key)).update(expires_at=timezone.now())
    assert SessionStore(key).get("_auth_user_id") is None
    assert SessionStore("nonsense").get("_auth_user_id") is None


def vars_of(thing: object) -> dict[str, object]:
    return {name: value for name, value in vars(thing).items() if name != "_state"}
