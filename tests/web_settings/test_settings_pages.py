"""Settings: each choice applies at once, says so, and is there again on the next page."""

import pytest

from preau.identity.models import Preference
from preau.mail.models import Identity
from tests.house.cast import Cast, Person, open_school
from tests.house.fixtures import Engage
from tests.house.installation import House

PAGES = ["reading", "writing", "senders", "account", "security"]


@pytest.fixture
def person(hire: Engage) -> Person:
    return hire("Solène")


def preference(person: Person) -> Preference:
    return Preference.objects.get(account=person.account)


def identity_of(person: Person) -> Identity:
    return Identity.objects.get(mailbox__login=person.login)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_its_address_and_stands_in_the_menu(person: Person, page: str) -> None:
    answer = person.visitor().get(f"/settings/{page}")
    assert answer.status == 200
    assert answer.one('.settings-links [aria-current="page"]')["href"] == f"/settings/{page}"
    assert len(answer.all("h1")) == 1


def test_the_menu_stands_under_three_headings(person: Person) -> None:
    page = person.visitor().get("/settings/senders")
    assert [one.get_text() for one in page.all(".settings-group")] == [
        "Messages", "Mailbox", "Account and access",
    ]  # fmt: skip
    assert [len(one.select("a")) for one in page.all(".settings-links")] == [4, 6, 6]
    assert " ".join(page.one(".settings-fold").get_text().split()) == "Senders"


def test_settings_begin_with_reading(person: Person) -> None:
    assert person.visitor().get("/settings/").location == "/settings/reading"


@pytest.mark.parametrize("page", PAGES)
def test_nobody_sees_settings_without_signing_in(house: House, person: Person, page: str) -> None:
    visitor = person.visitor()
    visitor.cookies.clear()
    assert visitor.get(f"/settings/{page}").location == f"/sign-in?next=%2Fsettings%2F{page}"


WISHES = [
    ("reading", "view", "flat", "flat"),
    ("reading", "reading_pane", "below", "below"),
    ("reading", "density", "compact", "compact"),
    ("reading", "theme", "contrast", "contrast"),
    ("reading", "shortcuts_on", "off", False),
    ("writing", "undo_seconds", "30", 30),
]


@pytest.mark.parametrize(("page", "name", "value", "kept"), WISHES)
def test_a_choice_is_kept_and_told(
    person: Person, page: str, name: str, value: str, kept: object
) -> None:
    visitor = person.visitor()
    answer = visitor.post(f"/settings/{page}", {name: value}, htmx={})
    assert (answer.status, answer.words) == (200, "Saved")
    assert getattr(preference(person), name) == kept
    shown = visitor.get(f"/settings/{page}").one(f'input[name="{name}"][checked]')
    assert shown["value"] == value


def test_without_script_a_form_comes_back_to_its_page_and_says_so(person: Person) -> None:
    visitor = person.visitor()
    answer = visitor.post("/settings/reading", theme="dark")
    assert (answer.status, answer.location) == (302, "/settings/reading")
    page = visitor.follow(answer)
    assert (page.toasts, page.one("html")["data-theme"]) == (["Saved"], "dark")


@pytest.mark.parametrize(
    ("name", "value"), [("theme", "pink"), ("language", "de"), ("view", ""), ("shortcuts_on", "1")]
)
def test_what_is_not_offered_is_refused_and_nothing_changes(
    person: Person, name: str, value: str
) -> None:
    before = getattr(preference(person), name)
    answer = person.visitor().post("/settings/reading", {name: value}, htmx={})
    assert (answer.status, answer.toasts) == (422, ["This choice is not offered."])
    assert getattr(preference(person), name) == before


def test_a_page_takes_only_its_own_wishes(person: Person) -> None:
    person.visitor().post("/settings/writing", {"theme": "dark", "academy": "paris"}, htmx={})
    assert preference(person).theme == "auto"


def test_another_language_is_asked_for_the_whole_page_and_speaks_it(person: Person) -> None:
    visitor = person.visitor()
    answer = visitor.post("/settings/reading", language="fr", htmx={})
    assert (answer.status, answer.headers["hx-refresh"]) == (204, "true")
    page = visitor.get("/settings/reading")
    assert (page.one("html")["lang"], page.toasts) == ("fr", ["Enregistré"])


def test_the_reading_pane_chosen_is_that_of_the_mailbox(person: Person) -> None:
    visitor = person.visitor()
    visitor.post("/settings/reading", reading_pane="alone", htmx={})
    assert visitor.get(person.path()).one("body")["data-reading"] == "alone"


# Signatures


def sign(person: Person, **fields: str) -> tuple[int, list[str]]:
    visitor = person.visitor()
    visitor.get("/settings/writing")
    url = f"/settings/writing/{identity_of(person).pk}"
    answer = visitor.post(url, fields, htmx={})  # type: ignore[arg-type]
    return answer.status, answer.toasts


def test_a_signature_is_cleaned_and_begins_the_next_letter(person: Person) -> None:
    html = '<div><b>Solène</b><img src="https://x.example/p.png"><script>1</script></div>'
    assert sign(person, format="html", html=html) == (200, [])
    assert identity_of(person).signature_html == "<div><b>Solène</b></div>"
    visitor = person.visitor()
    page = visitor.follow(visitor.get(f"/mail/{person.box}/compose"))
    assert "<b>Solène</b>" in page.one('textarea[name="html"]').get_text()


def test_an_empty_signature_is_none(person: Person) -> None:
    sign(person, format="html", html="<div>Solène</div>")
    sign(person, format="html", html="<div><br></div>")
    assert identity_of(person).signature_html == ""


def test_a_plain_signature_keeps_its_lines(person: Person) -> None:
    sign(person, format="text", text="Solène\r\nLycée <des> Chênes")
    page = person.visitor().get("/settings/writing")
    assert page.one('textarea[name="text"]').get_text().strip() == "Solène\nLycée <des> Chênes"


def test_saving_the_plain_field_unchanged_keeps_the_format(person: Person) -> None:
    sign(person, format="html", html="<div><b>Solène</b></div><div>Lettres</div>")
    sign(person, format="text", text="Solène\r\nLettres\r\n", name="Solène")
    assert identity_of(person).signature_html == "<div><b>Solène</b></div><div>Lettres</div>"


def test_a_signature_as_long_as_a_letter_is_refused(person: Person) -> None:
    status, toasts = sign(person, format="html", html="<p>long</p>" * 4000)
    assert (status, toasts) == (422, ["This signature is too long: a few lines are enough."])


NAMES = [
    ("", "A name has 1 to 100 characters, on one line."),
    ("x" * 101, "A name has 1 to 100 characters, on one line."),
    ("Recteur \u202egp.exe", "A name has 1 to 100 characters, on one line."),
    ("recteur@ac-poitiers.fr", "A name is no address: the address stands beside it by itself."),
]


@pytest.mark.parametrize(("name", "sentence"), NAMES)
def test_a_name_that_deceives_is_refused(person: Person, name: str, sentence: str) -> None:
    assert sign(person, name=name) == (422, [sentence])


def test_the_name_shown_is_that_of_the_next_letter(person: Person) -> None:
    assert sign(person, name="  Mme   Solène ") == (200, [])
    assert identity_of(person).name == "Mme Solène"


def test_the_identity_of_somebody_else_is_not_there(person: Person, hire: Engage) -> None:
    other = hire("Driss")
    other.visitor().get("/settings/writing")
    answer = person.visitor().post(
        f"/settings/writing/{identity_of(other).pk}", name="Moi", htmx={}
    )
    assert answer.status == 404
    assert identity_of(other).name == other.name


def test_a_shared_mailbox_says_that_its_signature_is_shared(person: Person, house: House) -> None:
    school = open_school(members=(person,))
    page = person.visitor().get("/settings/writing")
    assert school.address in page.words
    assert "Everyone who works in this mailbox shares this name and signature." in page.words


# Senders, account, security


def test_a_trusted_sender_is_removed_and_taken_back(person: Person) -> None:
    person.prefers(trusted_images=["irene@lointain.example", "ana@proche.example"])
    visitor = person.visitor()
    answer = visitor.post("/settings/senders", address="irene@lointain.example")
    page = visitor.follow(answer)
    assert preference(person).trusted_images == ["ana@proche.example"]
    assert page.toasts == ["Images of irene@lointain.example are held back from now on."]
    undo = page.one("[data-preau-undo]")
    token = str(undo.select("input[name=token]")[0]["value"])
    again = visitor.follow(visitor.post(str(undo["action"]), token=token))
    assert [one.get_text() for one in again.all(".setting-line .clip")] == [
        "ana@proche.example",
        "irene@lointain.example",
    ]


def test_a_list_without_images_says_how_one_comes_there(person: Person) -> None:
    page = person.visitor().get("/settings/senders")
    assert "“Always for this sender” adds them here." in page.words


def test_the_account_tells_what_a_mail_program_asks_for(person: Person) -> None:
    words = person.visitor().get("/settings/account").words
    assert f"User name {person.login}" in words
    assert "Server messagerie.ac-poitiers.fr Port 993 Encryption SSL/TLS" in words
    assert "0 B of 50 MB used, 50 MB left." in words


def test_the_account_answers_while_the_mail_server_is_away(person: Person, house: House) -> None:
    with house.without("dovecot"):
        answer = person.visitor().get("/settings/account")
    assert answer.status == 200
    assert "The mail server does not say at the moment." in answer.words


def test_the_last_sign_ins_are_told_to_their_own_person_alone(cast: Cast, person: Person) -> None:
    from preau.journal.actions import record

    record("sign_in", by=person.login, academy="poitiers", network="192.0.2.7")
    mine = person.visitor().get("/settings/security")
    assert "Network 192.0.2.7" in mine.words
    assert "192.0.2.7" not in cast.karim.visitor().get("/settings/security").words
