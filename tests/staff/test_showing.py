"""`preau staff show`: what is known of somebody, without what they keep for themselves."""

import pytest
from django.core.management import CommandError

from preau.identity.models import Account
from tests.staff.conftest import DUPONT, Office, csv_of


def test_everything_known_of_a_person_is_shown_and_no_secret(office: Office) -> None:
    office.bring(csv_of(DUPONT))
    office("move", "jean.dupont@ac-poitiers.fr", "--to", "paris", "--function", "Principal")
    assert office("show", "JDUPONT@ac-poitiers.fr").splitlines()[:8] == [
        "Jean Dupont",
        "  category     not told",
        "  NUMEN        known",
        "  2nd address  none",
        "  account      jdupont@ac-paris.fr · paris · to_activate",
        "    addresses  jdupont@ac-paris.fr, jean.dupont@ac-paris.fr",
        "  account      jdupont@ac-poitiers.fr · poitiers · left",
        "    addresses  jdupont@ac-poitiers.fr, jean.dupont@ac-poitiers.fr",
    ]
    said = office("show", "jean.dupont@ac-paris.fr")
    assert "has moved to jean.dupont@ac-paris.fr, until" in said
    assert ("13E96" in said, "1975" in said) == (False, False)
    assert "post         paris · Principal · from … to … · in force" in said


def test_who_is_nobody_cannot_be_shown_moved_or_closed(office: Office) -> None:
    for words in (("show", "x@y"), ("move", "x@y", "--to", "paris"), ("leave", "x@y")):
        with pytest.raises(CommandError, match="There is no account “x@y”"):
            office(*words)


def test_a_move_to_nowhere_or_to_where_one_is_already_is_refused(office: Office) -> None:
    office.bring(csv_of(DUPONT))
    with pytest.raises(CommandError, match="There is no académie “lyon”: amiens, montpellier,"):
        office("move", "jdupont@ac-poitiers.fr", "--to", "lyon")
    with pytest.raises(CommandError, match="Jean Dupont has an account in Académie de Poitiers"):
        office("move", "jdupont@ac-poitiers.fr", "--to", "poitiers")
    with pytest.raises(CommandError, match="is followed by J"):
        office("move", "jdupont@ac-poitiers.fr", "--to", "paris", "--uai", "0860001A")
    assert Account.objects.get().state == "to_activate"
