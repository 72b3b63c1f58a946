"""What is said to an IMAP server: strings that cannot break out, sets of UIDs, folder names."""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence

_ATOM = re.compile(rb"[A-Za-z0-9.$_/+\-]+\Z")
_QUOTABLE = re.compile(rb"[\x20-\x7e]*\Z")


def quote(text: str | bytes) -> bytes:
    """A string argument: quoted where it may be, else a non-synchronising literal (RFC 7888)."""
    data = text.encode() if isinstance(text, str) else text
    data = data.replace(b"\0", b"")
    if len(data) < 1000 and _QUOTABLE.match(data):
        return b'"' + data.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
    return b"{%d+}\r\n%b" % (len(data), data)


def uid_set(uids: Iterable[int]) -> bytes:
    """`1:3,7`: runs folded, in ascending order. Empty for no UID: never send it then."""
    runs: list[list[int]] = []
    for uid in sorted(set(uids)):
        if runs and uid == runs[-1][1] + 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    return b",".join(b"%d" % a if a == b else b"%d:%d" % (a, b) for a, b in runs)


def read_uid_set(text: bytes) -> list[int]:
    """The UIDs of a set as COPYUID and ESEARCH give it, in the order given."""
    uids: list[int] = []
    for run in text.split(b","):
        first, _, last = run.partition(b":")
        low, high = int(first), int(last or first)
        uids.extend(range(low, high + 1) if low <= high else range(low, high - 1, -1))
    return uids


def encode_folder(name: str) -> bytes:
    """A folder's name in modified UTF-7 (RFC 3501 section 5.1.3)."""
    out, run = bytearray(), ""
    for char in name + "\0":
        if " " <= char <= "~" or char == "\0":
            out += _base64_run(run)
            run = ""
            out += b"&-" if char == "&" else char.encode()
        else:
            run += char
    return bytes(out[:-1])


def _base64_run(run: str) -> bytes:
    if not run:
        return b""
    return b"&" + b64encode(run.encode("utf-16-be")).rstrip(b"=").replace(b"/", b",") + b"-"


def decode_folder(name: bytes) -> str:
    """The reverse; what is not modified UTF-7 is shown as it stands."""

    def shifted(found: re.Match[bytes]) -> bytes:
        if not found.group(1):
            return b"&"
        text = found.group(1).replace(b",", b"/")
        return b64decode(text + b"=" * (-len(text) % 4)).decode("utf-16-be").encode()

    try:
        return re.sub(rb"&([^-]*)-", shifted, name).decode()
    except (ValueError, UnicodeError):
        return name.decode("latin-1")


def flag_list(flags: Sequence[str]) -> bytes:
    r"""`(\Seen $Forwarded)`. Raises ValueError for what is not a flag."""
    return b"(" + b" ".join(flag(name) for name in flags) + b")"


def flag(name: str) -> bytes:
    data = name.encode("ascii", "strict")
    if not _ATOM.match(data.removeprefix(b"\\")):
        raise ValueError("not a flag or keyword")
    return data
