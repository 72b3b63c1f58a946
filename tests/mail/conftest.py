"""A letter that is about to leave, and the engines it meets, which are stand-ins here."""

import pytest

from preau.identity.actions.opening import open_account
from preau.identity.models import Account
from preau.mail.actions import copies, keeping, mirroring, returning, sending, writing
from preau.mail.models import Draft
from tests.mail.leaving import Drawer, Line


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Drawer:
    made = Drawer()
    for module in (copies, keeping, mirroring):
        monkeypatch.setattr(module, "mailstore", lambda: made)
    for module in (sending, returning):
        monkeypatch.setattr(module, "tell", lambda *_: None)
    return made


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    made = Line()
    monkeypatch.setattr(sending, "relay", lambda: made)
    return made


@pytest.fixture
def alix() -> Account:
    return open_account(
        academy="poitiers",
        identifier="alix",
        domain="ac-poitiers.fr",
        address="alix.essai@ac-poitiers.fr",
        given_name="Alix",
        family_name="Essai",
        password_hash="!",
        quota_bytes=1,
    )


@pytest.fixture
def draft(drawer: Drawer, alix: Account) -> Draft:
    del drawer
    mailbox = alix.memberships.get().mailbox
    begun = writing.start_draft(mailbox, by=alix, to="b@x.example", subject="Sortie")
    return writing.save_draft(begun, {"text": "Bonjour", "format": "text"}, version="0")
