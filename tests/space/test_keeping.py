"""Trash and Junk empty themselves after the days one chose, within what the académie says."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from preau.academies.mail import Keeping as Policy
from preau.academies.registry import academies
from preau.identity.models import Mailbox
from preau.space import keeping
from preau.space.actions.keeping import erase_in
from preau.space.models import Keeping
from tests.house.fixtures import Engage
from tests.house.postbag import letter


def test_what_lies_there_for_longer_is_erased_by_night(hire: Engage) -> None:
    person = hire("Inès")
    program, visitor = person.program(), person.visitor()
    program.keep(letter("Jetée"), at=0.0, folder="Trash")
    program.keep(letter("Publicité"), folder="Junk")
    program.keep(letter("Reste"))
    saved = visitor.post(f"/space/{person.box}/keeping", trash="30", junk="0")
    assert saved.status == 302
    mailbox, today = Mailbox.objects.get(login=person.login), timezone.localdate()
    # It came into the folder today, however old it is.
    gone = [erase_in(mailbox, today + timedelta(days=days)) for days in (0, 30, 31, 400)]
    assert gone == [0, 0, 1, 0]
    left = [len(program.letters(folder)) for folder in ("Trash", "Junk", "INBOX")]
    assert left == [0, 1, 1]


def test_the_folder_says_it_at_its_head(hire: Engage) -> None:
    person = hire("Farid")
    visitor = person.visitor()
    assert visitor.get(person.path("trash")).all(".list-kept") == []
    visitor.post(f"/space/{person.box}/keeping", trash="7", junk="0")
    head = visitor.get(person.path("trash")).one(".list-kept")
    assert head.get_text(" ", strip=True) == (
        "Messages are erased 7 days after they came here. Change"
    )
    assert visitor.get(person.path("junk")).all(".list-kept") == []


@pytest.mark.parametrize("days", ["-1", "12", "x", "", "99999999"])
def test_what_is_not_offered_is_refused(hire: Engage, days: str) -> None:
    person = hire()
    answer = person.visitor().post(f"/space/{person.box}/keeping", trash=days, junk="0")
    assert (answer.status, Keeping.objects.filter(mailbox__login=person.login).count()) == (422, 0)


POLICIES = [
    (Policy(), None, (0, 7, 15, 30, 60, 90, 180, 365), (0, 0)),
    (Policy(trash_days=30, junk_days=14), None, (0, 7, 14, 15, 30, 60, 90, 180, 365), (30, 14)),
    (Policy(trash_days=30, junk_days=30, longest_days=60), None, (7, 15, 30, 60), (30, 30)),
    (Policy(trash_days=30, junk_days=30, longest_days=60), (0, 365), (7, 15, 30, 60), (60, 60)),
    (Policy(trash_days=30, junk_days=30, longest_days=60), (7, 60), (7, 15, 30, 60), (7, 60)),
    (Policy(), (7, 0), (0, 7, 15, 30, 60, 90, 180, 365), (7, 0)),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("policy", "chosen", "choices", "days"), POLICIES)
def test_the_academie_bounds_what_is_chosen(
    monkeypatch: pytest.MonkeyPatch,
    policy: Policy,
    chosen: tuple[int, int] | None,
    choices: tuple[int, ...],
    days: tuple[int, int],
) -> None:
    academy = replace(academies().of("poitiers"), keeping=policy)
    monkeypatch.setattr(keeping, "academies", lambda: _Of(academy))
    mailbox = Mailbox.objects.create(
        academy="poitiers", login="a@x", address="a@x", name="A", quota_bytes=1
    )
    if chosen:
        Keeping.objects.create(mailbox=mailbox, trash_days=chosen[0], junk_days=chosen[1])
    kept = keeping.kept(mailbox)
    assert (keeping.choices_of(mailbox), (kept.trash, kept.junk)) == (choices, days)


class _Of:
    def __init__(self, academy: object) -> None:
        self.academy = academy

    def of(self, _slug: str) -> object:
        return self.academy
