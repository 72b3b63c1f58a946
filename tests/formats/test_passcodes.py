"""Six digits, against the published examples (RFC 6238 appendix B, cut to six digits)."""

import pytest

from preau.formats import passcodes

SECRET = b"12345678901234567890"


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_the_code_is_that_of_the_standard(moment: int, shown: str) -> None:
    assert passcodes.code_at(SECRET, moment // 30) == shown
    assert passcodes.step_of(SECRET, shown, moment) == moment // 30


@pytest.mark.parametrize(("seconds", "steps"), [(-30, -1), (30, 1)])
def test_a_clock_that_is_half_a_minute_off_is_forgiven(seconds: int, steps: int) -> None:
    typed = passcodes.code_at(SECRET, 40_000_000 + steps)
    assert passcodes.step_of(SECRET, typed, 40_000_000 * 30) == 40_000_000 + steps


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_clock_that_is_a_minute_off_is_not(steps: int) -> None:
    typed = passcodes.code_at(SECRET, 40_000_000 + steps)
    assert passcodes.step_of(SECRET, typed, 40_000_000 * 30) is None


@pytest.mark.parametrize("typed", ["", "28708", "2870822", "é87082", "287 O82", "٢٨٧٠٨٢"])
def test_what_is_not_six_right_digits_is_nothing(typed: str) -> None:
    assert passcodes.step_of(SECRET, typed, 59) is None


def test_apps_show_three_and_three_and_people_type_the_space() -> None:
    assert passcodes.step_of(SECRET, " 287 082 ", 59) == 1


def test_the_secret_is_written_in_groups_and_the_address_names_who_and_where() -> None:
    assert passcodes.written(SECRET) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    assert passcodes.address(
        SECRET, issuer="Académie de Poitiers", name="cmartin@ac-poitiers.fr"
    ) == (
        "otpauth://totp/Acad%C3%A9mie%20de%20Poitiers%3Acmartin@ac-poitiers.fr"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Acad%C3%A9mie%20de%20Poitiers"
    )
