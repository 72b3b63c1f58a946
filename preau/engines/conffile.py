"""Configuration files: filled from readable templates, written only when they change.

A template writes `@{name}` for what the shape knows; everything else, `$variables` of the
engines included, stays as it stands.
"""

import os
import pwd
import string
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class Conf(string.Template):
    """Only `@{name}` is ours: `$` belongs to the engines and `@` to mail addresses."""

    pattern = r"""
        @(?:
            \{(?P<braced>[a-z_]+)\} |
            (?P<escaped>(?!)) | (?P<named>(?!)) | (?P<invalid>(?!))
        )
    """  # type: ignore[assignment]  # the base class compiles it


@dataclass(frozen=True)
class Reader:
    """Who may read a file besides its owner, root: the group of this machine account."""

    user: str | None = None

    def admit(self, path: Path, mode: int) -> None:
        path.chmod(mode)
        if self.user is not None and os.geteuid() == 0:
            os.chown(path, 0, pwd.getpwnam(self.user).pw_gid)


def fill(template: Path, values: Mapping[str, object]) -> str:
    """The template's text; KeyError names a placeholder that nobody fills."""
    return Conf(template.read_text()).substitute(values)


def write(path: Path, text: str, *, mode: int = 0o640, reader: Reader | None = None) -> bool:
    """Put `text` at `path` whole or not at all; True when that changed anything.

    A file that stays the same keeps its date, so that what was compiled from it stays valid.
    """
    (reader or Reader()).admit(_folder(path.parent), 0o755)
    if path.exists() and path.read_text() == text:
        (reader or Reader()).admit(path, mode)
        return False
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(text)
    (reader or Reader()).admit(draft, mode)
    draft.replace(path)
    return True


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path
