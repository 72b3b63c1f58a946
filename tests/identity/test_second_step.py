"""The second step of the sign-in, without script: an app, codes on paper, a half session that opens nothing."""

from preau.identity.models import Authenticator, RecoveryCode
from preau.journal.models import Entry
from tests.house.cast import PASSWORD
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.identity.factors import is_in, newcomer, signs_in, with_app, with_codes


def verbs(login: str) -> list[str]:
    return list(Entry.objects.filter(actor=login).order_by("pk").values_list("verb", flat=True))


def test_after_the_password_the_app_is_asked_for_and_lets_in(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    app, visitor = with_app(claire), newcomer(house)
    asked = signs_in(visitor, claire, next=claire.path("sent"))
    assert (asked.location, is_in(visitor, claire)) == ("/sign-in/factor", False)
    entered = visitor.post("/sign-in/factor", passcode=app.shows())
    assert (entered.status, entered.location) == (302, claire.path("sent"))
    assert is_in(visitor, claire)


def test_a_code_that_was_used_is_over_and_so_are_those_before(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    app = with_app(claire)
    first, second = newcomer(house), newcomer(house)
    signs_in(first, claire)
    signs_in(second, claire)
    code, earlier = app.shows(), app.shows(-1)
    assert first.post("/sign-in/factor", passcode=code).status == 302
    again = [second.post("/sign-in/factor", passcode=one).status for one in (code, earlier)]
    assert (again, is_in(second, claire)) == ([401, 401], False)


def test_a_wrong_code_says_so_at_its_field_and_the_password_need_not_be_typed_again(
    house: House, hire: Engage
) -> None:
    claire = hire("Claire")
    app, visitor = with_app(claire), newcomer(house)
    signs_in(visitor, claire)
    refused = visitor.post("/sign-in/factor", passcode=app.shows_no_more())
    assert refused.status == 401
    assert refused.one("#passcode")["aria-invalid"] == "true"
    assert visitor.post("/sign-in/factor", passcode=app.shows()).status == 302


def test_a_recovery_code_lets_in_once_and_its_owner_is_told(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    with_app(claire)
    code = with_codes(claire)[3]
    visitor, other = newcomer(house), newcomer(house)
    signs_in(visitor, claire)
    typed = code.upper().replace("-", " ")
    assert visitor.post("/sign-in/factor", code=typed).status == 302
    claire.program().waits_for("A recovery code was used")
    signs_in(other, claire)
    assert other.post("/sign-in/factor", code=code).status == 401
    assert RecoveryCode.objects.filter(account=claire.account, used_at__isnull=True).count() == 9


def test_the_half_session_has_a_new_key_opens_no_page_and_ends(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    with_app(claire)
    visitor = newcomer(house)
    visitor.get("/sign-in")
    visitor.cookies["preau_session"] = "planted0000000000000000000000000"
    signs_in(visitor, claire)
    half = visitor.cookies["preau_session"]
    assert half != "planted0000000000000000000000000"
    pages = [claire.path(), "/settings/security", "/settings/security/factors", "/events"]
    assert [visitor.get(page).status for page in pages] == [302, 302, 302, 401]
    assert is_in(visitor, claire) is False


def test_the_key_changes_again_when_the_session_begins(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    app, visitor = with_app(claire), newcomer(house)
    signs_in(visitor, claire)
    half = visitor.cookies["preau_session"]
    visitor.post("/sign-in/factor", passcode=app.shows())
    assert visitor.cookies["preau_session"] != half
    stolen = newcomer(house)
    stolen.cookies["preau_session"] = half
    assert is_in(stolen, claire) is False
    assert stolen.get("/sign-in/factor").location == "/sign-in"


def test_the_steps_are_closed_to_who_has_not_given_a_password(house: House) -> None:
    visitor = newcomer(house)
    steps = ["factor", "new-password", "enrol"]
    assert [visitor.get(f"/sign-in/{one}").location for one in steps] == ["/sign-in"] * 3


def test_a_changed_password_ends_the_sign_in_that_was_half_way(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    app, visitor = with_app(claire), newcomer(house)
    signs_in(visitor, claire)
    claire.account.set_password("Ovale-Tramway-61")
    claire.account.save()
    assert visitor.post("/sign-in/factor", passcode=app.shows()).location == "/sign-in"


def test_the_second_step_never_leads_to_another_site(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    app, visitor = with_app(claire), newcomer(house)
    signs_in(visitor, claire, next="//evil.example/")
    entered = visitor.post("/sign-in/factor", passcode=app.shows(), next="https://evil.example/")
    assert entered.headers["location"] == claire.path()


def test_a_step_without_its_token_is_refused(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    app, visitor = with_app(claire), newcomer(house)
    signs_in(visitor, claire)
    visitor.cookies["preau_csrf"] = "forged"
    assert visitor.post("/sign-in/factor", passcode=app.shows()).status == 403


def test_eight_wrong_codes_make_one_wait_and_tell_the_owner(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    app, visitor = with_app(claire), newcomer(house)
    signs_in(visitor, claire)
    tries = [visitor.post("/sign-in/factor", passcode="000000").status for _ in range(9)]
    assert tries == [401] * 8 + [429]
    assert visitor.post("/sign-in/factor", passcode=app.shows()).status == 429
    assert verbs(claire.login).count("factor.refused") == 8


def test_who_has_the_password_cannot_lock_its_owner_out_of_a_network_of_theirs(
    house: House, hire: Engage
) -> None:
    claire = hire("Claire")
    app, at_home = with_app(claire), "127.0.6.61"
    owner = newcomer(house, source=at_home)
    signs_in(owner, claire)
    assert owner.post("/sign-in/factor", passcode=app.shows(-1)).status == 302
    for _ in range(3):
        thief = newcomer(house)
        signs_in(thief, claire)
        for _try in range(8):
            thief.post("/sign-in/factor", passcode="000000")
    elsewhere, again = newcomer(house), newcomer(house, source=at_home)
    signs_in(elsewhere, claire)
    signs_in(again, claire)
    code = app.shows()
    assert elsewhere.post("/sign-in/factor", passcode=code).status == 429
    assert again.post("/sign-in/factor", passcode=code).status == 302


def test_in_amiens_the_digits_may_follow_the_password_in_one_field(
    house: House, hire: Engage
) -> None:
    noel = hire("Noël", academy="amiens")
    app, visitor = with_app(noel), newcomer(house, "amiens")
    entered = signs_in(visitor, noel, PASSWORD + app.shows())
    assert (entered.location, is_in(visitor, noel)) == (noel.path(), True)
    again = newcomer(house, "amiens")
    wrong = signs_in(again, noel, PASSWORD + app.shows_no_more())
    assert wrong.status == 401
    apart = signs_in(again, noel)
    assert apart.location == "/sign-in/factor"


def test_elsewhere_the_digits_in_the_passwords_field_are_a_wrong_password(
    house: House, hire: Engage
) -> None:
    claire = hire("Claire")
    app = with_app(claire)
    assert signs_in(newcomer(house), claire, PASSWORD + app.shows()).status == 401


def test_nothing_that_is_kept_opens_anything(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    app, codes = with_app(claire), with_codes(claire)
    kept = str(list(Authenticator.objects.values())) + str(list(RecoveryCode.objects.values()))
    found = [code for code in codes if code in kept or code.replace("-", "") in kept]
    assert (found, app.secret.hex() in kept, str(app.secret) in kept) == ([], False, False)
