"""Ready answers: French whatever the pages' language, and none tells more than one would."""

from datetime import date

import pytest
from django.utils import translation

from preau.absence.occasions import Facts, Occasion, subject, texts

FACTS = Facts("Claire Lefèvre", date(2027, 1, 3), date(2027, 1, 4), "Vacances de Noël")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_holidays_of_ones_zone_are_answered_for_in_french(language: str) -> None:
    with translation.override(language):
        assert texts(Occasion.HOLIDAYS, FACTS).inside == (
            "Bonjour,\n\n"
            "Je suis en congé pendant les vacances de Noël, jusqu’au dimanche 3 janvier 2027 inclus."
            " Je lirai votre message à partir du lundi 4 janvier 2027.\n\n"
            "Bien cordialement,\nClaire Lefèvre"
        )
        assert subject() == "Réponse automatique\u00a0:"


def test_a_bridge_is_no_holidays() -> None:
    bridge = Facts("C. L.", date(2027, 5, 9), date(2027, 5, 10), "Pont de l’Ascension")
    assert "pendant le pont de l’Ascension," in texts(Occasion.HOLIDAYS, bridge).outside


@pytest.mark.parametrize("occasion", Occasion)
def test_each_occasion_has_two_whole_texts(occasion: Occasion) -> None:
    said = texts(occasion, FACTS)
    for text in (said.inside, said.outside):
        assert text.startswith("Bonjour,\n\n")
        assert text.endswith("\n\nBien cordialement,\nClaire Lefèvre")
        assert "%" not in text
    assert said.inside != said.outside


def test_an_illness_is_an_absence() -> None:
    said = texts(Occasion.SICK, FACTS)
    words = f"{said.inside} {said.outside}".lower()
    assert [word for word in ("maladie", "arrêt", "santé", "médica") if word in words] == []
