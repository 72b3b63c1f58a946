"""What must be done before one goes in: a factor for who has a role, a password that must change."""

from base64 import b32decode
from datetime import timedelta

from bs4 import Tag
from django.utils import timezone

from preau.academies.registry import academies
from preau.identity.actions.opening import give_role
from preau.identity.models import Role
from tests.house.cast import PASSWORD
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.identity.factors import App, is_in, newcomer, signs_in, with_app


def test_nobody_jumps_over_the_factor_to_a_later_step(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    with_app(claire)
    claire.account.must_change_password = True
    claire.account.save()
    visitor = newcomer(house)
    signs_in(visitor, claire)
    jumps = [
        visitor.post("/sign-in/new-password", password="Ovale-Tramway-61").location,
        visitor.get("/sign-in/enrol").location,
    ]
    assert jumps == ["/sign-in/factor", "/sign-in/factor"]
    claire.account.refresh_from_db()
    assert claire.account.check_password(PASSWORD)


def test_a_role_that_must_have_a_factor_adds_one_before_it_goes_in(
    house: House, hire: Engage
) -> None:
    desk = hire("Claire")
    give_role(desk.account, Role.Kind.DESK)
    visitor = newcomer(house)
    assert signs_in(visitor, desk).location == "/sign-in/enrol"
    assert is_in(visitor, desk) is False
    app = shown_app(visitor.get("/sign-in/enrol").one(".app-key"))
    refused = visitor.post("/sign-in/enrol", passcode=app.shows_no_more())
    assert (refused.status, is_in(visitor, desk)) == (422, False)
    shown = visitor.post("/sign-in/enrol", passcode=app.shows())
    assert (shown.status, len(shown.all(".recovery-codes code"))) == (200, 10)
    assert is_in(visitor, desk)
    again = newcomer(house)
    assert signs_in(again, desk).location == "/sign-in/factor"


def shown_app(key: Tag) -> App:
    """The app of a person who types the key by hand."""
    return App(b32decode(key.get_text().replace(" ", "")))


def test_who_has_no_such_role_goes_in_at_once(house: House, hire: Engage) -> None:
    visitor = newcomer(house)
    claire = hire("Claire")
    assert signs_in(visitor, claire).location == claire.path()


def test_a_password_that_must_change_is_changed_before_the_session_begins(
    house: House, hire: Engage
) -> None:
    claire = hire("Claire")
    claire.account.must_change_password = True
    claire.account.save()
    visitor = newcomer(house)
    assert signs_in(visitor, claire).location == "/sign-in/new-password"
    weak = visitor.post("/sign-in/new-password", password="Azerty-123456")
    same = visitor.post("/sign-in/new-password", password=PASSWORD)
    assert (weak.status, same.status, is_in(visitor, claire)) == (422, 422, False)
    good = visitor.post("/sign-in/new-password", password="Ovale-Tramway-61")
    assert (good.location, is_in(visitor, claire)) == (claire.path(), True)
    claire.account.refresh_from_db()
    assert claire.account.must_change_password is False


def test_an_old_password_is_asked_to_change_only_where_the_academie_says_so(
    house: House, hire: Engage
) -> None:
    claire = hire("Claire")
    claire.account.password_changed_at = timezone.now() - timedelta(days=2000)
    claire.account.save()
    assert academies().of("poitiers").passwords.change_after_days == 0
    assert signs_in(newcomer(house), claire).location == claire.path()
