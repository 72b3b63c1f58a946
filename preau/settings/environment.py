"""The four ways a setting is read; nonsense is refused loudly, at start."""

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from preau.engines.places import Database, Ports
from preau.engines.push.known import WrongService, check_known

LONGEST_RUN = 60


class WrongSetting(Exception):
    """A setting cannot be used; the sentence names it and what it accepts."""


def text(name: str, default: str = "") -> str:
    """The setting, or the content of the file named by `<name>_FILE`."""
    path = os.environ.get(f"{name}_FILE")
    if path is None:
        return os.environ.get(name, default)
    try:
        return Path(path).read_text().strip()
    except OSError as error:
        raise WrongSetting(f"{name}_FILE={path} cannot be read: {error.strerror}.") from error


def boolean(name: str, *, default: bool) -> bool:
    given = os.environ.get(name)
    if given is None:
        return default
    if given not in ("yes", "no"):
        raise WrongSetting(f"{name}={given}: say yes or no.")
    return given == "yes"


def number(name: str, default: int) -> int:
    given = os.environ.get(name, str(default))
    if not given.isdigit():
        raise WrongSetting(f"{name}={given}: give a whole number.")
    return int(given)


def names(name: str, default: str = "") -> list[str]:
    return [part for part in text(name, default).replace(",", " ").split() if part]


def push_services(name: str, default: str) -> list[str]:
    """Hosts, `*.domain`, or `http://127.0.0.1:port`; `none` for none."""
    given = names(name, default)
    try:
        return check_known([] if given == ["none"] else given)
    except WrongService as error:
        raise WrongSetting(
            f"{name}: {error} is no host name, nor http://127.0.0.1:port."
        ) from error


def database(name: str, default: Path) -> Database:
    """`sqlite:///path` or `postgresql://user:password@host:port/name`."""
    given = text(name, f"sqlite:///{default}")
    url = urlsplit(given)
    if url.scheme == "sqlite":
        return Database(kind="sqlite", name=url.path)
    if url.scheme not in ("postgresql", "postgres"):
        raise WrongSetting(f"{name}: start it with sqlite:/// or postgresql://.")
    return Database(
        kind="postgresql",
        name=url.path.lstrip("/"),
        host=url.hostname or "127.0.0.1",
        port=url.port or 5432,
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
    )


def wished_ports(name: str, *, usual: Ports) -> Ports:
    """The ports to start on: the usual ones, and those of a JSON object in their place."""
    try:
        return replace(usual, **json.loads(text(name, "{}")))
    except (TypeError, ValueError) as error:
        raise WrongSetting(f"{name}: give a JSON object of port names and numbers.") from error


def ports(name: str, remembered: Path, *, usual: Ports) -> Ports:
    """The ports of the running installation: as wished, or what its start chose instead."""
    wished = wished_ports(name, usual=usual)
    try:
        record = json.loads(remembered.read_text()) if remembered.exists() else {}
    except (OSError, ValueError):
        record = {}
    chosen = {
        port: choice["chosen"]
        for port, choice in record.items()
        if getattr(wished, port, None) == choice["asked"]
    }
    return replace(wished, **chosen)


def short_folder(data: Path) -> Path:
    """Where sockets go: beside the data, unless their paths would pass the kernel's 107 octets."""
    beside = data / "run"
    if len(str(beside)) <= LONGEST_RUN:
        return beside
    return Path("/run") / f"preau-{hashlib.sha256(str(data).encode()).hexdigest()[:8]}"


def file(name: str) -> Path | None:
    """A file that may be given, and is there when it is."""
    given = text(name)
    if given and not Path(given).is_file():
        raise WrongSetting(f"{name}={given}: there is no such file.")
    return Path(given) if given else None


def pair(certificate: str, key: str) -> tuple[Path, Path] | None:
    """Two files that go together: both or none."""
    given = [text(certificate), text(key)]
    if not any(given):
        return None
    if not all(given):
        raise WrongSetting(f"{certificate} and {key} go together: give both, or none.")
    return Path(given[0]), Path(given[1])
