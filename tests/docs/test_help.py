"""The help tells what is there: its links, its search operators, its keys, its servers."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from preau.academies.loader import load_folder
from preau.formats.search.grammar import parse
from preau.identity.models import Account
from preau.web.shell.settings_menu import sections

ROOT = Path(__file__).resolve().parents[2]
HELP = ROOT / "docs" / "user"
PAGES = sorted(HELP.glob("*.md"))


def told(name: str) -> str:
    return (HELP / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_of_a_page_leads_to_another(page: Path) -> None:
    links = re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (HELP / link).exists()] == []


def test_the_first_page_leads_to_all_others() -> None:
    links = set(re.findall(r"\]\(([^)]+)\)", told("index.md")))
    assert links == {page.name for page in PAGES} - {"index.md"}


def test_every_search_told_is_understood() -> None:
    searches = [s for s in re.findall(r"`([^`]+)`", told("rechercher.md")) if s[-1] != ":"]
    today = date(2026, 11, 22)
    assert [s for s in searches if parse(s, today=today).mistakes] == []


def test_every_key_of_the_panel_is_told() -> None:
    panel = (ROOT / "preau/web/shell/templates/shell/shortcuts.html").read_text(encoding="utf-8")
    keys = {
        tuple(re.findall(r'"([^"]+)"', found)) for found in re.findall(r"key\((\[.*?\])", panel)
    }
    known = set(re.findall(r"`([^`]+)`", told("clavier.md")))
    untold = [k for k in keys if not known & {"+".join(k)} and not set(k) <= known]
    assert (untold, ("j", "k") in keys) == ([], True)


def test_every_page_of_the_settings_told_is_in_their_menu() -> None:
    with translation.override("fr"):
        known = {one.name for one in sections("", Account(identifier="jdupont"))}
    paths = re.compile(r"\*\*Paramètres\*\*,\s(?:page\s)?\*\*(.+?)\*\*")
    named = {name for page in PAGES for name in paths.findall(told(page.name))}
    assert (named - known, "Filtres" in named) == (set(), True)


def test_only_a_telephone_has_something_else_than_parameters() -> None:
    assert [page.stem for page in PAGES if "Réglages" in told(page.name)] == [
        "telephone-et-logiciels"
    ]


def test_the_servers_told_are_those_of_the_academies() -> None:
    page = told("telephone-et-logiciels.md")
    servers = {
        (academy.clients.imap.host, academy.clients.imap.port, academy.clients.smtp.port)
        for academy in load_folder(ROOT / "academies")
    }
    assert {(host, 993, 465) for host, _, _ in servers if f"`{host}`" in page} == servers


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_help_is_written_as_french_is_printed(page: Path) -> None:
    prose = re.sub(r"`[^`\n]*`", "", page.read_text(encoding="utf-8"))
    assert re.findall(r".{12}(?:'| [;!?](?=\s)| :(?=\s)|« | »)", prose) == []
