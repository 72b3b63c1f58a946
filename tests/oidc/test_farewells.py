"""Applications hear from us, and not from the browser, that a session is over."""

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs

import pytest

from preau.applications.actions.farewells import EVENT
from preau.applications.models import Farewell
from preau.identity.actions import sessions
from preau.identity.actions.changing_password import change_password
from preau.identity.models import Account
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.push_service import PushService, Taken, taking
from tests.house.visitor import Visitor
from tests.house.waiting import eventually
from tests.oidc.party import Party, known_to, nobody, sent_to

PATH = "/farewell"


@pytest.fixture
def ears() -> Iterator[PushService]:
    with taking() as made:
        yield made


def token_in(taken: Taken) -> str:
    (token,) = parse_qs(taken.body.decode())["logout_token"]
    return token


def signs_out(visitor: Visitor, _account: Account) -> None:
    visitor.post("/sign-out")


def ends_all_from_elsewhere(_visitor: Visitor, account: Account) -> None:
    sessions.end_others(account)


def changes_the_password_elsewhere(_visitor: Visitor, account: Account) -> None:
    change_password(account, "Ardoise-Mouillée-42!", network="")


@pytest.mark.parametrize(
    "ending", [signs_out, ends_all_from_elsewhere, changes_the_password_elsewhere]
)
def test_an_application_is_told_that_the_session_is_over(
    house: House,
    hire: Engage,
    party: Party,
    ears: PushService,
    ending: Callable[[Visitor, Account], None],
) -> None:
    person = hire()
    visitor = person.visitor()
    known_to(party, house, farewell_uri=ears.origin + PATH)
    known = party.come(sent_to(visitor.get(party.ask())))["claims"]
    ending(visitor, person.account)
    (taken,) = ears.waits_for(PATH)
    said = party("farewell", token=token_in(taken))
    assert (said["sub"], said["sid"], said["events"]) == (known["sub"], known["sid"], {EVENT: {}})
    assert (0 < said["exp"] - said["iat"] <= 120, "nonce" in said) == (True, False)
    assert taken.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert eventually(lambda: not Farewell.objects.filter(subject=known["sub"]))


def test_it_is_told_once_however_often_it_was_entered(
    house: House, hire: Engage, party: Party, ears: PushService
) -> None:
    visitor = hire().visitor()
    known_to(party, house, farewell_uri=ears.origin + PATH)
    for _time in range(2):
        known = party.come(sent_to(visitor.get(party.ask())))["claims"]
    visitor.post("/sign-out")
    ears.waits_for(PATH)
    assert eventually(lambda: not Farewell.objects.filter(subject=known["sub"]))
    assert len(ears.taken) == 1


def test_who_was_not_entered_in_that_session_or_has_no_address_is_told_nothing(
    house: House, hire: Engage, party: Party, ears: PushService
) -> None:
    visitor = hire().visitor()
    known_to(party, house, farewell_uri=f"{ears.origin}/stranger")
    visitor.get(party.ask())
    known_to(party, house)
    party.come(sent_to(visitor.get(party.ask())))
    known_to(party, house, farewell_uri=ears.origin + PATH)
    party.come(sent_to(visitor.get(party.ask())))
    visitor.post("/sign-out")
    ears.waits_for(PATH)
    assert [one.path for one in ears.taken] == [PATH]


def test_one_that_is_away_is_told_again_and_one_that_refuses_is_not(
    house: House, hire: Engage, party: Party, ears: PushService
) -> None:
    for status, is_kept in ((503, True), (400, False), (302, False)):
        visitor = hire().visitor()
        path = f"{PATH}/{status}"
        ears.answers[path] = status
        known_to(party, house, farewell_uri=ears.origin + path)
        known = party.come(sent_to(visitor.get(party.ask())))["claims"]
        visitor.post("/sign-out")
        ears.waits_for(path)
        mine = Farewell.objects.filter(subject=known["sub"])
        if is_kept:
            assert eventually(lambda mine=mine: mine.filter(attempts__gt=0, claimed_at=None))
            mine.delete()
        assert eventually(lambda mine=mine: not mine.exists())
        assert [one.path for one in ears.taken if one.path.startswith("/else")] == []


def test_discovery_says_so(house: House) -> None:
    told = nobody(house).get("/.well-known/openid-configuration").json
    names = ("backchannel_logout_supported", "backchannel_logout_session_supported")
    assert [told[name] for name in names] == [True, True]
