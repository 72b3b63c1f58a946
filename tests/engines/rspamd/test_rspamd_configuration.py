"""Rspamd's configuration: accepted by its own reader, free of the internet unless asked."""

import base64
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from preau.engines.places import Places
from preau.engines.rspamd import dkim
from preau.engines.rspamd.package import strip_maps
from preau.engines.rspamd.programs import check
from preau.engines.rspamd.render import render
from tests.engines.rspamd.shield import shape


@pytest.mark.parametrize(
    "policy",
    [
        {},
        {"online": True},
        {"nameservers": ("127.0.0.1:53",)},
        {"greylisting": True, "refuse_unscanned": True, "test_patterns": True},
        {"messages_an_hour": 200},
        {"domains": ()},
        {"clamd_socket": None},
    ],
    ids=["plain", "online", "names", "strict", "limited", "no domain", "no antivirus"],
)
def test_rspamd_accepts_its_configuration(places: Places, policy: dict[str, Any]) -> None:
    wanted = shape(places, 21040, **policy)
    render(wanted)
    assert check(wanted) == []


def test_rspamd_says_what_it_does_not_accept(places: Places) -> None:
    wanted = shape(places, 21040)
    render(wanted)
    (wanted.conf / "local.d" / "options.inc").write_text("dns {\n")
    assert ["ucl parser error" in sentence for sentence in check(wanted)] == [True]


def test_offline_nothing_points_to_the_internet(places: Places) -> None:
    wanted = shape(places, 21040)
    render(wanted)
    lines = [
        line
        for path in wanted.conf.rglob("*")
        if path.suffix in {".conf", ".inc"} and "scores.d" not in path.parts
        for line in path.read_text().splitlines()
        if '"http' in line and not line.lstrip().startswith("#")
    ]
    assert lines == []


def test_rendering_twice_changes_nothing(places: Places) -> None:
    wanted = shape(places, 21040)
    render(wanted)
    before = times(wanted.conf) | times(wanted.keys)
    render(wanted)
    assert times(wanted.conf) | times(wanted.keys) == before


def times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_a_file_the_package_gave_up_disappears(places: Places) -> None:
    wanted = shape(places, 21040)
    render(wanted)
    stray = wanted.package / "modules.d" / "former.conf"
    stray.write_text("")
    render(wanted)
    assert not stray.exists()


def test_secrets_are_not_for_everyone_to_read(places: Places) -> None:
    wanted = shape(places, 21040)
    render(wanted)
    modes = {path.stat().st_mode & 0o777 for path in wanted.keys.iterdir()}
    modes |= {path.stat().st_mode & 0o777 for path in (wanted.conf / "local.d").iterdir()}
    assert modes == {0o640}


NONE = '"file://${CONFDIR}/maps.d/empty.inc"'


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ('  "https://maps.example/a.zst",\n  "b",\n', '  "b",\n'),
        ('  "glob;https://maps.example/a.zst",\n', ""),
        ('  "https://maps.example/a.zst"  # why\n', ""),
        ('  map = "https://maps.example/a";\n', f"  map = {NONE};\n"),
        ('  rules = "sign+https://maps.example/a";\n', f"  rules = {NONE};\n"),
        (
            '  description = "see https://www.example/";\n',
            '  description = "see https://www.example/";\n',
        ),
        ('  "fallback+file:///maps.d/a.inc"\n', '  "fallback+file:///maps.d/a.inc"\n'),
    ],
)
def test_maps_are_taken_out(text: str, stripped: str) -> None:
    assert strip_maps(text) == stripped


def test_a_key_is_made_once_and_its_record_holds_it(places: Places) -> None:
    wanted = shape(places, 21040)
    dkim.make_keys(wanted)
    name, text = dkim.record(wanted, "ac-paris.fr")
    dkim.make_keys(wanted)
    assert dkim.record(wanted, "ac-paris.fr") == (name, text)
    assert name == "preau._domainkey.ac-paris.fr"
    key = load_der_public_key(base64.b64decode(text.removeprefix("v=DKIM1; k=rsa; p=")))
    assert isinstance(key, RSAPublicKey)
    assert key.key_size == 2048


def test_a_long_record_is_written_in_strings() -> None:
    line = dkim.zone_line("preau._domainkey.ac-paris.fr", "x" * 300)
    assert line == (f'preau._domainkey.ac-paris.fr. IN TXT ( "{"x" * 255}" "{"x" * 45}" )')
