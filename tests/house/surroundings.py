"""Where the tests' installation stands, said before Django reads its settings.

A throw-away short folder, free ports written down as `preau run` remembers those it chose, and a
relay that leads to `world` instead of the internet. A test never reads or writes `var/`.
"""

import json
import os
import shutil
import socket
import tempfile
from contextlib import ExitStack, suppress
from dataclasses import asdict
from pathlib import Path
from random import sample

from preau.engines.places import Ports

PREFIX = "preau-test-"
LOWEST_PORT = 10_000
PORTS_OF_ONE = 5_000


def prepare() -> Path:
    """Make the folder and say it all through the environment, as an operator would."""
    root = Path(tempfile.mkdtemp(prefix=PREFIX, dir="/tmp"))
    root.chmod(0o755)
    data = root / "data"
    # Whoever makes the web's application alone is not to be warned that nothing is there yet.
    (data / "static").mkdir(parents=True)
    numbers = free_ports(len(Ports.names()) + 2)
    remember(data, numbers[2:])
    unsay()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "preau.settings",
        "PREAU_DATA": str(data),
        "PREAU_RUN": str(root / "run"),
        "PREAU_RELAY": f"[127.0.0.1]:{numbers[0]}",
        "PREAU_PUSH_SERVICES": f"http://127.0.0.1:{numbers[1]}",
        "PREAU_WEB_WORKERS": "2",
    }
    if "PREAU_TEST_DATABASE" in os.environ:
        os.environ["PREAU_DATABASE"] = os.environ["PREAU_TEST_DATABASE"]
    return root


def unsay() -> None:
    """Take out of the environment where an installation stands."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    for name in [name for name in os.environ if name.startswith("PREAU_")]:
        if name != "PREAU_TEST_DATABASE":
            del os.environ[name]


def remember(data: Path, numbers: list[int]) -> None:
    """The ports of a first start, kept for the next: clients configured once stay right."""
    asked = asdict(Ports.usual())
    record = {
        name: {"asked": asked[name], "chosen": number}
        for name, number in zip(Ports.names(), numbers, strict=True)
    }
    (data / "ports.json").write_text(json.dumps(record))


def free_ports(count: int) -> list[int]:
    """Held together until all are known, so that none is given twice, each process of the tests
    among its own; below those that the system gives to lines that go out, for some stay unused
    until a test listens there."""
    first = LOWEST_PORT + PORTS_OF_ONE * (int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]) % 4)
    untried = sample(range(first, first + PORTS_OF_ONE), PORTS_OF_ONE)
    with ExitStack() as held:
        numbers: list[int] = []
        while len(numbers) < count:
            with suppress(OSError):
                held.enter_context(socket.create_server(("127.0.0.1", untried[-1])))
                numbers.append(untried[-1])
            untried.pop()
    return numbers


def forget(root: Path) -> None:
    shutil.rmtree(root, ignore_errors=True)
