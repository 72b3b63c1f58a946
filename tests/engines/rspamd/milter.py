"""A mail server's side of the milter protocol, as Postfix speaks it to Rspamd.

One message a connection; what Rspamd decides and which headers it changes is the answer.
Packets are a length (uint32), a command (one octet) and its data.
"""

import re
import socket
import struct
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field

PATIENCE = 30.0
ALL_ACTIONS = 0x1FF
NO_REPLIES = 0xFF080  # only the end of the message is answered
VERDICTS = {b"a": "accept", b"c": "accept", b"r": "reject", b"t": "tempfail", b"y": "reply"}


@dataclass
class Verdict:
    """`removed` tells (name, index) of each header taken out."""

    action: str = ""
    reply: str = ""
    added: list[tuple[str, str]] = field(default_factory=list)
    removed: list[tuple[str, int]] = field(default_factory=list)

    def header(self, name: str) -> str | None:
        return next((value for found, value in self.added if found.lower() == name.lower()), None)


@dataclass
class Envelope:
    """`user` has signed in; `daemon` is the name Postfix gives the port."""

    sender: str
    recipients: tuple[str, ...] = ("b@ac-paris.fr",)
    user: str = ""
    daemon: str = "mx.example"
    client: str = "192.0.2.1"


def submit(port: int, envelope: Envelope, message: bytes) -> Verdict:
    line = socket.create_connection(("127.0.0.1", port), PATIENCE)
    with closing(line), line.makefile("rb") as heard:
        ask(line, b"O", struct.pack(">III", 6, ALL_ACTIONS, NO_REPLIES))
        hear(heard)
        for command, data in conversation(envelope, message):
            ask(line, command, data)
        return judgement(heard)


def conversation(envelope: Envelope, message: bytes) -> Iterator[tuple[bytes, bytes]]:
    client = b"client.example\0" + b"4" + struct.pack(">H", 40000)
    yield macros(b"C", {"j": "mx.example", "{daemon_name}": envelope.daemon})
    yield b"C", client + envelope.client.encode() + b"\0"
    yield b"H", b"client.example\0"
    yield macros(b"M", {"{auth_authen}": envelope.user} if envelope.user else {})
    head, _, body = message.replace(b"\r\n", b"\n").partition(b"\n\n")
    yield b"M", f"<{envelope.sender}>\0".encode()
    for recipient in envelope.recipients:
        yield b"R", f"<{recipient}>\0".encode()
    yield b"T", b""
    for header in re.split(rb"\n(?![ \t])", head):
        name, _, value = header.partition(b":")
        yield b"L", name + b"\0" + value.removeprefix(b" ") + b"\0"
    yield b"N", b""
    wire = body.replace(b"\n", b"\r\n")
    for at in range(0, len(wire), 65535):
        yield b"B", wire[at : at + 65535]
    yield b"E", b""


def judgement(heard: object) -> Verdict:
    verdict = Verdict()
    while True:
        command, data = hear(heard)
        if command == b"h":
            verdict.added.append(pair(data))
        elif command == b"i":
            verdict.added.append(pair(data[4:]))
        elif command == b"m":
            name, value = pair(data[4:])
            if value:
                verdict.added.append((name, value))
            else:
                verdict.removed.append((name, struct.unpack(">I", data[:4])[0]))
        elif command in VERDICTS:
            verdict.action = VERDICTS[command]
            verdict.reply = data.rstrip(b"\0").decode()
            return verdict


def pair(data: bytes) -> tuple[str, str]:
    name, value = data.rstrip(b"\0").decode().partition("\0")[::2]
    return name, value


def macros(command: bytes, values: Mapping[str, str]) -> tuple[bytes, bytes]:
    pairs = "".join(f"{name}\0{value}\0" for name, value in values.items())
    return b"D", command + pairs.encode()


def ask(line: socket.socket, command: bytes, data: bytes) -> None:
    line.sendall(struct.pack(">I", len(data) + 1) + command + data)


def hear(heard: object) -> tuple[bytes, bytes]:
    size = struct.unpack(">I", heard.read(4))[0]  # type: ignore[attr-defined]
    packet = heard.read(size)  # type: ignore[attr-defined]
    return packet[:1], packet[1:]
