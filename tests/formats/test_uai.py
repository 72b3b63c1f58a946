import pytest

from preau.formats import uai


@pytest.mark.parametrize("code", ["0790709S", "0170022G", "0750362L", "0860001J"])
def test_codes_seen_in_public_are_valid(code: str) -> None:
    assert str(uai.parse(code)) == code


@pytest.mark.parametrize("typed", ["0860001j", " 086 0001 J ", "086-0001-J", "086.0001.j"])
def test_case_and_separators_do_not_matter(typed: str) -> None:
    assert uai.parse(typed) == uai.Uai(department="086", number="0001", letter="J")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("0860001A", "0860001A cannot be right: 0860001 is followed by J."),
        ("0860001", "“0860001” is not 7 digits and a letter, such as 0860001J."),
        ("", "“” is not 7 digits and a letter, such as 0860001J."),
        ("08600010J", "“08600010J” is not 7 digits and a letter, such as 0860001J."),
        ("٠٨٦٠٠٠١J", "“٠٨٦٠٠٠١J” is not 7 digits and a letter, such as 0860001J."),
    ],
)
def test_a_wrong_code_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(uai.WrongUai) as refusal:
        uai.parse(typed)
    assert str(refusal.value) == reason
    assert uai.is_valid(typed) is False


def test_the_check_alphabet_has_23_letters() -> None:
    assert len(uai.CHECK_LETTERS) == 23
    assert uai.is_valid("0750362L") is True
