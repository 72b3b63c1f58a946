"""Ports that are free here: who holds a taken one, and which is used instead, for good.

A choice is remembered beside the data, so that clients configured once stay right; it is
made anew only when the port asked for in the settings is another.
"""

import json
import os
import socket
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from preau.engines.errors import WrongConfiguration
from preau.engines.places import Places, Ports
from preau.engines.supervisor.processes import PROC

HIGHEST = 65535
LISTENING = "0A"
SEARCHED = 200


@dataclass(frozen=True)
class Taken:
    """`port` was asked for as `name` and is another's; `holder` when it can be seen."""

    name: str
    port: int
    chosen: int
    holder: str | None

    @property
    def sentence(self) -> str:
        by = f" by {self.holder}" if self.holder else ""
        return f"Port {self.port} ({self.name}) is taken{by}; {self.chosen} is used instead."


def choose(ports: Ports, places: Places, host: str = "127.0.0.1") -> tuple[Ports, list[Taken]]:
    """`ports` with free ones for those that are taken, and what is to be said about it."""
    asked: dict[str, int] = asdict(ports)
    chosen = _remembered(places, asked)
    reserved = set(asked.values()) | set(chosen.values())
    taken: list[Taken] = []
    ours: dict[int, str] = {}
    # What was chosen before comes first: a port that a later version asks for may be among it.
    firstly = chosen | {name: port for name, port in asked.items() if name not in chosen}
    for name, port in firstly.items():
        if port in ours or not is_free(port, host):
            other = _next_free(port, reserved, host)
            taken.append(Taken(name, port, other, ours.get(port) or holder(port)))
            reserved.add(other)
            chosen[name] = other
        ours[chosen.get(name, port)] = name
    _remember(places, asked, chosen)
    return replace(ports, **chosen), taken


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether we may listen there now; WrongConfiguration when we never may."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except PermissionError as reason:
            raise WrongConfiguration(f"Only root may listen on port {port}.") from reason
        except OSError:
            return False
    return True


def holder(port: int) -> str | None:
    """ "nginx (process 812)", if the system shows us who listens there."""
    first = next(iter(listeners([port])[port]), None)
    return f"{_command(PROC / str(first))} (process {first})" if first else None


def listeners(ports: Iterable[int]) -> dict[int, list[int]]:
    """The processes that listen on each, as far as the system shows us theirs."""
    found: dict[int, list[int]] = {port: [] for port in ports}
    inodes = _listening_inodes(found)
    for entry in PROC.iterdir() if inodes else ():
        if entry.name.isdigit():
            for port in sorted({inodes[inode] for inode in _sockets(entry) if inode in inodes}):
                found[port].append(int(entry.name))
    return found


def is_listened(port: int) -> bool:
    """Also when the system hides from us by whom."""
    return bool(_listening_inodes({port}))


def _next_free(port: int, reserved: set[int], host: str) -> int:
    for other in range(port + 1, min(port + SEARCHED, HIGHEST) + 1):
        if other not in reserved and is_free(other, host):
            return other
    raise WrongConfiguration(f"No port is free between {port} and {port + SEARCHED}.")


def _remembered(places: Places, asked: Mapping[str, int]) -> dict[str, int]:
    try:
        record = json.loads(_path(places).read_text())
    except (OSError, ValueError):
        return {}
    return {
        name: choice["chosen"]
        for name, choice in record.items()
        if asked.get(name) == choice["asked"]
    }


def _remember(places: Places, asked: Mapping[str, int], chosen: Mapping[str, int]) -> None:
    path = _path(places)
    path.parent.mkdir(parents=True, exist_ok=True)
    record = {name: {"asked": asked[name], "chosen": port} for name, port in chosen.items()}
    path.write_text(json.dumps(record, indent=1))


def _path(places: Places) -> Path:
    return places.data / "ports.json"


def _listening_inodes(ports: Container[int]) -> dict[str, int]:
    """Inodes of the sockets that listen on these ports (proc(5), /proc/net/tcp)."""
    found = {}
    for table in ("net/tcp", "net/tcp6"):
        with suppress(OSError):
            for line in (PROC / table).read_text().splitlines()[1:]:
                fields = line.split()
                port = int(fields[1].rpartition(":")[2], 16)
                if fields[3] == LISTENING and port in ports:
                    found[fields[9]] = port
    return found


def _sockets(entry: Path) -> Iterator[str]:
    """Inodes of a process's sockets, as far as we may see them."""
    with suppress(OSError):
        for descriptor in os.scandir(entry / "fd"):
            with suppress(OSError):
                target = os.readlink(descriptor.path)  # noqa: PTH115 -- thousands of them: no Path each
                if target.startswith("socket:["):
                    yield target[8:-1]


def _command(entry: Path) -> str:
    with suppress(OSError):
        return (entry / "comm").read_text().strip()
    return "a program"
