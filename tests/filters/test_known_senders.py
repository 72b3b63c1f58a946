"""Senders trusted or blocked, by the real path: what the filter says, then what the person says."""

from email.message import EmailMessage
from itertools import product

import pytest

from preau.filters.senders import Senders, senders_of
from preau.formats.sieve.senders import senders_script
from preau.identity.models import Mailbox
from tests.filters.rules import keep_script
from tests.house.cast import Person, open_school
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import junk_mail, letter, unique
from tests.house.visitor import Answer

pytestmark = pytest.mark.engines


@pytest.fixture
def alix(hire: Engage) -> Person:
    return hire("Alix")


@pytest.fixture
def karim(hire: Engage) -> Person:
    return hire("Karim")


def judge(person: Person, verb: str, address: str, **more: str) -> Answer:
    visitor = person.visitor()
    url = f"/settings/senders/{more.pop('box', person.box)}/{verb}"
    return visitor.follow(visitor.post(url, address=address, **more))


def known(person: Person) -> Senders:
    return senders_of(Mailbox.objects.get(login=person.login))


def marked(sender: Person) -> EmailMessage:
    return junk_mail(unique("Objet "), sender=sender.who)


def sent(sender: Person, to: Person, made: EmailMessage, folder: str) -> None:
    """And found where it should be."""
    sender.program().send(made, to.address, sender=sender.address)
    to.program().waits_for(str(made["Subject"]), folder)


def test_who_is_trusted_is_never_junk_and_who_wears_the_name_still_is(
    house: House, alix: Person, karim: Person
) -> None:
    sent(karim, alix, marked(karim), "Junk")
    page = judge(alix, "trust", karim.address.upper())
    assert page.toasts == [f"Messages of {karim.address} are no longer taken for junk."]
    sent(karim, alix, marked(karim), "INBOX")
    stranger = marked(karim)
    stranger["X-Preau-Sender"] = "proven"
    arrives(house, stranger, alix.address)
    alix.program().waits_for(str(stranger["Subject"]), "Junk")
    judge(alix, "distrust", karim.address)
    sent(karim, alix, marked(karim), "Junk")


def test_rules_see_to_what_is_trusted(alix: Person, karim: Person) -> None:
    judge(alix, "trust", karim.address)
    keep_script(alix, 'require "fileinto"; fileinto "Archive";')
    sent(karim, alix, marked(karim), "Archive")


def test_who_is_blocked_goes_to_junk_until_taken_back(alix: Person, karim: Person) -> None:
    judge(alix, "block", karim.address)
    sent(karim, alix, letter(unique("Objet "), sender=karim.who), "Junk")
    page = judge(alix, "unblock", karim.address)
    undo = page.one("[data-preau-undo]")
    sent(karim, alix, letter(unique("Objet "), sender=karim.who), "INBOX")
    alix.visitor().post(str(undo["action"]), token=karim.address)
    assert known(alix) == Senders(blocked=frozenset({karim.address}))


def test_nobody_is_in_both_lists_and_the_page_shows_them(alix: Person) -> None:
    for verb, one in [("trust", "a@x.example"), ("block", "a@x.example"), ("trust", "b@x.example")]:
        page = judge(alix, verb, one)
    assert known(alix) == Senders(frozenset({"b@x.example"}), frozenset({"a@x.example"}))
    shown = [[one.get_text() for one in part.select(".clip")] for part in page.all(".setting")]
    assert shown == [["b@x.example"], ["a@x.example"], []]


def test_undoing_gives_back_what_was_thought_before(alix: Person) -> None:
    judge(alix, "block", "a@x.example")
    undo = judge(alix, "trust", "a@x.example").one("[data-preau-undo]")
    alix.visitor().post(str(undo["action"]), token="a@x.example")
    assert known(alix) == Senders(blocked=frozenset({"a@x.example"}))


def test_what_is_no_address_is_refused(alix: Person) -> None:
    wrong = ("", "nobody", 'a"@x.example', "a@x.example\r\nkeep;", "a b@x.fr")
    for verb, address in product(("trust", "unblock"), wrong):
        page = judge(alix, verb, address)
        assert page.toasts == [f"“{' '.join(address.split())}” is not an address."]
    assert known(alix) == Senders()


def test_nobody_blocks_themselves_nor_in_anothers_mailbox(alix: Person, karim: Person) -> None:
    assert judge(alix, "block", alix.address).toasts == ["This address is your own."]
    assert judge(karim, "block", "a@x.example", box=alix.box).status == 404
    assert judge(alix, "burn", "a@x.example").status == 404
    assert alix.visitor().get(f"/settings/senders/{karim.box}").status == 404
    assert known(alix) == Senders()


def test_a_shared_mailbox_has_its_own_list(alix: Person, karim: Person) -> None:
    school = open_school(members=(alix, karim))
    judge(alix, "block", "a@x.example", box=school.slug)
    assert (senders_of(school).blocked, known(alix).blocked) == ({"a@x.example"}, frozenset())
    page = karim.visitor().get(f"/settings/senders/{school.slug}")
    assert [one.get_text() for one in page.all(".setting-line .clip")] == ["a@x.example"]


def test_a_message_leads_to_its_sender(alix: Person, karim: Person) -> None:
    visitor = alix.visitor()
    for folder, verb, label in [("junk", "trust", "Trust"), ("inbox", "block", "Block")]:
        (mark,) = alix.program().keep(letter(), folder="Junk" if folder == "junk" else "INBOX")
        page = visitor.get(alix.path(folder, f"m/{mark}/"))
        form = page.one(f'.message-verbs form[action$="/{verb}"]')
        assert " ".join(form.get_text().split()) == f"{label} this sender"
        fields = {str(one["name"]): str(one["value"]) for one in form.select("input")}
        fields.pop("csrfmiddlewaretoken", None)
        back = visitor.post(str(form["action"]), fields)
        assert back.location == alix.path(folder, f"m/{mark}/")
    assert known(alix) == Senders(blocked=frozenset({"irene@lointain.example"}))


def test_a_script_stands_only_where_there_is_somebody() -> None:
    assert senders_script((), ()) == ""
    assert senders_script(["b@x.example", 'a"\\@x'], []).splitlines()[1] == (
        'if allof (header :is "X-Preau-Sender" "proven", '
        'address :is "from" ["a\\"\\\\@x", "b@x.example"]) '
        '{ deleteheader "X-Spam"; deleteheader "X-Spam-Flag"; }'
    )
