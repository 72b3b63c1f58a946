"""Postfix behind the door: one connection for each client, told whose it is (XCLIENT)."""

import asyncio
import ipaddress
from dataclasses import dataclass

from preau.engines.submission.line import PIECE, Cut, Line, WrongLine

PATIENCE = 120.0
LONGEST_ANSWER = 4096
MOST_LINES = 100


@dataclass(frozen=True)
class Peer:
    """The client, as the network knows it."""

    address: str
    port: int

    @property
    def told(self) -> bytes:
        """Without the zone of an address of IPv6, which means nothing elsewhere."""
        address = ipaddress.ip_address(self.address.partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None)
        shown = f"IPV6:{address}" if address.version == 6 and not mapped else str(mapped or address)
        return f"XCLIENT NAME=[UNAVAILABLE] ADDR={shown} PORT={self.port}".encode()


@dataclass(frozen=True)
class Answer:
    lines: tuple[bytes, ...]

    @property
    def code(self) -> int:
        return int(self.lines[-1][:3])

    @property
    def octets(self) -> bytes:
        return b"".join(line + b"\r\n" for line in self.lines)


class Postfix:
    def __init__(self, line: Line) -> None:
        self._line = line

    @classmethod
    async def reach(cls, port: int, peer: Peer) -> "Postfix":
        """Raises Cut when it is away or will not hear us."""
        try:
            line = Line(*await asyncio.open_connection("127.0.0.1", port, limit=PIECE))
        except OSError as error:
            raise Cut from error
        found = cls(line)
        try:
            greeting, known = await found.answer(), await found.ask(peer.told)
        except BaseException:
            line.cut()
            raise
        if (greeting.code, known.code) != (220, 220):
            line.cut()
            raise Cut
        return found

    async def ask(self, command: bytes) -> Answer:
        """One command, without its end; one answer. Raises Cut."""
        await self.give(command + b"\r\n")
        return await self.answer()

    async def give(self, octets: bytes) -> None:
        await self._line.say(octets, PATIENCE)

    async def answer(self, patience: float = PATIENCE) -> Answer:
        lines: list[bytes] = []
        while len(lines) < MOST_LINES:
            try:
                lines.append(await self._line.command(LONGEST_ANSWER, patience))
            except WrongLine as error:
                raise Cut from error
            if not lines[-1][:3].isdigit():
                break
            if lines[-1][3:4] != b"-":
                return Answer(tuple(lines))
        raise Cut

    def leave(self, *, politely: bool) -> None:
        """Without waiting; in the middle of a message, as a line that breaks."""
        if not politely:
            self._line.cut()
            return
        self._line.push(b"QUIT\r\n")
        self._line.close()
