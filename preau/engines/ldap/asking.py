"""One question to a directory: a program that lives as long as the answer.

Passwords go by standard input, never by the command line, which others on the machine can read.
An exit status is LDAP's own result code (RFC 4511 appendix A), 255 when nobody answers.
"""

import contextlib
import subprocess
from collections.abc import Iterator, Sequence
from typing import IO

from preau.engines.errors import CommandRefused, EngineAway, EngineError, WrongConfiguration
from preau.engines.ldap.shape import DirectoryShape, Protection
from preau.formats.ldif import Entry, entries

WRONG_PASSWORD = 49
# How directories say that nobody comes in by this name, whatever the password: there is none, it is
# locked, disabled or without one. To who asks from outside, all of it is one answer.
NO_SIGN_IN = (WRONG_PASSWORD, 19, 32, 34, 48, 50, 53)
NO_SUCH_BASE = 32
SIZE_EXCEEDED = (4, 11)
AWAY = (51, 52, 255)
# What ldapsearch says of a STARTTLS that came to nothing.
NOT_BEGUN = 1
STDIN = "/dev/stdin"


def search(
    shape: DirectoryShape, base: str, query: str, attributes: Sequence[str]
) -> Iterator[Entry]:
    """Every entry under `base`, page by page.

    Raises EngineAway, WrongConfiguration, CommandRefused; what came before it came whole.
    """
    paged = ["-E", f"pr={shape.page}/noprompt"]
    form = ["-LLL", "-o", "ldif-wrap=no", "-s", "sub", "-b", base]
    program = _started(shape, "ldapsearch", [*form, *paged, query, *attributes])
    with program:
        yield from entries(lines_of(program.stdout))
        said = "".join(lines_of(program.stderr))
    _check(shape, program.returncode, said)


def may_sign_in(shape: DirectoryShape, dn: str, password: str) -> bool:
    """Whether `dn` comes in by this password; an empty one is nobody's (RFC 4513 section 5.1.2).

    Raises EngineAway, CommandRefused.
    """
    if not dn or not password:
        return False
    given = DirectoryShape(
        shape.host, shape.port, shape.protection, dn, password, shape.authority, shape.patience
    )
    program = _started(given, "ldapwhoami", [])
    with program:
        said = "".join((*lines_of(program.stdout), *lines_of(program.stderr)))
    if program.returncode in NO_SIGN_IN:
        return False
    _check(given, program.returncode, said)
    return True


def _started(shape: DirectoryShape, name: str, arguments: Sequence[str]) -> "subprocess.Popen[str]":
    who = ["-D", shape.dn, "-y", STDIN] if shape.dn else []
    tls = ["-ZZ"] if shape.protection is Protection.STARTTLS else []
    line = ["-x", "-H", shape.url, "-o", f"nettimeout={shape.patience}", *tls, *who]
    program = subprocess.Popen(
        [f"/usr/bin/{name}", *line, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(shape),
        encoding="utf-8",
        errors="replace",
    )
    give(program.stdin, shape.password)
    return program


def give(stdin: IO[str] | None, password: str) -> None:
    """A program that ended at once says why by its status."""
    if stdin is not None:
        with contextlib.suppress(BrokenPipeError), stdin:
            stdin.write(password)


def lines_of(out: IO[str] | None) -> Iterator[str]:
    yield from out or ()


def _environment(shape: DirectoryShape) -> dict[str, str]:
    """No file of the person who runs us; certificates are always checked."""
    made = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LDAPTLS_REQCERT": "demand"}
    if shape.authority is not None:
        made["LDAPTLS_CACERT"] = str(shape.authority)
    return made


def _check(shape: DirectoryShape, code: int, said: str) -> None:
    if code != 0:
        raise _error(shape, code, " ".join(said.split()))


def _error(shape: DirectoryShape, code: int, said: str) -> EngineError:
    if code in AWAY or (code == NOT_BEGUN and shape.protection is Protection.STARTTLS):
        sentence = "does not answer, or its certificate is not to be trusted."
        return EngineAway("directory", f"The directory {shape.url} {sentence}")
    if code == WRONG_PASSWORD:
        return WrongConfiguration(f"The directory {shape.url} refuses the password of {shape.dn}.")
    if code == NO_SUCH_BASE:
        return WrongConfiguration(f"The directory {shape.url} has nothing at this base.")
    if code in SIZE_EXCEEDED:
        return WrongConfiguration(f"The directory {shape.url} gives too few entries at once.")
    return CommandRefused(f"The directory {shape.url} refused (code {code}): {said[:200]}")
