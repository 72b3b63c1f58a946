from collections.abc import Callable
from pathlib import Path

import pytest

OURS = Path(__file__).resolve().parents[2] / "academies"

Change = tuple[str, str]
Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder of one file, Poitiers' with changes; more files by name."""

    def make(*changes: Change, slug: str = "poitiers") -> Path:
        text = (OURS / f"{slug}.toml").read_text()
        for old, new in changes:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {slug}.toml"
            text = text.replace(old, new)
        (tmp_path / f"{slug}.toml").write_text(text)
        return tmp_path

    return make
