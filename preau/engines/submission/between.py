"""The two lines of one conversation, the client's and Postfix's, and the door between them."""

import contextlib
import ssl
from asyncio import timeout
from collections.abc import Iterator
from typing import NoReturn

from preau.engines.submission.line import Cut, Line
from preau.engines.submission.manner import Manner
from preau.engines.submission.postfix import PATIENCE as ANSWER
from preau.engines.submission.postfix import Answer, Peer, Postfix

# RFC 5321 4.5.3.2.7.
PATIENCE = 300.0
# The last word on a message waits for the spam and virus engines (milter_content_timeout).
LAST_WORD = 600.0
WAIT_FOR_A_LINE = 30.0
# Of Postfix, 421 and 521 are the last words.
FAREWELLS = (421, 521)


class Over(Exception):
    """The conversation ends here; what had to be said was said."""


class Between:
    def __init__(self, client: Line, peer: Peer, manner: Manner) -> None:
        self._client, self._peer, self._manner = client, peer, manner
        self._postfix: Postfix | None = None
        self._is_passing = False
        self.is_encrypted = False

    @property
    def client(self) -> Line:
        return self._client

    @property
    def network(self) -> str:
        return self._peer.address

    @property
    def has_postfix(self) -> bool:
        return self._postfix is not None

    async def encrypt(self, tls: ssl.SSLContext) -> None:
        """Raises OSError for TLS that fails."""
        self._client = await self._client.encrypted(tls)
        self.is_encrypted = True

    async def say(self, sentence: str) -> None:
        await self._client.say(sentence.encode("ascii", "replace") + b"\r\n", PATIENCE)

    async def tell(self, answer: Answer) -> None:
        """What Postfix says. Raises Over when that is its last word."""
        await self._client.say(answer.octets, PATIENCE)
        if answer.code in FAREWELLS:
            raise Over

    async def reach(self) -> None:
        """Postfix, told whose the client is. Raises Over."""
        if self._postfix is not None:
            return
        await self._wait_for_a_line()
        try:
            self._postfix = await Postfix.reach(self._manner.postfix_port, self._peer)
        except BaseException as error:
            self._manner.lines.release()
            if not isinstance(error, Cut):
                raise
            await self._rest()

    async def _wait_for_a_line(self) -> None:
        try:
            async with timeout(WAIT_FOR_A_LINE):
                await self._manner.lines.acquire()
        except TimeoutError:
            await self.say("421 4.3.2 Too many are sending, try again")
            raise Over from None

    async def ask(self, command: bytes) -> Answer:
        """One command of Postfix, without its end; one answer. Raises Over."""
        await self.give(command + b"\r\n")
        return await self._answer(ANSWER)

    async def pass_on(self, command: bytes) -> Answer:
        """Asked, and the answer told. Raises Over."""
        answer = await self.ask(command)
        await self.tell(answer)
        return answer

    async def give(self, octets: bytes) -> None:
        """To a Postfix that may leave in the middle, and say why. Raises Over."""
        try:
            await self._there.give(octets)
        except Cut:
            await self.tell(await self._answer(1.0))
            raise Over from None

    async def tell_last_word(self) -> None:
        await self.tell(await self._answer(LAST_WORD))

    @contextlib.contextmanager
    def passing(self) -> Iterator[None]:
        """Cut short in here, Postfix must not take what it has for the whole, nor another word of
        ours for the rest."""
        self._is_passing = True
        yield
        self._is_passing = False

    def leave(self) -> None:
        """Of Postfix."""
        if self._postfix is not None:
            self._postfix.leave(politely=not self._is_passing)
            self._postfix = None
            self._manner.lines.release()

    @property
    def _there(self) -> Postfix:
        assert self._postfix is not None
        return self._postfix

    async def _answer(self, patience: float) -> Answer:
        try:
            return await self._there.answer(patience)
        except Cut:
            await self._rest()

    async def _rest(self) -> NoReturn:
        await self.say("421 4.3.0 Sending is resting, try again")
        raise Over from None
