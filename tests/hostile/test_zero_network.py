"""No message makes the browser run or fetch anything, shown in a real Chromium.

Each vector is written around a host name of its own, so that whatever gets out tells by itself
which attack succeeded. The last tests prove the watchers: bare, the same attacks are seen.
"""

import re
from pathlib import Path

import pytest

from tests.hostile.stage import Stage, running
from tests.hostile.vectors import DOMAIN, all_vectors
from tests.hostile.witness import watching
from tests.house.chromium import in_chromium

pytestmark = in_chromium

VECTORS = all_vectors()
CORPORA = Path(__file__).parents[3] / "shared/corpora"
FOREIGN_PAGES = sorted(CORPORA.glob("html-*/*.html"))
_NUMBER = re.compile(rf"v(\d+)\.{re.escape(DOMAIN)}")
_OUTSIDE_NAME = re.compile(r"(?<=//)[\w-]+(?:\.[\w-]+)+")


def shown(stage: Stage, way: str, folder: Path) -> set[tuple[str, str]]:
    """What the browser did, beyond reading our own pages, while it showed every message of the stage."""
    with watching(stage, folder) as witness:
        for url in stage.page_urls(way):
            witness.watch(url)
    return witness.seen


def named(seen: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The same, each with the vector that did it."""
    return {
        (VECTORS[int(number[1])].name if (number := _NUMBER.search(what)) else what, kind)
        for kind, what in seen
    }


@pytest.mark.parametrize("way", ["product", "consent", "cleaned"])
def test_no_vector_runs_or_fetches_anything(way: str, tmp_path: Path) -> None:
    with running([vector.html for vector in VECTORS]) as stage:
        seen = shown(stage, way, tmp_path)
    assert named(seen) == set()
    assert sorted(stage.shown) == [vector.number for vector in VECTORS]
    assert (len(stage.proxied) > 100) == (way == "consent")


@pytest.mark.skipif(not FOREIGN_PAGES, reason="The foreign pages of shared/corpora are absent.")
def test_no_foreign_page_runs_or_fetches_anything(tmp_path: Path) -> None:
    pages = [path.read_bytes().decode("utf-8", "replace") for path in FOREIGN_PAGES]
    traced = [_OUTSIDE_NAME.sub(rf"\g<0>.{DOMAIN}", page) for page in pages]
    with running(traced) as stage:
        seen = shown(stage, "product", tmp_path)
    assert seen == set()
    assert len(stage.shown) == len(FOREIGN_PAGES)


def test_the_watchers_see_the_same_attacks_when_bare(tmp_path: Path) -> None:
    sample = [*VECTORS[::9], *(vector for vector in VECTORS if vector.label.endswith("-onload"))]
    with running([vector.html for vector in sample]) as stage:
        seen = shown(stage, "raw", tmp_path)
    caught = {VECTORS[int(number)].family for _, what in seen for number in _NUMBER.findall(what)}
    assert caught == {vector.family for vector in sample}
    assert len({number for _, what in seen for number in _NUMBER.findall(what)}) > len(sample) // 2


def test_the_watchers_see_each_kind(tmp_path: Path) -> None:
    deeds = {
        ("script", "/frame/raw/0"): "<script>1</script>",
        ("script", "/frame/raw/1"): "<b onfocus='2' autofocus tabindex=0>x</b>",
        ("dialog", "/page/"): "<script>alert(1)</script>",
        ("request", "v3."): f"<img src=http://v3.{DOMAIN}/x>",
        ("request", "v4."): f"<style>body{{background:u\\72l(http://v4.{DOMAIN}/x)}}</style>x",
        ("look-up", "v5."): f"<link rel=dns-prefetch href=http://v5.{DOMAIN}/>",
        ("look-up", "v6."): f"<link rel=preconnect href=http://v6.{DOMAIN}/>",
        ("navigation", "v7."): f"<meta http-equiv=refresh content='0;url=http://v7.{DOMAIN}/'>",
        ("popup", ""): "<a id=a target=_blank href=about:blank>x</a><script>a.click()</script>",
        ("download", "data:"): "<a id=a download href=data:,x>x</a><script>a.click()</script>",
    }
    with running(list(deeds.values())) as stage:
        seen = shown(stage, "raw", tmp_path)
    assert [
        deed
        for deed in deeds
        if not any(deed[0] == kind and deed[1] in what for kind, what in seen)
    ] == []
