"""What people read is whole, and written as French is written."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message

TOOL = Path(__file__).resolve().parents[2] / "bin" / "catalogues"


@pytest.fixture(scope="module")
def catalogues() -> ModuleType:
    loader = SourceFileLoader("catalogues", str(TOOL))
    spec = spec_from_loader("catalogues", loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_every_sentence_is_translated_and_well_written(catalogues: ModuleType) -> None:
    assert list(catalogues.check("fr")) == []


@pytest.mark.parametrize(
    "french",
    [
        "Rien n’est perdu\u202f; réessayez dans un instant.",
        "Objet\u00a0: %(value)s",
        "Mot de passe oublié\u202f?",
        "«\u00a0%(said)s:\u00a0» demande un mot.",
        "Enregistré à 14:32 (Ctrl+Z).",
        "Essayez >5M, ou https://exemple.fr/?q=1",
        "Nouveau sous-dossier…",
    ],
)
def test_french_well_written_passes(catalogues: ModuleType, french: str) -> None:
    assert list(catalogues.slips(Message("Words", french), "fr")) == []


@pytest.mark.parametrize(
    ("french", "rule"),
    [
        ("Oublié ?", "no-break space before “; ? !”"),
        ("Oublié?", "no-break space before “; ? !”"),
        ("Perdu ; réessayez", "no-break space before “; ? !”"),
        ("Objet : réunion", "no-break space before “:”"),
        ("Objet: réunion", "no-break space before “:”"),
        ("« Réunions »", "no-break spaces inside « »"),
        ("L'objet", "the apostrophe is ’"),
        ("“Réunions”", "quotation marks are « »"),
        ("Envoi...", "the ellipsis is …"),
    ],
)
def test_a_slip_of_french_typography_is_named(
    catalogues: ModuleType, french: str, rule: str
) -> None:
    assert list(catalogues.slips(Message("Words", french), "fr")) == [f"{rule} in “{french}”"]


@pytest.mark.parametrize(
    ("sentence", "french"),
    [
        ("{name} is attached.", "{nom} est joint."),
        ("{name} is attached.", "Le fichier est joint."),
        ("The official one is <strong>here</strong>.", "L’adresse officielle est ici."),
    ],
)
def test_a_place_or_a_tag_that_differs_is_named(
    catalogues: ModuleType, sentence: str, french: str
) -> None:
    said = f"other places or tags in “{french}”"
    assert list(catalogues.slips(Message(sentence, french), "fr")) == [said]


def test_both_forms_of_a_number_are_wanted(catalogues: ModuleType) -> None:
    message = Message(("%(n)s message", "%(n)s messages"), ("%(n)s message", ""))
    assert list(catalogues.faults(message, catalogues.Catalog("fr"))) == ["not translated"]
