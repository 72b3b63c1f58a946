"""One end of a conversation: commands by line, octets by count or as they come.

What was read ahead stays here, so that nothing of it is lost, and nothing of what came before TLS
is ever taken for what comes after.
"""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator

PIECE = 64 * 1024
HANDSHAKE = 30.0
# What is thrown away of a line that does not end, before its line is cut.
LONGEST_NONSENSE = 256 * 1024


class Cut(Exception):
    """The other end has gone, or says nothing for too long."""


class WrongLine(Exception):
    """A line that is too long, or has a CR or a NUL in it; it was read to its end."""


class Line:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._ahead = bytearray()

    async def command(self, most: int, patience: float) -> bytes:
        """Without its end. Raises WrongLine, Cut."""
        async with _within(patience):
            taken, dropped = await self._to_newline(most)
        if dropped or len(taken) > most or b"\r" in taken or b"\0" in taken:
            raise WrongLine
        return taken

    async def _to_newline(self, most: int) -> tuple[bytes, int]:
        dropped = 0
        while (at := self._ahead.find(b"\n")) < 0:
            if len(self._ahead) > most + 2:
                dropped += len(self._ahead)
                self._ahead.clear()
            if dropped > LONGEST_NONSENSE:
                raise Cut
            self._ahead += await self._read()
        taken = bytes(self._ahead[:at])
        del self._ahead[: at + 1]
        return taken.removesuffix(b"\r"), dropped

    async def some(self, most: int, patience: float) -> bytes:
        """At least one octet. Raises Cut."""
        if not self._ahead:
            async with _within(patience):
                self._ahead += await self._read()
        taken = bytes(self._ahead[:most])
        del self._ahead[:most]
        return taken

    def give_back(self, octets: bytes) -> None:
        """They were not for who took them."""
        self._ahead[:0] = octets

    async def say(self, octets: bytes, patience: float) -> None:
        """Raises Cut, also when nobody reads."""
        async with _within(patience):
            self._writer.write(octets)
            await self._writer.drain()

    def push(self, octets: bytes) -> None:
        """Without waiting for it to leave: a last word."""
        with contextlib.suppress(OSError, RuntimeError):
            self._writer.write(octets)

    async def encrypted(self, tls: ssl.SSLContext) -> "Line":
        """As a server. What came in clear, and was read or waits to be, is forgotten. Raises
        OSError (ssl.SSLError among them)."""
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(PIECE)
        protocol = asyncio.StreamReaderProtocol(reader)
        transport = await loop.start_tls(
            self._writer.transport, protocol, tls,
            server_side=True, ssl_handshake_timeout=HANDSHAKE, ssl_shutdown_timeout=5.0,
        )  # fmt: skip
        if transport is None:
            raise ConnectionResetError
        protocol.connection_made(transport)
        return Line(reader, asyncio.StreamWriter(transport, protocol, reader, loop))

    def close(self) -> None:
        self._writer.close()

    def cut(self) -> None:
        """Without good-bye."""
        self._writer.transport.abort()

    async def _read(self) -> bytes:
        octets = await self._reader.read(PIECE)
        if not octets:
            raise Cut
        return octets


@contextlib.asynccontextmanager
async def _within(patience: float) -> AsyncIterator[None]:
    """Silence and a cut line are one thing."""
    try:
        async with asyncio.timeout(patience):
            yield
    except OSError as error:  # TimeoutError and ssl.SSLError among them
        raise Cut from error
