"""The grammar that iCalendar and vCard share."""

import pytest

from preau.formats.contentlines import Line, components, read_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("SUMMARY:Réunion", [Line("SUMMARY", "Réunion")]),
        ("SUMMARY:Conseil\r\n  de classe", [Line("SUMMARY", "Conseil de classe")]),
        ("item1.EMAIL:a@example.fr", [Line("EMAIL", "a@example.fr")]),
        (
            "DTSTART;TZID=Europe/Paris:20261130T163000",
            [Line("DTSTART", "20261130T163000", {"TZID": "Europe/Paris"})],
        ),
        (
            'ATTENDEE;CN="D, A: B":mailto:x@example.fr',
            [Line("ATTENDEE", "mailto:x@example.fr", {"CN": "D, A: B"})],
        ),
        ("no colon here", []),
        ("", []),
    ],
)
def test_lines_are_read(text: str, lines: list[Line]) -> None:
    assert list(read_lines(text)) == lines


def test_escapes_are_undone_in_text() -> None:
    assert Line("DESCRIPTION", r"un\, deux\ntrois\\").text == "un, deux\ntrois\\"


def test_inner_components_keep_their_lines_to_themselves() -> None:
    text = "BEGIN:VEVENT\nSUMMARY:a\nBEGIN:VALARM\nSUMMARY:b\nEND:VALARM\nEND:VEVENT"
    assert components(text, "VEVENT") == [[Line("SUMMARY", "a")]]
