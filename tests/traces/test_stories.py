"""Messages with a known fate, through the real engines: each told exactly, to its owner alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from preau.grace.actions.giving_back import give_back_due
from preau.grace.models import WaitingMessage
from preau.support.models import DeskRequest
from preau.traces.models import Deed, Misaddressed, Passage, Trace
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, letter
from tests.house.waiting import eventually
from tests.traces.asking import ask, buttons, line_of, said
from tests.traces.scene import Scene


def story(person: Person, name: str, **more: str) -> list[str]:
    """Title, what is said, and the steps of the one message that came from there."""
    (only,) = said(ask(person, name, **more))
    return [only[0], *only[2:]]


SENT = "Sent by {0}@[192.0.2.7], and "
PHONE, WEB = "with “Thunderbird”", "in the webmail"
HERE = "It is in your inbox."
UNOPENED = "Nobody has opened it yet."
INTO = SENT + "put into “Inbox”."
FATES: dict[str, list[str]] = {
    "untouched": [HERE, UNOPENED, INTO],
    "opened": [HERE, "It is marked as read: another device may have opened it.", INTO],
    "copied": [HERE, UNOPENED, INTO, "A copy was forwarded to ailleurs@lointain.example."],
    "came-later": [HERE, UNOPENED, INTO],
    "shown-again": [
        HERE,
        UNOPENED,
        INTO,
        f"Marked as deleted in “Inbox” {PHONE}.",
        f"No longer marked as deleted in “Inbox” {PHONE}.",
    ],
    "put-back": [
        HERE,
        UNOPENED,
        INTO,
        f"Moved from “Inbox” to “Trash” {PHONE}.",
        f"Moved from “Trash” to “Inbox” {WEB}.",
    ],
    "filed-by-phone": [
        "It is in “Classés”.",
        f"It was moved there {PHONE}, WHEN.",
        INTO,
        f"Moved from “Inbox” to “Classés” {PHONE}.",
    ],
    "archived-in-webmail": [
        "It is in “Archives”.",
        f"It was moved there {WEB}, WHEN.",
        INTO,
        f"Moved from “Inbox” to “Archives” {WEB}.",
    ],
    "in-renamed-folder": [
        "It is in “Après”.",
        f"It was moved there {PHONE}, WHEN.",
        INTO,
        f"Moved from “Inbox” to “Avant” {PHONE}.",
        f"The folder “Avant” became “Après” {PHONE}.",
    ],
    "trashed-by-phone": [
        "It is in the trash.",
        f"It was thrown away {PHONE}, WHEN.",
        INTO,
        f"Moved from “Inbox” to “Trash” {PHONE}.",
    ],
    "trashed-in-webmail": [
        "It is in the trash.",
        f"It was thrown away {WEB}, WHEN.",
        INTO,
        f"Moved from “Inbox” to “Trash” {WEB}.",
    ],
    "erased-by-phone": [
        "It was deleted for good.",
        f"It was deleted {PHONE}, WHEN, from “Inbox”.",
        "If you do not recognise this, look at your devices and change your password.",
        INTO,
        f"Marked as deleted in “Inbox” {PHONE}.",
        f"Erased from “Inbox” {PHONE}.",
    ],
    "erased-later": [
        "It was deleted for good.",
        f"It was deleted {WEB}, WHEN, from “Trash”.",
        "If you do not recognise this, look at your devices and change your password.",
        INTO,
        f"Moved from “Inbox” to “Trash” {PHONE}.",
        f"Marked as deleted in “Trash” {WEB}.",
        f"Erased from “Trash” {WEB}.",
    ],
    "hidden": [
        "It is marked as deleted, and not erased yet.",
        f"It was marked {PHONE}, WHEN. Lists no longer show it.",
        INTO,
        f"Marked as deleted in “Inbox” {PHONE}.",
    ],
    "junked-by-phone": [
        "It was moved into junk.",
        f"It was not our filter: it was moved there {PHONE}, WHEN.",
        "Mail programs often have a filter of their own, which moves messages too.",
        INTO,
        f"Moved from “Inbox” to “Junk” {PHONE}.",
    ],
    "in-lost-folder": [
        "It went with its folder.",
        f"The folder “Perdu” was deleted {PHONE}, WHEN, and this message in it.",
        INTO,
        f"Moved from “Inbox” to “Perdu” {PHONE}.",
        f"Erased from “Perdu” {PHONE}.",
        f"The folder “Perdu” was deleted {PHONE}.",
    ],
    "named-rule": [
        "It was filed in “Réunions” when it arrived.",
        "Your rule “Conseils” put it there.",
        SENT + "put into “Réunions”.",
    ],
    "plain-rule": [
        "It was filed in “Réunions” when it arrived.",
        "One of your rules put it there.",
        SENT + "put into “Réunions”.",
    ],
    "rule-to-trash": [
        "It was filed in “Trash” when it arrived.",
        "One of your rules put it there.",
        SENT + "put into “Trash”.",
    ],
    "rule-to-junk": [
        "It was filed in “Junk” when it arrived.",
        "One of your rules put it there.",
        SENT + "put into “Junk”.",
    ],
    "discarded": [
        "One of your rules deleted it as it arrived.",
        "It was kept nowhere.",
        "Look at the rules that delete, then ask the sender to send it again.",
        SENT + "deleted by a rule.",
    ],
    "rejected": [
        "One of your rules refused it.",
        "The sender was told so by mail.",
        "Look at the rules that refuse, then ask the sender to send it again.",
        SENT + "refused by a rule.",
    ],
    "forwarded": [
        "One of your rules forwarded it and kept no copy.",
        "It left for ailleurs@lointain.example.",
        "Look for it there; if you want a copy here too, change the rule.",
        SENT + "forwarded to ailleurs@lointain.example.",
    ],
    "marked-as-spam": [
        "It was taken for junk.",
        "It arrived, and the filter put it in “Junk”:",
        "If it is none, put it back: the filter learns from it.",
        SENT + "put into “Junk”.",
    ],
    "gtube": [
        "It was refused as spam.",
        "It was not let in, and the sender was told. The filter’s reasons:",
        "If you trust this sender, ask for it by another address, without its links.",
        SENT + "refused at the door.",
    ],
    "virus": [
        "It was refused: it carried a virus.",
        "It was not let in, and the sender was told.",
        "Tell the sender by telephone: their computer may be infected.",
        SENT + "refused at the door.",
    ],
    "too-large": [
        "It was refused: it was too large.",
        "The sender got it back with this reason.",
        "Ask the sender for a link, or for the files in several messages.",
        SENT + "refused at the door.",
    ],
    "old-address": [
        "It was written to an address you no longer have.",
        "The sender was told your new address.",
        "Ask the sender to send it again.",
        SENT + "refused at the door.",
    ],
    "short-sender": [
        "It was refused: the sender’s address is not right.",
        "It does not exist, or is not theirs to write from.",
        "Ask the sender to have their address checked by who runs their mail.",
        "Sent by short-sender@poste, and refused at the door.",
    ],
    "put-off": [
        "It waits: the mailboxes were busy or resting.",
        "It is tried again by itself every few minutes.",
        SENT + "put off.",
    ],
}


@pytest.mark.parametrize("name", FATES)
def test_the_story_is_told_exactly(scene: Scene, name: str) -> None:
    assert story(scene.alix, name) == [line.format(name) for line in FATES[name]]


def test_a_full_mailbox_is_said(scene: Scene) -> None:
    assert story(scene.full, "no-room") == [
        "It waits: your mailbox is full.",
        "It comes by itself once there is room.",
        "Free some space.",
        "Sent by no-room@[192.0.2.7], and put off.",
    ]


def test_what_was_erased_by_night_is_nobodys_deed(scene: Scene) -> None:
    assert story(scene.nour, "aged") == [
        "It was erased because of its age.",
        "It stood in “Trash”, whose old messages are erased: WHEN.",
        "Sent by aged@[192.0.2.7], and put into “Inbox”.",
        f"Moved from “Inbox” to “Trash” {PHONE}.",
        "Marked as deleted in “Trash” by itself, as was set.",
        "Erased from “Trash” by itself, as was set.",
    ]


def test_the_filter_gives_its_reasons(scene: Scene) -> None:
    page = ask(scene.alix, "marked-as-spam")
    assert [line_of(one) for one in page.all(".story-list li")] == [
        "It holds the line by which spam filters are tested."
    ]


NOT_COME = "It did not reach us."
MISTYPED = "It may have been written to a wrong address: check the one you gave."


def test_what_never_came_is_said_with_what_to_ask(scene: Scene) -> None:
    page = ask(scene.alix, "personne@nulle-part.example")
    assert (said(page)[0][0], MISTYPED in page.words) == (NOT_COME, False)
    assert len(page.all(".story")[0].select(".story-list li")) == 4


def test_an_address_that_was_nearly_mine_is_only_hinted_at(scene: Scene) -> None:
    """Told to who knows the sender; neither the address that was typed nor anything else."""
    page = ask(scene.alix, "slip@[192.0.2.7]")
    typed = Misaddressed.objects.filter(sender="slip@[192.0.2.7]").values_list("address", flat=True)
    shown = [address for address in typed if address in page.text]
    assert (MISTYPED in page.words, len(typed) > 0, shown) == (True, True, [])
    assert MISTYPED not in ask(scene.alix, "slip").words


def test_what_was_nearly_somebody_elses_is_no_hint_to_me(scene: Scene) -> None:
    sender = "slip-of-another@[192.0.2.7]"
    assert MISTYPED not in ask(scene.alix, sender).words
    assert MISTYPED in ask(scene.karim, sender).words


@pytest.mark.parametrize("name", ["for-karim", "no-room", "for-school"])
def test_nobody_is_told_of_another_mailbox(scene: Scene, name: str) -> None:
    page = ask(scene.alix, name)
    assert said(page)[0][0] == NOT_COME
    assert f"{name}@" not in page.text


def test_nobody_sees_the_others_list_of_another_mailbox(scene: Scene) -> None:
    """Karim has nothing astray, whatever happened next to him."""
    page = ask(scene.karim, "")
    assert [one[0] for one in said(page)] == ["Nothing went astray."]


def test_the_box_of_the_school_tells_those_who_work_in_it(scene: Scene) -> None:
    school = scene.school.slug
    assert story(scene.alix, "for-school", box=school)[0] == HERE
    assert story(scene.karim, "for-school", box=school)[0] == HERE
    assert scene.full.visitor().get("/missing/", q="x", box=school).status == 404
    assert scene.karim.visitor().get("/missing/", q="x", box=scene.alix.box).status == 404


def test_a_time_alone_lists_what_is_not_in_the_inbox(scene: Scene) -> None:
    found = {one[0] for one in said(ask(scene.alix, ""))}
    assert (HERE in found, "It is in the trash." in found) == (False, True)
    before = str(timezone.localdate() - timedelta(days=10))
    assert [one[0] for one in said(ask(scene.alix, "", when="day", day=before))] == [
        "Nothing is known of that time."
    ]


def test_words_of_a_subject_find_what_stands_there(scene: Scene) -> None:
    (only,) = said(ask(scene.alix, "objet FILED-by-phone"))
    assert only[0] == "It is in “Classés”."


def test_words_that_find_nothing_show_what_may_have_been_meant(scene: Scene) -> None:
    page = ask(scene.alix, "convocation")
    assert (said(page)[0][0], len(said(page)) > 5) == (NOT_COME, True)


def test_no_subject_is_kept(scene: Scene) -> None:
    rows = [
        str(row) for model in (Trace, Deed, Passage, Misaddressed) for row in model.objects.values()
    ]
    assert [row for row in rows if SECRET in row or "Objet" in row] == []


def test_a_rule_is_named_and_opened(scene: Scene) -> None:
    filed, thrown = ask(scene.nour, "by-rule"), ask(scene.nour, "thrown")
    assert story(scene.nour, "by-rule")[:2] == [
        "It was filed in “Mairie” when it arrived.",
        "Your rule “Mairie” put it there.",
    ]
    assert story(scene.nour, "thrown")[:2] == [
        "One of your rules deleted it as it arrived.",
        "Your rule “Poubelle” deletes such messages.",
    ]
    assert buttons(filed) == [
        "Put it in my inbox", "Switch the rule off", "Open it", "Open the rule",
    ]  # fmt: skip
    link = thrown.all(".story-verbs a")[0]
    assert scene.nour.visitor().get(str(link["href"])).status == 200


def test_a_message_that_is_gone_has_no_button_that_pretends(scene: Scene) -> None:
    assert [buttons(ask(scene.alix, name)) for name in ("discarded", "virus", "put-off")] == [
        ["My rules"], [], [],
    ]  # fmt: skip


def test_nobody_mends_in_anothers_mailbox(scene: Scene) -> None:
    fields = {"folder": "inbox", "message": "1-1", "deed": "inbox"}
    assert scene.karim.visitor().post(f"/missing/{scene.alix.box}/repair", fields).status == 404
    assert scene.alix.visitor().post(f"/missing/{scene.alix.box}/repair", deed="burn").status == 404


def test_the_desk_gets_the_steps_and_no_content(scene: Scene) -> None:
    visitor, page = scene.alix.visitor(), ask(scene.alix, "filed-by-phone")
    words = str(page.one(".story-way form input[name=words]")["value"])
    told = visitor.follow(visitor.post("/missing/desk", words=words))
    request = DeskRequest.objects.get(reference=line_of(told.one(".reference")))
    assert (request.account, request.subject) == (scene.alix.account, "missing")
    assert ("Classés" in request.words, "Objet" in request.words) == (True, False)


def test_what_found_no_room_to_the_end_was_given_back(hire: Engage) -> None:
    full, karim = hire("Rose", quota=200_000), hire("Karim")
    full.program().keep(letter("Plein", "x" * 190_000))
    made = letter("Objet", "x" * 40_000, sender=karim.who)
    karim.program().send(made, full.address, sender=karim.address)
    eventually(lambda: said(ask(full, karim.address))[0][0] == "It waits: your mailbox is full.")
    WaitingMessage.objects.filter(mailbox__login=full.login).update(last_at=timezone.now())
    give_back_due()
    karim.program().waits_for("boîte pleine")
    assert story(full, karim.address)[:3] == [
        "It could not be delivered in time.",
        "It waited for several days, then was given back to the sender.",
        "Ask the sender to send it again.",
    ]
