"""Our copy of the Debian package's Rspamd configuration, with or without the internet.

Rspamd reads maps from https addresses all over its configuration. Offline each would be a
failed download at every start: those in lists are taken out (a file of the package follows
them), those standing alone are replaced by an empty map.
"""

import re
from pathlib import Path

from preau.engines.conffile import Reader, write

SOURCE = Path("/etc/rspamd")
EMPTY_MAP = "empty.inc"
IN_A_LIST = re.compile(r'^\s*"(?:glob;)?https?://[^"]*",?\s*(?:#.*)?\n', re.MULTILINE)
ALONE = re.compile(r'(=\s*)"(?:sign\+)?https?://[^"]*"')
FOLDERS = ("modules.d", "scores.d", "maps.d")


def copy(target: Path, reader: Reader, *, online: bool, source: Path = SOURCE) -> None:
    """Bring `target` to what `source` says; files the package no longer has disappear."""
    wanted = {path.relative_to(source) for path in _files(source)}
    for name in wanted:
        text = (source / name).read_text()
        write(target / name, text if online else strip_maps(text), mode=0o644, reader=reader)
    write(target / "maps.d" / EMPTY_MAP, "", mode=0o644, reader=reader)
    for path in _files(target):
        if path.relative_to(target) not in wanted and path.name != EMPTY_MAP:
            path.unlink()


def strip_maps(text: str) -> str:
    text = IN_A_LIST.sub("", text)
    return ALONE.sub(rf'\1"file://${{CONFDIR}}/maps.d/{EMPTY_MAP}"', text)


def _files(folder: Path) -> list[Path]:
    inside = [path for name in FOLDERS for path in (folder / name).glob("*")]
    found = [*folder.glob("*"), *inside]
    return [path for path in found if path.is_file() and path.suffix in {".conf", ".inc"}]
