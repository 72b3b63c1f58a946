"""Where clocks show another time, pages, letters and times to come are by those clocks."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from types import SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from preau.academies.registry import Academies, load
from preau.grace.about import About
from preau.grace.actions import warning
from preau.grace.letters import given_back
from preau.grace.queries import Waiting
from preau.identity import addressing
from preau.identity.models import Account, Mailbox, Preference
from preau.kit import moments
from preau.mail import when
from preau.web.kit import host
from tests.academies.conftest import Folder

# Noon in Paris; the night is not over in Fort-de-France.
MOMENT = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


@pytest.fixture
def overseas(folder: Folder) -> Academies:
    written = 'morning = "08:00-12:00"'
    return load(folder((written, f'{written}\ntimezone = "America/Martinique"')))


def test_a_page_says_its_times_by_the_clocks_of_the_academy_asked_for(
    overseas: Academies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "academies", lambda: overseas)

    def page(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{timezone.localtime(MOMENT):%H:%M} {when.here()}")

    asked = RequestFactory().get("/", headers={"host": "messagerie.ac-poitiers.fr"})
    answer = host.AcademyMiddleware(page)(asked)
    assert answer.content == b"07:00 America/Martinique"
    assert timezone.get_current_timezone_name() == "Europe/Paris"


def test_what_the_worker_does_for_somebody_is_by_their_clocks_and_in_their_language(
    overseas: Academies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addressing, "academies", lambda: overseas)
    account = Account(academy="poitiers")
    account.preference = Preference(language="fr")
    with addressing.addressing(account):
        tomorrow = when.chosen("tomorrow", MOMENT)
        said = moments.full_label(MOMENT)
    assert tomorrow.moment == datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
    assert said.endswith("07:00")
    assert said.startswith("mardi")


@pytest.mark.django_db
def test_what_a_full_mailbox_is_told_is_by_the_clocks_of_its_academy(
    overseas: Academies, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[bytes] = []
    door = SimpleNamespace(deliver=lambda _login, octets: told.append(octets))
    monkeypatch.setattr(warning, "academies", lambda: overseas)
    monkeypatch.setattr(warning, "notices", lambda: door)
    box = Mailbox.objects.create(
        academy="poitiers", login="a@x", address="a@x", name="A", quota_bytes=1
    )
    gone = Waiting(About("Irène", "", "Sortie", ""), "", 1, False, MOMENT, MOMENT)
    warning.write(box, given_back, [gone])
    (letter,) = told
    said = message_from_bytes(letter, policy=default).get_content()
    assert "– mardi 24 novembre 2026 à\u00a007:00, Irène\u00a0: Sortie" in said
