"""Files of this installation's own, whoever makes them first."""

import subprocess
from pathlib import Path

import pytest

from preau.engines.kept import keep, keep_first
from preau.engines.places import Places
from preau.engines.users import own_folder, package_user
from preau.ops.installation import WEB_USER

as_root = pytest.mark.skipif(package_user(WEB_USER) is None, reason="only root gives files away")


def read_by(user: str, path: Path) -> str:
    """What another process reads there, which runs as this user."""
    told = subprocess.run(
        ["/usr/bin/cat", str(path)],
        user=user,
        group=user,
        extra_groups=[],
        capture_output=True,
        check=False,
    )
    return told.stdout.decode()


@as_root
def test_a_secret_that_root_makes_is_read_by_whom_the_secrets_belong_to(places: Places) -> None:
    folder = own_folder(places.data / "secrets", WEB_USER)
    made = places.secret("never-needed-before")
    path = folder / "never-needed-before"
    assert (read_by(WEB_USER, path), path.stat().st_mode & 0o777) == (made, 0o600)


@as_root
def test_what_root_writes_again_stays_readable(places: Places) -> None:
    folder = own_folder(places.data / "secrets", WEB_USER)
    for content in (b"before", b"after"):
        keep(folder / "file", content)
    assert read_by(WEB_USER, folder / "file") == "after"


def test_the_first_of_two_stays(tmp_path: Path) -> None:
    keep_first(tmp_path / "file", b"first")
    keep_first(tmp_path / "file", b"second")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"first"]


def test_what_is_kept_leaves_no_draft(tmp_path: Path) -> None:
    keep(tmp_path / "file", b"before")
    keep(tmp_path / "file", b"after")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"after"]
