"""The four ways a setting is read; nonsense is refused loudly, at start."""

import json
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from preau.engines.places import Database, Ports


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


def ports(name: str, remembered: Path) -> Ports:
    """The ports of the running installation: a JSON object, or the file the last start wrote."""
    given = os.environ.get(name)
    if given is None:
        given = remembered.read_text() if remembered.exists() else "{}"
    try:
        return Ports(**json.loads(given))
    except (TypeError, ValueError) as error:
        raise WrongSetting(f"{name}: give a JSON object of port names and numbers.") from error
