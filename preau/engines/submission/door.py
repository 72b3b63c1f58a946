"""The door before Postfix on the ports submission and submissions: who comes in, how many at once.

A client costs little until it speaks TLS and greets: only then has it a process of Postfix's.
"""

import asyncio
import contextlib
import signal
import ssl
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from socket import socket

from preau.engines.submission.conversation import Conversation
from preau.engines.submission.line import PIECE, Cut, Line
from preau.engines.submission.manner import Manner
from preau.engines.submission.postfix import Peer

MOST = 1000
MOST_EACH = 50
# Once told to leave, what is being sent has so long to arrive.
GRACE = 8.0


@dataclass(frozen=True)
class Entrance:
    """`name` as the logs say it; `wrapped`: TLS comes first."""

    name: str
    listening: socket
    wrapped: bool


class _Arrival(asyncio.StreamReaderProtocol):
    """Not a word is read before it is known whether TLS comes first."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.pause_reading()
        super().connection_made(transport)


class Door:
    def __init__(self, manner: Manner, tls: ssl.SSLContext) -> None:
        self._manner, self._tls = manner, tls
        self._inside: dict[asyncio.Task[None], Conversation] = {}
        self._each: Counter[str] = Counter()

    async def open(self, entrances: Sequence[Entrance], leave: asyncio.Event) -> None:
        """Until `leave` is set, and what is being sent then has arrived."""
        servers = [await self._listen(one) for one in entrances]
        await leave.wait()
        for server in servers:
            server.close()
        await self._see_off()

    async def _listen(self, entrance: Entrance) -> asyncio.Server:
        loop = asyncio.get_running_loop()

        def arrival() -> asyncio.Protocol:
            reader = asyncio.StreamReader(PIECE)
            return _Arrival(reader, lambda *ends: self._admit(entrance, *ends))

        return await loop.create_server(arrival, sock=entrance.listening, backlog=512)

    def _admit(
        self, entrance: Entrance, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        name = writer.get_extra_info("peername")
        if name is None:  # gone already
            writer.close()
            return
        peer = Peer(name[0], name[1])
        if len(self._inside) >= MOST or self._each[peer.address] >= MOST_EACH:
            if not entrance.wrapped:
                writer.write(b"421 4.7.0 Too many connections, try again later\r\n")
            writer.close()
            return
        talk = Conversation(Line(reader, writer), peer, self._manner, self._tls)
        if not entrance.wrapped:
            writer.transport.resume_reading()  # type: ignore[attr-defined]
        task = asyncio.get_running_loop().create_task(self._serve(entrance, talk, peer))
        self._inside[task] = talk
        self._each[peer.address] += 1
        task.add_done_callback(lambda over: self._forget(over, peer))

    def _forget(self, task: asyncio.Task[None], peer: Peer) -> None:
        del self._inside[task]
        self._each[peer.address] -= 1
        if not self._each[peer.address]:
            del self._each[peer.address]

    async def _serve(self, entrance: Entrance, talk: Conversation, peer: Peer) -> None:
        try:
            await talk.go(encrypted=entrance.wrapped)
        except (OSError, Cut):
            # The only thing here that nobody else would tell (see ears).
            print(f"{entrance.name}: TLS failed with [{peer.address}]", flush=True)
        except Exception as error:  # noqa: BLE001 -- its text may hold what somebody wrote
            print(f"{entrance.name}: {type(error).__name__} with [{peer.address}]", flush=True)
        finally:
            talk.close()

    async def _see_off(self) -> None:
        for task, talk in list(self._inside.items()):
            if talk.is_idle:
                talk.part()
                task.cancel()
        if self._inside:
            await asyncio.wait(self._inside, timeout=GRACE)
        for task in list(self._inside):
            task.cancel()
        if self._inside:
            await asyncio.wait(self._inside, timeout=1.0)


def serve(entrances: Sequence[Entrance], manner: Manner, tls: ssl.SSLContext) -> None:
    """Until SIGTERM or SIGINT."""

    async def run() -> None:
        leave = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, leave.set)
        await Door(manner, tls).open(entrances, leave)

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run())


def context(certificate: str, key: str) -> ssl.SSLContext:
    """As Postfix was: TLS 1.2 or later. Raises OSError, ssl.SSLError."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.options |= ssl.OP_NO_RENEGOTIATION | ssl.OP_NO_COMPRESSION
    made.load_cert_chain(certificate, key)
    return made
