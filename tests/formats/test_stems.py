"""One form of a French word finds the others."""

import pytest

from preau.formats.stems import LONGEST, fold, forms, words

FAMILIES = [
    "réunion réunions REUNION Réunions",
    "journal journaux",
    "élection élections ELECTIONS",
    "travail travaux",
    "principal principaux principale principales",
    "élève élèves eleves",
    "note notes",
    "école écoles",
    "bureau bureaux",
    "convocation convocations",
    "inscription inscriptions",
    "annulé annulée annulées annulation annuler",
    "reporter reportée reporté reportés",
    "absent absents absente",
    "national nationaux nationale nationales",
    "vœu vœux voeux",
    "professeur professeurs",
    "examen examens",
    "bulletin bulletins",
    "sortie sorties",
    "conseil conseils",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_each_form_finds_every_other(family):
    for word in family.split():
        for other in family.split():
            assert any(fold(shape) in fold(other) for shape in forms(word)), (word, other)


@pytest.mark.parametrize(
    ("word", "stranger"),
    [
        ("élection", "électricité"),
        ("formation", "format"),
        ("notes", "notamment"),
        ("cours", "courriel"),
        ("sortie", "sorte"),
        ("classe", "classique"),
        ("payé", "paix"),
        ("communication", "commune"),
    ],
)
def test_a_misleading_stem_is_not_used(word, stranger):
    assert not any(fold(shape) in fold(stranger) for shape in forms(word))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("l'école", ["école"]),
        ("d’examen", ["examen"]),
        ("qu'il", ["il"]),
        ("jusqu'à", ["à"]),
        ("aujourd'hui", ["aujourd", "hui"]),
        ("parents-professeurs", ["parents", "professeurs"]),
        ("2026-2027", ["2026", "2027"]),
        ("anne.petit@ac-paris.fr", ["anne.petit@ac-paris.fr"]),
        ("inform@lire", ["inform@lire"]),
        ("(salle", ["salle"]),
        ("@@ ... -", []),
    ],
)
def test_words(typed, found):
    assert words(typed) == found


def test_no_form_is_longer_than_the_index_keeps():
    assert all(len(form) <= LONGEST for form in forms("hexakosioihexekontahexaphobie"))
