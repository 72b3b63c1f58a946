"""Nobody sees anything of another: not there and not theirs are one answer."""

from dataclasses import dataclass

import pytest

from tests.house.cast import Cast, Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import PNG, letter
from tests.house.visitor import Answer, Visitor

ABSENT = "1-99999"


@dataclass(frozen=True)
class Kept:
    """What belongs to one person: a message with a file, a folder, a draft with a file."""

    owner: Person
    message: str
    folder: str
    draft: str
    attachment: str


@pytest.fixture
def kept(hire: Engage) -> Kept:
    owner = hire("Claire")
    program, visitor = owner.program(), owner.visitor()
    made = letter("Privé", attachments=(("plan.png", "image/png", PNG),))
    message = program.keep(made)[0]
    program.make_folder("Dossier")
    folder = visitor.get(owner.path()).folders()["Dossier"]
    draft = visitor.get(f"/mail/{owner.box}/compose").location
    page = visitor.post(
        draft + "attachments", files=[("file", ("a.txt", "text/plain", b"a"))], htmx={}
    )
    attachment = page.one("[data-preau-attachment] a")["href"]
    return Kept(owner, message, folder, draft, str(attachment))


def told(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.words


def refused_alike(visitor: Visitor, theirs: str, absent: str) -> bool:
    there, nowhere = visitor.get(theirs), visitor.get(absent)
    return told(there) == told(nowhere) and there.status == 404


MESSAGE_PAGES = [
    "",
    "body",
    "part/2/plan.png",
    "preview/2",
    "attachments.zip",
    "source",
    "message.eml",
    "print",
]


@pytest.mark.parametrize("tail", MESSAGE_PAGES)
def test_anothers_message_answers_like_one_that_is_not_there(
    house: House, kept: Kept, hire: Engage, tail: str
) -> None:
    colleague = hire("Karim").visitor()
    theirs = kept.owner.path(tail=f"m/{kept.message}/{tail}")
    assert kept.owner.visitor().get(theirs).status == 200 or tail == "attachments.zip"
    assert refused_alike(colleague, theirs, f"/mail/personne/inbox/m/{ABSENT}/{tail}")


def test_anothers_box_answers_like_one_that_is_not_there(kept: Kept, hire: Engage) -> None:
    colleague = hire("Karim").visitor()
    assert refused_alike(colleague, kept.owner.path(), "/mail/personne/inbox/")
    assert refused_alike(
        colleague, kept.owner.path(kept.folder), "/mail/personne/" + "0" * 32 + "/"
    )


def test_anothers_draft_and_its_file_answer_like_ones_that_are_not_there(
    kept: Kept, hire: Engage
) -> None:
    colleague = hire("Karim")
    visitor = colleague.visitor()
    assert refused_alike(visitor, kept.draft, "/mail/personne/drafts/d/1/")
    own_box = kept.draft.replace(f"/{kept.owner.box}/", f"/{colleague.box}/")
    assert refused_alike(visitor, own_box, f"/mail/{colleague.box}/drafts/d/999999/")
    assert refused_alike(visitor, kept.attachment, "/mail/personne/drafts/d/1/attachments/1")


@pytest.mark.parametrize(
    "verb", ["reading", "star", "archive", "trash", "junk", "move", "copy", "tags"]
)
def test_anothers_message_is_not_changed_by_any_verb(kept: Kept, hire: Engage, verb: str) -> None:
    before = kept.owner.program().flags()
    answer = (
        hire("Karim")
        .visitor()
        .post(kept.owner.path(tail=verb), id=kept.message, to="archive", tag="$label1")
    )
    assert (answer.status, kept.owner.program().flags()) == (404, before)


@pytest.mark.parametrize("verb", ["", "dispatch", "discard", "recall", "attachments"])
def test_anothers_draft_is_not_changed_by_any_verb(kept: Kept, hire: Engage, verb: str) -> None:
    answer = hire("Karim").visitor().post(kept.draft + verb, version="0", subject="Pris")
    assert answer.status == 404
    page = kept.owner.visitor().get(kept.draft)
    assert (page.status, page.one("input[name=subject]")["value"]) == (200, "")


def test_the_other_academie_sees_nothing_of_ours(house: House, kept: Kept, cast: Cast) -> None:
    parisian = cast.odile.visitor()
    assert refused_alike(parisian, kept.owner.path(), "/mail/personne/inbox/")
    assert refused_alike(
        parisian, kept.owner.path(tail=f"m/{kept.message}/"), f"/mail/personne/inbox/m/{ABSENT}/"
    )


def test_two_boxes_of_one_name_in_two_academies_stay_apart(house: House, hire: Engage) -> None:
    ours = hire("Alix")
    theirs = hire("Alix", academy="paris")
    theirs.account.identifier = ours.account.identifier
    theirs.account.save()
    ours.program().keep(letter("De Poitiers"))
    theirs.program().keep(letter("De Paris"))
    assert ours.visitor().get(ours.path()).rows() == ["De Poitiers"]
    assert theirs.visitor().get(f"/mail/{theirs.login.partition('@')[0]}/inbox/").rows() == [
        "De Paris"
    ]


def test_the_schools_box_opens_for_who_works_in_it_alone(cast: Cast) -> None:
    school = f"/mail/{cast.school.slug}/inbox/"
    assert cast.claire.visitor().get(school).status == 200
    assert refused_alike(cast.karim.visitor(), school, "/mail/personne/inbox/")


def test_completion_never_offers_the_people_of_another_academie(cast: Cast) -> None:
    answer = cast.odile.visitor().get(f"/mail/{cast.odile.box}/addresses", q="Lefèvre", htmx={})
    assert [str(one["data-preau-value"]) for one in answer.all("[role=option]")] == []


def test_an_undo_note_of_one_box_is_worth_nothing_in_another(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    message = claire.program().keep(letter("À ranger"))[0]
    done = claire.visitor().post(claire.path(tail="archive"), id=message, htmx={})
    token = str(done.one("[data-preau-undo] input[name=token]")["value"])
    answer = karim.visitor().post(f"/mail/{karim.box}/undo", token=token, htmx={})
    assert answer.status == 422
    assert claire.program().subjects("Archive") == ["À ranger couleuvrine"]
