import pytest

from preau.academies.lines import Path, line_of

TEXT = """\
slug = "x" # 1
"quoted key" = 1
domains = [ # 3
  "a = b", # 4
  "]",
]
[[rooms]] # 7
name = "one" # 8
[rooms.desk] # 9
hours = "a" # 10
[[rooms]] # 11
name = "two" # 12
[rooms.desk]
hours = "b" # 14
[help.desk] # 15
place = { street = "x", # 16
  town = "y" }
after = 1 # 18
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("slug",), 1),
        (("quoted key",), 2),
        (("domains",), 3),
        (("rooms",), 7),
        (("rooms", 0), 7),
        (("rooms", 0, "name"), 8),
        (("rooms", 0, "desk", "hours"), 10),
        (("rooms", 1), 11),
        (("rooms", 1, "name"), 12),
        (("rooms", 1, "desk", "hours"), 14),
        (("rooms", 1, "absent"), 11),
        (("help", "desk"), 15),
        (("help", "desk", "place", "town"), 16),
        (("help", "desk", "after"), 18),
        (("absent",), 1),
        ((), 1),
    ],
)
def test_a_key_is_found_on_its_line_or_under_the_nearest_one_above(path: Path, line: int) -> None:
    assert line_of(TEXT, path) == line


def test_a_value_in_a_list_is_found_on_its_own_line() -> None:
    assert line_of(TEXT, ("domains", 0), "a = b") == 4
    assert line_of(TEXT, ("domains", 0), "absent") == 3
