from collections.abc import Callable
from dataclasses import replace

import pytest

from preau.academies.academy import Academy
from preau.academies.choices import AddressForm, IdentifierForm
from preau.academies.people import Addresses, Identifiers
from preau.academies.registry import load
from preau.academies.rules import Unnameable, address_for, identifier_for
from tests.academies.conftest import OURS


@pytest.fixture(scope="module")
def poitiers() -> Academy:
    academy = load(OURS).by_slug("poitiers")
    assert academy is not None
    return academy


def among(*names: str) -> Callable[[str], bool]:
    return set(names).__contains__


NAMES = [
    ("Jean", "Dupont", "jdupont", "jean.dupont"),
    ("Élodie", "Œuvrard", "eoeuvrard", "elodie.oeuvrard"),
    ("Marie-Ève", "Le Goff", "mlegoff", "marie-eve.le-goff"),
    ("Jean François", "Lacroix-Noël", "jlacroixnoel", "jean-francois.lacroix-noel"),
    ("Hélène", "D’Alès", "hdales", "helene.dales"),
    ("Guy", "de La Tour d'Auvergne", "gdelatourdauvergne", "guy.de-la-tour-dauvergne"),
    ("Mai", "N'Guyen", "mnguyen", "mai.nguyen"),
    ("François", "L’Haÿ", "flhay", "francois.lhay"),
    ("Ḥayāt", "ʿAbd al-Qādir", "habdalqadir", "hayat.abd-al-qadir"),
    ("", "Nirmala", "nirmala", "nirmala"),
    ("Ольга", "Petrova", "petrova", "petrova"),
    ("  Zoé ", " Martin  ", "zmartin", "zoe.martin"),
]


@pytest.mark.parametrize(("given", "family", "identifier", "local"), NAMES)
def test_a_name_gives_its_identifier_and_its_address(
    poitiers: Academy, given: str, family: str, identifier: str, local: str
) -> None:
    assert identifier_for(poitiers, given, family, among()) == identifier
    assert address_for(poitiers, given, family, among()) == f"{local}@ac-poitiers.fr"


def test_a_digit_is_added_on_a_clash(poitiers: Academy) -> None:
    assert identifier_for(poitiers, "Julie", "Dupont", among("jdupont")) == "jdupont1"
    taken = among("jdupont", "jdupont1", "jdupont3")
    assert identifier_for(poitiers, "Jules", "Dupont", taken) == "jdupont2"
    addresses = among("jean.dupont@ac-poitiers.fr", "jean.dupont1@ac-poitiers.fr")
    assert address_for(poitiers, "Jean", "Dupont", addresses) == "jean.dupont2@ac-poitiers.fr"


def test_a_name_without_a_latin_letter_asks_for_a_hand(poitiers: Academy) -> None:
    with pytest.raises(Unnameable) as refusal:
        identifier_for(poitiers, "Ольга", "Петрова", among())
    assert str(refusal.value) == "“Ольга Петрова” has no Latin letter: give an identifier by hand."
    with pytest.raises(Unnameable):
        address_for(poitiers, "", " - ", among())


def test_names_of_functions_are_never_given_to_a_person(poitiers: Academy) -> None:
    assert identifier_for(poitiers, "Anne", "Buse", among()) == "abuse1"
    assert address_for(poitiers, "", "Postmaster", among()) == "postmaster1@ac-poitiers.fr"


def test_a_very_long_name_stays_within_a_local_part(poitiers: Academy) -> None:
    first = identifier_for(poitiers, "X", "a" * 90, among())
    assert first == "x" + "a" * 63
    assert identifier_for(poitiers, "X", "a" * 90, among(first)) == "x" + "a" * 62 + "1"
    # The cut falls on the hyphen, which may not end a local part.
    address = address_for(poitiers, "b" * 20, "c" * 42 + "-d", among())
    assert address == f"{'b' * 20}.{'c' * 42}@ac-poitiers.fr"


def test_another_academie_may_have_other_rules(poitiers: Academy) -> None:
    other = replace(
        poitiers,
        domains=("ac-x.fr", "ac-y.fr"),
        identifiers=Identifiers(IdentifierForm.GIVEN_DOT_FAMILY),
        addresses=Addresses(AddressForm.GIVEN_DOT_FAMILY, apostrophe="-"),
    )
    assert identifier_for(other, "Hélène", "D’Alès", among()) == "helene.dales"
    assert address_for(other, "Hélène", "D’Alès", among()) == "helene.d-ales@ac-x.fr"
