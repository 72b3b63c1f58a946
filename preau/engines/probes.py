"""Does it answer? Each probe gives a function without arguments for `Program.ready`.

They answer within PATIENCE seconds a step and never raise: a refusal, a silence and a
missing socket are all "not yet".
"""

import socket
from collections.abc import Callable
from pathlib import Path

PATIENCE = 0.2
Probe = Callable[[], bool]


def answers_tcp(port: int, host: str = "127.0.0.1") -> Probe:
    return lambda: _speaks(socket.AF_INET, (host, port), b"", b"")


def answers_unix(path: Path) -> Probe:
    return lambda: _speaks(socket.AF_UNIX, str(path), b"", b"")


def answers_smtp(port: int, host: str = "127.0.0.1") -> Probe:
    """220 at once; QUIT is said, so that the server does not log a lost connection."""
    return lambda: _speaks(socket.AF_INET, (host, port), b"", b"220", b"QUIT\r\n")


def answers_lmtp(port: int, host: str = "127.0.0.1") -> Probe:
    return answers_smtp(port, host)


def answers_imap(port: int, host: str = "127.0.0.1") -> Probe:
    return lambda: _speaks(socket.AF_INET, (host, port), b"", b"* OK", b"x LOGOUT\r\n")


def answers_http(port: int, path: str = "/", host: str = "127.0.0.1") -> Probe:
    """Any HTTP answer will do, also a refusal: it shows that the server serves."""
    request = f"GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n".encode()
    return lambda: _speaks(socket.AF_INET, (host, port), request, b"HTTP/")


def answers_question(path: Path, question: bytes, answer: bytes) -> Probe:
    """A UNIX socket where `question` brings something that begins with `answer`."""
    return lambda: _speaks(socket.AF_UNIX, str(path), question, answer)


def all_of(*probes: Probe) -> Probe:
    return lambda: all(probe() for probe in probes)


def _speaks(
    family: socket.AddressFamily,
    address: str | tuple[str, int],
    question: bytes,
    answer: bytes,
    farewell: bytes = b"",
) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as line:
            line.settimeout(PATIENCE)
            line.connect(address)
            line.sendall(question)
            heard = _listen(line, len(answer))
            line.sendall(farewell)
    except OSError:
        return False
    return heard == answer


def _listen(line: socket.socket, size: int) -> bytes:
    heard = b""
    while len(heard) < size:
        piece = line.recv(size - len(heard))
        if not piece:
            break
        heard += piece
    return heard
