"""One message that a program wants held (FUTURERELEASE, RFC 4865): Postfix judges its sender and
its recipients, as for any other, and never sees the rest before its time."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from preau.engines.submission.between import FAREWELLS, Between
from preau.engines.submission.holding import Held
from preau.engines.submission.manner import LATER, Manner
from preau.engines.submission.messages import passed_by_count, passed_to_the_dot
from preau.formats import dots, envelopes
from preau.formats.envelopes import Named


class Later:
    def __init__(self, between: Between, manner: Manner) -> None:
        self._between, self._manner = between, manner
        self._held: Held | None = None

    @property
    def is_begun(self) -> bool:
        return self._held is not None

    def forget(self) -> None:
        if self._held is not None:
            self._held.drop()
        self._held = None

    async def begin(self, named: Named, login: str) -> None:
        """After MAIL with one of its parameters, which Postfix does not know."""
        if self._held is not None:
            await self._between.say("503 5.5.1 One message at a time")
            return
        try:
            due = envelopes.held_until(named.holds, datetime.now(UTC), self._manner.most)
        except envelopes.WrongHold as error:
            await self._between.say(f"501 5.5.4 {error}")
            return
        if refusal := await self._may(login, due):
            await self._between.say(refusal)
            return
        sender = Named(named.address, named.others)
        words = " ".join((f"MAIL FROM:<{sender.address}>", *sender.parameters))
        answer = await self._between.ask(words.encode())
        if answer.code == 250:
            self._held = Held(login, self._between.network, due, sender)
        await self._between.tell(answer)

    async def _may(self, login: str, due: datetime) -> str:
        if not login:
            return "530 5.7.0 Sign in by PLAIN or LOGIN first"
        try:
            return await self._manner.may(login, due)
        except Exception as error:  # noqa: BLE001 -- whatever failed, the program still has its message
            print(f"may hold: {type(error).__name__}", flush=True)
            return LATER

    async def name(self, line: bytes, named: Named | None) -> None:
        """One recipient."""
        assert self._held is not None
        if named is None:
            await self._between.say("501 5.1.3 This is no address")
            return
        answer = await self._between.ask(line)
        if answer.code in (250, 251):
            self._held.recipients.append(named)
        await self._between.tell(answer)

    async def hold_to_the_dot(self) -> None:
        assert self._held is not None
        if not self._held.recipients:
            await self._between.say("554 5.5.1 No valid recipients")
            return
        await self._between.say("354 End data with <CR><LF>.<CR><LF>")
        await passed_to_the_dot(self._between.client, self._gaining(self._held))
        await self._settle(self._held, stuffed=True)

    async def hold_by_count(self, count: int, *, is_last: bool) -> None:
        assert self._held is not None
        await passed_by_count(self._between.client, self._gaining(self._held), count)
        if not self._held.recipients:
            await self._between.say("554 5.5.1 No valid recipients")
        elif not is_last:
            await self._between.say(f"250 2.0.0 {count} octets")
        else:
            await self._settle(self._held, stuffed=False)

    def _gaining(self, held: Held) -> Callable[[bytes], Awaitable[None]]:
        async def gain(piece: bytes) -> None:
            held.gain(piece, self._manner.most_octets)

        return gain

    async def _settle(self, held: Held, *, stuffed: bool) -> None:
        """Postfix knew of sender and recipients alone."""
        self._held = None
        await self._between.say(await self._kept(held, stuffed=stuffed))
        answer = await self._between.ask(b"RSET")
        if answer.code in FAREWELLS:
            await self._between.tell(answer)

    async def _kept(self, held: Held, *, stuffed: bool) -> str:
        if held.is_too_large:
            held.drop()
            return "552 5.3.4 This message is too large"
        async with self._manner.at_once:
            octets = await asyncio.to_thread(held.end, stuffed=stuffed)
            if dots.has_bare_ends(octets):
                return "550 5.6.0 Lines that do not end with CR LF cannot be held"
            try:
                return await self._manner.keep(held, octets)
            except Exception as error:  # noqa: BLE001 -- as above
                print(f"hold: {type(error).__name__}", flush=True)
                return LATER
