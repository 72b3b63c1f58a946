"""Header lines of what we send: ASCII, folded, with nothing a value could smuggle in.

Not `EmailMessage`'s: the Pythons of our servers (3.11) turn a long References into encoded words,
lose quotes when they fold a name, and refuse an address whose local part has an accent.
"""

import re
from collections.abc import Iterable, Mapping
from email.header import Header
from urllib.parse import quote

from preau.formats.mime.addresses import Address
from preau.formats.mime.words import one_line

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,76}")
_ATOMS = re.compile(r"[\w !#$%&'*+/=?^`{|}~-]*", re.ASCII)
_TOKEN = re.compile(r"[\w!#$&+.^-]+", re.ASCII)
_WIDTH = 76
_LINE_MAX = 998  # RFC 5322 2.1.1


def text_field(name: str, value: str) -> bytes:
    """An unstructured field: Subject, or one of ours. Raises ValueError for an unfit name."""
    value = one_line(value)
    if not value.isascii() or "=?" in value:
        return _line(name, Header(value, "utf-8", header_name=name).encode(linesep="\r\n"))
    return _line(name, _folded(value.split(" "), len(name) + 2))


def address_field(name: str, addresses: Iterable[Address]) -> bytes:
    """A list of people, each on a line of their own; those without an address are left out."""
    return _line(name, ",\r\n ".join(_mailbox(one) for one in addresses if one.address))


def id_field(name: str, ids: Iterable[str]) -> bytes:
    """Message identifiers, never cut: one that no line could hold is left out."""
    fit = (one for one in map(one_line, ids) if len(one) < _LINE_MAX - 80 and " " not in one)
    return _line(name, "\r\n ".join(fit))


def parameter_field(name: str, value: str, parameters: Mapping[str, str]) -> bytes:
    """Content-Type or Content-Disposition; parameters with accents as RFC 2231 has them."""
    pieces = [
        value,
        *(piece for key, text in parameters.items() for piece in _parameter(key, text)),
    ]
    return _line(name, ";\r\n ".join(pieces))


def _line(name: str, value: str) -> bytes:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a name that a header field may have.")
    # A local part with an accent (RFC 6532) is the only thing that may still not be ASCII.
    return f"{name}: {value}\r\n".encode()


def _mailbox(one: Address) -> str:
    address = _specification(one.address)
    name = one_line(one.name)
    if not name:
        return address
    return f"{_phrase(name)}\r\n <{address}>"


def _phrase(name: str) -> str:
    if not name.isascii() or "=?" in name:
        return str(Header(name, "utf-8", header_name="Reply-To").encode(linesep="\r\n"))
    if _ATOMS.fullmatch(name) and len(name) < _WIDTH:
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_folded(escaped.split(" "), 12)}"'


def _specification(address: str) -> str:
    """Without blanks or brackets, so that one recipient stays one; the domain in ASCII (IDNA)."""
    local, _, domain = "".join(one_line(address).translate(_UNFIT).split()).rpartition("@")
    if not domain.isascii():
        domain = _idna(domain)
    return f"{local}@{domain}" if local else domain


_UNFIT = str.maketrans("", "", '<>(),;:\\"')


def _idna(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def _folded(words: list[str], used: int) -> str:
    """Words on lines of about 76; a word alone longer than a line may be is cut."""
    lines, line = [], ""
    for word in (piece for long in words for piece in _cut(long)):
        if line and used + len(line) + 1 + len(word) > _WIDTH:
            lines.append(line)
            line, used = word, 1
        else:
            line = f"{line} {word}" if line else word
    return "\r\n ".join([*lines, line])


def _cut(word: str) -> list[str]:
    return [word[at : at + 900] for at in range(0, len(word), 900)] or [""]


def _parameter(key: str, value: str) -> list[str]:
    value = one_line(value)
    if _TOKEN.fullmatch(value) and len(value) < _WIDTH:
        return [f"{key}={value}"]
    if value.isascii() and len(value) < _WIDTH and "=?" not in value:
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return [f'{key}="{escaped}"']
    return _extended(key, quote(value, safe="!#$&+-.^_`|~", encoding="utf-8", errors="replace"))


def _extended(key: str, encoded: str) -> list[str]:
    """`name*=utf-8''…`, in numbered pieces where one line does not hold it; no %xx is cut."""
    pieces = re.findall(r"(?:%..|[^%]){1,54}", encoded)
    if len(pieces) == 1:
        return [f"{key}*=utf-8''{encoded}"]
    pieces[0] = f"utf-8''{pieces[0]}"
    return [f"{key}*{at}*={piece}" for at, piece in enumerate(pieces)]
