import pytest

from preau.formats import numen


@pytest.mark.parametrize(
    "typed",
    [
        "01E9501234ABC",
        "01e9501234abc",
        " 01 E 95 01234 ABC ",
        "01-E-95-01234-ABC",
        "01E95\t01234ABC",
        "O1E95O1234ABC",
        "0lE950l234ABC",
        "o i e 95 oi234 abc",
    ],
)
def test_spaces_case_and_separators_do_not_matter(typed: str) -> None:
    found = numen.parse(typed)
    assert str(found) == "01E9501234ABC"
    assert found.spaced == "01 E 95 01234 ABC"
    assert numen.is_valid(typed) is True


def test_a_zero_or_a_one_where_letters_stand_is_read_as_the_letter() -> None:
    assert str(numen.parse("01E950123401O")) == "01E9501234OIO"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("01E9501234AB", "A NUMEN has 13 characters; 12 were given."),
        ("", "A NUMEN has 13 characters; 0 were given."),
        ("01E950123ABCD", "A NUMEN is 2 digits, 1 letter, 7 digits and 3 letters."),
        ("0129501234ABC", "A NUMEN is 2 digits, 1 letter, 7 digits and 3 letters."),
        ("01É9501234ABC", "A NUMEN is 2 digits, 1 letter, 7 digits and 3 letters."),
    ],
)
def test_a_wrong_shape_is_told_without_repeating_it(typed: str, reason: str) -> None:
    with pytest.raises(numen.WrongNumen) as refusal:
        numen.parse(typed)
    assert str(refusal.value) == reason
    assert numen.is_valid(typed) is False


def test_a_numen_does_not_show_in_a_trace() -> None:
    assert repr(numen.parse("01E9501234ABC")) == "Numen(…)"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Mon NUMEN est 13E9501234ABC.", "Mon NUMEN est (NUMEN)."),
        ("13 e 95 01234 abc, merci", "(NUMEN), merci"),
        ("O1E95O1234ABC et 01-E-95-01234-ABC", "(NUMEN) et (NUMEN)"),
        ("Le 12 mai 2026 à 14 h 30, salle B12345", "Le 12 mai 2026 à 14 h 30, salle B12345"),
        ("IBAN FR7630001007941234567890185", "IBAN FR7630001007941234567890185"),
        ("référence K7MP-4Q2X", "référence K7MP-4Q2X"),
    ],
)
def test_a_numen_in_a_text_is_hidden_and_nothing_else(text: str, hidden: str) -> None:
    assert numen.hidden(text) == hidden
