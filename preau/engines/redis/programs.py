"""How Redis is started, and whether it accepts its configuration."""

import subprocess
import tempfile
import time
from pathlib import Path

from preau.engines.probes import Probe, answers_question
from preau.engines.program import Program
from preau.engines.redis.render import make_folders
from preau.engines.redis.shape import RedisShape

SERVER = "/usr/bin/redis-server"
PATIENCE = 5.0


def programs(shape: RedisShape) -> list[Program]:
    return [
        Program(
            name="redis",
            argv=(SERVER, str(shape.conf)),
            user=shape.user,
            ready=answers(shape.socket, shape.password),
            prepare=lambda: make_folders(shape),
        )
    ]


def answers(socket: Path, password: str) -> Probe:
    question = f"AUTH {password}\r\nPING\r\n".encode()
    return answers_question(socket, question, b"+OK\r\n+PONG")


def check(shape: RedisShape) -> list[str]:
    """Redis has no checker but itself: it is run for a moment, in an empty folder."""
    with tempfile.TemporaryDirectory(prefix="redis-", dir="/tmp") as folder:
        trial = subprocess.Popen(
            [SERVER, str(shape.conf), "--dir", folder, "--unixsocket", f"{folder}/trial"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        well = _comes_up(trial, answers(Path(folder) / "trial", shape.password))
        trial.terminate()
        said, _ = trial.communicate()
    return [] if well else [_complaint(said)]


def _comes_up(trial: "subprocess.Popen[str]", ready: Probe) -> bool:
    limit = time.monotonic() + PATIENCE
    while trial.poll() is None and time.monotonic() < limit:
        if ready():
            return True
        time.sleep(0.02)
    return False


def _complaint(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return "Redis: " + " ".join(lines[-3:])
