"""The pages of filters, without script: order, switches, text, what other programs wrote."""

import pytest

from preau.wordings.models import Wording
from tests.filters.rules import (
    BASE,
    about,
    act,
    keep_script,
    kept,
    make,
    names,
    new_rule,
    path,
    sentences,
    stamp,
)
from tests.house.cast import Cast, Person
from tests.house.fixtures import Engage
from tests.house.postbag import letter

THUNDERBIRD = '# tri de Thunderbird\nrequire ["fileinto", "mailbox"];\nif header :contains "subject" "Conseil" {\r\n  fileinto :create "Conseils"; # é\n}\n'


@pytest.fixture
def person(hire: Engage) -> Person:
    return hire("Sabine")


def three(person: Person) -> None:
    for name in ("Un", "Deux", "Trois"):
        make(person, "subject:contains", name, name=name, place="stays", star="1")


def test_an_empty_page_says_what_a_rule_is_for(person: Person) -> None:
    shown = person.visitor().get(path(person))
    assert "No rule yet" in shown.words
    assert shown.one('.settings-links [aria-current="page"]')["href"] == "/settings/filters/"
    assert person.visitor().get("/settings/filters/").location == path(person)


def test_rules_stand_in_order_and_move_by_plain_buttons(person: Person) -> None:
    three(person)
    assert names(act(person, "order", at="2", to="0")) == ["Trois", "Un", "Deux"]
    assert names(act(person, "order", at="0", to="1")) == ["Un", "Trois", "Deux"]


def test_a_deleted_rule_comes_back_to_its_place(person: Person) -> None:
    three(person)
    gone = act(person, "remove", at="1")
    assert (names(gone), gone.toasts) == (["Un", "Trois"], ["The rule is deleted."])
    token = str(gone.one(".toast input[name=token]")["value"])
    visitor = person.visitor()
    back = visitor.follow(visitor.post(path(person, "put-back"), token=token))
    assert names(back) == ["Un", "Deux", "Trois"]


def test_what_changed_meanwhile_is_not_overwritten(person: Person) -> None:
    visitor = person.visitor()
    old = stamp(visitor.get(path(person, "new")))
    three(person)
    answer = visitor.post(path(person, "order"), at="0", to="1", stamp=old)
    assert answer.status == 409
    assert names(visitor.get(path(person))) == ["Un", "Deux", "Trois"]


def test_a_rule_is_changed_and_keeps_what_the_form_has_no_field_for(person: Person) -> None:
    visitor = person.visitor()
    text = (
        'require ["editheader", "imap4flags"];\n# rule:[Deux] #abcd1234\n'
        'if allof (header :contains "subject" "x") {\n'
        '    addheader "X-Preau-Rule" "abcd1234 Deux";\n    addflag "un";\n    addflag "deux";\n}\n'
    )
    seen = stamp(visitor.get(path(person, "text")))
    visitor.post(path(person, "text"), text=text, stamp=seen)
    form = visitor.get(path(person, "rule/abcd1234"))
    assert "Also: tag it “deux”." in form.words
    asked = BASE | {
        "choice": "subject:is",
        "value": "y",
        "place": "stays",
        "tag": "un",
        "name": "Deux",
    }
    changed = visitor.follow(
        visitor.post(path(person, "rule/abcd1234"), asked | {"stamp": stamp(form)})
    )
    assert sentences(changed) == [
        "When the subject is “y”: tag it “un”, tag it “deux” and look at no other rule."
    ]


def test_conditions_are_added_and_dropped_without_script(person: Person) -> None:
    visitor = person.visitor()
    action = new_rule(visitor, person)
    given = BASE | {"choice": ["subject:is", "list:exists"], "value": ["a", ""]}
    more = visitor.post(action, given | {"step": "add"})
    assert len(more.all(".rule-line")) == 3
    fewer = visitor.post(action, given | {"step": "drop:0"})
    assert [one["value"] for one in fewer.all(".rule-choice option[selected]")] == ["list:exists"]


WRONG = [
    ({"choice": "subject:is", "value": "a ${b}", "place": "stays", "star": "1"}, "Fill in each condition"),
    ({"choice": "size:over", "value": "lourd", "place": "stays", "star": "1"}, "Write a weight"),
    ({"choice": "date:since", "value": "demain", "place": "stays", "star": "1"}, "Write a day"),
    ({"choice": "header:is", "value": "sans rien", "place": "stays", "star": "1"}, "Write a header line"),
    ({"choice": "subject:is", "value": "a", "place": "files"}, "Choose the folder."),
    ({"choice": "subject:is", "value": "a", "place": "files", "new_folder": "a/b"}, "A folder’s name" ),
    ({"choice": "subject:is", "value": "a", "place": "rejects"}, "Write the text to send"),
    ({"choice": "subject:is", "value": "a", "place": "stays", "forward": "a@b.fr"}, "Your académie does not"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "said"), WRONG)
def test_a_wrong_rule_says_what_to_change_and_keeps_what_was_typed(
    person: Person, given: dict[str, str], said: str
) -> None:
    visitor = person.visitor()
    answer = visitor.post(new_rule(visitor, person), BASE | given)
    assert (answer.status, said.replace("’", "'") in answer.words.replace("’", "'")) == (422, True)
    assert answer.one("[name=value]")["value"] == given["value"]
    assert sentences(visitor.get(path(person))) == []


def test_a_rule_from_a_message_is_ready_to_be_saved(person: Person) -> None:
    """T-13: the menu, then the button."""
    program = person.program()
    (ident,) = program.keep(letter("Bulletin", sender="L'Académie <bulletin@lointain.example>"))
    visitor = person.visitor()
    opened = visitor.get(person.path(tail=f"m/{ident}/"))
    (menu,) = [one for one in opened.all("a.menu-item") if one.get_text() == "Create a rule"]
    form = visitor.get(str(menu["href"]))
    assert "1 of the last 1 messages of the inbox is concerned:" in form.words
    saved = visitor.follow(visitor.post(str(form.one("#rule-form")["action"]), fields_of(form)))
    (said,) = sentences(saved)
    assert said == (
        "When the sender’s address is “bulletin@lointain.example”: "
        "move it to “L'Académie” and look at no other rule."
    )


def fields_of(form) -> dict[str, str | list[str]]:
    """What a browser would post, were the main button pressed."""
    found: dict[str, str | list[str]] = {}
    for one in form.all("#rule-form input[name], #rule-form textarea[name]"):
        if one.get("type") in ("radio", "checkbox") and not one.has_attr("checked"):
            continue
        found[str(one["name"])] = str(one.get("value", one.get_text()))
    for one in form.all("#rule-form select[name]"):
        chosen = one.select_one("option[selected]") or one.select_one("option")
        found[str(one["name"])] = str(chosen["value"])
    return found


BY_SUBJECT = [
    # The word that most subjects of the folder share; of these, the longest.
    ("Réunion du 3 décembre", ["Réunions de rentrée", "Réunion à 14 h", "Décembre"], "réunion"),
    ("Re: [collègues] Sorties au muséum", ["[collègues] Cours", "Le muséum"], "muséum"),
    # A folder's name says it already, in the singular or the plural, accents or not.
    ("Conseils et notes de la réunion", ["Réunion", "Réunion bis"], "conseil"),
]


@pytest.mark.parametrize(("subject", "others", "word"), BY_SUBJECT)
def test_a_rule_on_the_subject_goes_by_the_word_that_says_most(
    person: Person, subject: str, others: list[str], word: str
) -> None:
    program = person.program()
    with program.imap() as line:
        line.create("Conseil")
    (ident, *_) = program.keep(about(subject), *(about(one) for one in others))
    visitor = person.visitor()
    opened = visitor.get(person.path(tail=f"m/{ident}/"))
    (menu,) = [one for one in opened.all("a.menu-item") if "on its subject" in one.get_text()]
    form = visitor.get(str(menu["href"]))
    assert form.one(".rule-choice option[selected]")["value"] == "subject:contains"
    assert form.one("[name=value]")["value"] == word
    folder = form.all("[name=folder] option[selected]")
    assert [str(one["value"]) for one in folder] == (["Conseil"] if word == "conseil" else [])
    assert form.one("[name=new_folder]")["value"] == (
        "" if word == "conseil" else word.capitalize()
    )


def test_a_subject_that_says_nothing_leaves_the_sender(person: Person) -> None:
    (ident,) = person.program().keep(about("Re: 12 h ?", sender="Agnès <agnes@lointain.example>"))
    form = person.visitor().get(path(person, f"new?from=inbox/{ident}&by=subject"))
    assert form.one("[name=value]")["value"] == "agnes@lointain.example"


def test_a_message_of_a_list_is_recognised_by_it(person: Person) -> None:
    (ident,) = person.program().keep(letter("Annonce", List_Id="Profs de SVT <svt.listes.example>"))
    form = person.visitor().get(path(person, f"new?from=inbox/{ident}"))
    assert form.one(".rule-choice option[selected]")["value"] == "list:contains"
    assert form.one("[name=value]")["value"] == "svt.listes.example"
    assert form.one("[name=new_folder]")["value"] == "Profs de SVT"


def worn(person: Person) -> list[str]:
    """The flags of each message, without the one that IMAP shows once."""
    return [flags.replace("\\Recent", "").strip() for flags in person.program().flags().values()]


def test_the_trial_says_what_would_happen_and_touches_nothing(person: Person) -> None:
    program = person.program()
    program.keep(letter("Réunion de rentrée"), letter("Autre chose"), letter("Réunion de bilan"))
    before = worn(person)
    visitor = person.visitor()
    given = BASE | {
        "choice": "subject:contains",
        "value": "réunion",
        "place": "files",
        "new_folder": "R",
    }
    answer = visitor.post(new_rule(visitor, person) + "/try", given, htmx={})
    assert answer.one(".trial-sentence").get_text() == (
        "2 of the last 3 messages of the inbox are concerned:"
    )
    assert [" ".join(one.get_text().split()) for one in answer.all(".trial-done")] == ["R", "R"]
    assert worn(person) == before


def test_the_body_is_tried_as_the_server_reads_it(person: Person) -> None:
    person.program().keep(
        letter("A", html="<p>une <b>circu</b>laire</p>"), letter("B", "circulaire")
    )
    visitor = person.visitor()
    given = BASE | {"choice": "body:contains", "value": "circulaire", "place": "stays", "star": "1"}
    answer = visitor.post(new_rule(visitor, person) + "/try", given, htmx={})
    assert [one.get_text() for one in answer.all(".trial-subject")] == ["B couleuvrine"]


def test_the_answer_may_be_a_template(person: Person) -> None:
    box = person.account.memberships.get().mailbox
    kept = Wording.objects.create(
        mailbox=box, name="Reçu", subject="Bien reçu", html="<p>Merci,<br>{mon prénom}</p>"
    )
    visitor = person.visitor()
    given = BASE | {
        "choice": "subject:is",
        "value": "a",
        "step": "wording",
        "wording": str(kept.pk),
    }
    answer = visitor.post(new_rule(visitor, person), given)
    assert answer.one("#rule-reply-text").get_text() == "Merci,\nSabine"
    assert answer.one("#rule-reply-subject")["value"] == "Bien reçu"


def test_a_script_of_another_program_is_shown_run_and_kept(person: Person) -> None:
    keep_script(person, THUNDERBIRD, "thunderbird")
    shown = person.visitor().get(path(person))
    assert names(shown) == ["thunderbird"]
    make(person, "subject:contains", "Note", name="Notes", new_folder="Notes")
    after = person.visitor().get(path(person))
    assert names(after) == ["thunderbird", "Notes"]
    assert kept(person, "thunderbird") == THUNDERBIRD
    text = person.visitor().get(path(person, "text?script=thunderbird"))
    assert text.one("#sieve").get_text().strip() == THUNDERBIRD.replace("\r\n", "\n").strip()


def test_another_program_may_take_over_and_the_page_says_so(person: Person) -> None:
    make(person, "subject:contains", "Note", name="Notes", new_folder="Notes")
    keep_script(person, "keep;\n")
    shown = person.visitor().get(path(person))
    assert (
        "Another program put its own filters in force, “ailleurs”: these do not run." in shown.words
    )
    woken = act(person, "wake")
    assert names(woken) == ["Notes", "ailleurs"]
    assert woken.all(".notice-warning") == []


def test_lines_written_by_hand_stay_between_the_rules(person: Person) -> None:
    three(person)
    visitor = person.visitor()
    page = visitor.get(path(person, "text"))
    text = (
        page.one("#sieve")
        .get_text()
        .replace("# rule:[Deux]", "# à la main\nif size :over 5M {\n    keep;\n}\n\n# rule:[Deux]")
    )
    visitor.post(path(person, "text"), text=text, stamp=stamp(page))
    assert names(visitor.get(path(person))) == ["Un", "Lines in Sieve", "Deux", "Trois"]
    act(person, "order", at="0", to="3")
    assert "# à la main\nif size :over 5M {\n    keep;\n}\n" in kept(person, "preau")


def test_a_wrong_text_is_refused_with_its_line_and_nothing_changes(person: Person) -> None:
    three(person)
    visitor = person.visitor()
    before, page = kept(person, "preau"), visitor.get(path(person, "text"))
    answer = visitor.post(path(person, "text"), text="keep;\nfileinto;\n", stamp=stamp(page))
    assert (answer.status, "line 2" in answer.words) == (422, True)
    assert kept(person, "preau") == before


def test_rules_go_out_to_a_file_and_come_back(person: Person, hire: Engage) -> None:
    three(person)
    out = person.visitor().get(path(person, "filters.sieve"))
    assert out.body.decode() == kept(person, "preau")
    other = hire("Tristan")
    visitor = other.visitor()
    given = [("file", ("filtres.sieve", "application/sieve", out.body))]
    shown = visitor.follow(visitor.post(path(other, "import"), files=given))
    assert (names(shown), shown.toasts) == (["Un", "Deux", "Trois"], ["3 rules were brought in."])
    again = visitor.follow(visitor.post(path(other, "import"), files=given))
    assert names(again) == ["Un", "Deux", "Trois"]
    assert visitor.get(path(other, "filters.sieve")).body == out.body


FORWARDS = 'if true {\n    if true { redirect :copy "moi@lointain.example"; }\n}\n'


def test_a_text_goes_round_no_rule_of_the_academie(person: Person) -> None:
    """E-16: what the form refuses, the text and the file refuse too."""
    visitor = person.visitor()
    seen = stamp(visitor.get(path(person, "text")))
    text = 'require ["copy"];\n' + FORWARDS
    typed = visitor.post(path(person, "text"), text=text, stamp=seen)
    brought = visitor.post(
        path(person, "import"), files=[("file", ("x.sieve", "text/plain", text.encode()))]
    )
    said = "Your académie does not let mail be sent on automatically."
    assert [(one.status, said in one.words) for one in (typed, brought)] == [(422, True)] * 2
    assert sentences(visitor.get(path(person))) == []


def test_a_file_that_is_no_sieve_is_refused(person: Person) -> None:
    given = [("file", ("x.sieve", "text/plain", b"Bonjour !"))]
    answer = person.visitor().post(path(person, "import"), files=given)
    assert (answer.status, "This file holds no filters in Sieve." in answer.words) == (422, True)


@pytest.mark.parametrize("tail", ["", "new", "text", "filters.sieve", "rule/abcd1234", "runs/1"])
def test_anothers_filters_are_not_there(cast: Cast, tail: str) -> None:
    assert cast.karim.visitor().get(path(cast.claire, tail)).status == 404


@pytest.mark.parametrize(
    "verb", ["switch", "order", "remove", "put-back", "wake", "import", "text"]
)
def test_anothers_filters_are_not_changed(cast: Cast, verb: str) -> None:
    answer = cast.karim.visitor().post(path(cast.claire, verb), at="0", to="0", stamp="x")
    assert answer.status == 404


def test_the_filters_of_a_shared_box_are_its_own(cast: Cast) -> None:
    box = cast.school.slug
    shown = cast.claire.visitor().get(f"/settings/filters/{box}/")
    assert [one.get_text() for one in shown.all(".filters-boxes [aria-current]")] == [
        cast.school.name
    ]
