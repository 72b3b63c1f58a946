"""What is said with one mail program: each command is answered before the next is read.

All is passed to Postfix, which judges; ours are TLS, and what is held. Only the commands known here
reach it, each as one line; octets of a message are only ever passed as such.
"""

import ssl
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from preau.engines.submission.between import PATIENCE, Between, Over
from preau.engines.submission.later import Later
from preau.engines.submission.line import Cut, Line, WrongLine
from preau.engines.submission.manner import Manner
from preau.engines.submission.messages import passed_by_count, passed_to_the_dot
from preau.engines.submission.postfix import Answer, Peer
from preau.formats import envelopes

LONGEST_COMMAND = 2048
# The longest answer of a sign-in (RFC 4954 4).
LONGEST_SAID = 12 * 1024
MOST_WRONG = 20
# Answers to EHLO that are between Postfix and us.
_OURS = (b"STARTTLS", b"XCLIENT", b"XFORWARD", b"FUTURERELEASE")
_IN_CLEAR = ("PIPELINING", "STARTTLS", "ENHANCEDSTATUSCODES")
Deed = Callable[[bytes, bytes], Awaitable[object]]


class Conversation:
    def __init__(self, line: Line, peer: Peer, manner: Manner, tls: ssl.SSLContext) -> None:
        self._between = Between(line, peer, manner)
        self._later = Later(self._between, manner)
        self._manner, self._tls = manner, tls
        self._login = ""
        self._wrong = 0
        self.is_idle = False

    async def go(self, *, encrypted: bool) -> None:
        """Until either end leaves. Raises OSError for TLS that fails."""
        try:
            if encrypted:
                await self._between.encrypt(self._tls)
            await self._between.say(f"220 {self._manner.host} ESMTP")
            while True:
                await self._next()
        except Cut:
            self._between.client.cut()
        except Over:
            pass
        finally:
            self._later.forget()
            self._between.leave()

    def part(self) -> None:
        """The door closes: told to who waits, without waiting for an answer."""
        farewell = f"421 4.3.2 {self._manner.host} is closing, try again\r\n"
        self._between.client.push(farewell.encode())

    def close(self) -> None:
        self._between.client.close()

    async def _next(self) -> None:
        line = await self._heard()
        verb, _, rest = line.partition(b" ")
        verb = verb.upper()
        if len(line) > LONGEST_COMMAND and verb != b"AUTH":
            verb = b""
        deed = self._deed(verb)
        if deed is None:
            await self._refuse(verb)
        else:
            await deed(line, rest)

    async def _heard(self) -> bytes:
        """A line; b"" for one that is too long, or has a CR or a NUL in it."""
        self.is_idle = True
        try:
            return await self._between.client.command(LONGEST_SAID, PATIENCE)
        except WrongLine:
            return b""
        finally:
            self.is_idle = False

    def _deed(self, verb: bytes) -> Deed | None:
        alone: dict[bytes, Deed] = {b"NOOP": self._agree, b"RSET": self._agree}
        always: dict[bytes, Deed] = {b"QUIT": self._quit, b"STARTTLS": self._starttls}
        if not self._between.is_encrypted:
            known = {b"EHLO": self._hello_in_clear, b"HELO": self._hello_in_clear} | alone
        elif not self._between.has_postfix:
            known = {b"EHLO": self._hello, b"HELO": self._hello} | alone
        else:
            known = self._with_postfix()
        return (known | always).get(verb)

    def _with_postfix(self) -> dict[bytes, Deed]:
        return {
            b"EHLO": self._hello, b"HELO": self._hello, b"AUTH": self._auth,
            b"MAIL": self._mail, b"RCPT": self._rcpt, b"DATA": self._data, b"BDAT": self._bdat,
            b"RSET": self._rset, b"NOOP": self._pass, b"VRFY": self._pass, b"HELP": self._pass,
        }  # fmt: skip

    async def _refuse(self, verb: bytes) -> None:
        self._wrong += 1
        if self._wrong > MOST_WRONG:
            await self._between.say("421 4.7.0 Too many errors")
            raise Over
        if not verb:
            await self._between.say("500 5.5.2 This line cannot be understood")
        elif not self._between.is_encrypted:
            await self._between.say("530 5.7.0 Must issue a STARTTLS command first")
        elif not self._between.has_postfix:
            await self._between.say("503 5.5.1 Send EHLO first")
        else:
            await self._between.say("502 5.5.2 Command not recognized")

    # Before Postfix.

    async def _quit(self, _line: bytes, _rest: bytes) -> None:
        await self._between.say("221 2.0.0 Bye")
        raise Over

    async def _agree(self, _line: bytes, _rest: bytes) -> None:
        await self._between.say("250 2.0.0 Ok")

    async def _hello_in_clear(self, line: bytes, _rest: bytes) -> None:
        words = (self._manner.host, *(() if line[:4].upper() == b"HELO" else _IN_CLEAR))
        await self._between.tell(_listed([word.encode() for word in words]))

    async def _starttls(self, _line: bytes, rest: bytes) -> None:
        if self._between.is_encrypted:
            await self._between.say("503 5.5.1 TLS is already active")
        elif rest.strip():
            await self._between.say("501 5.5.4 STARTTLS takes nothing with it")
        else:
            await self._between.say("220 2.0.0 Ready to start TLS")
            await self._between.encrypt(self._tls)

    # With Postfix.

    async def _hello(self, line: bytes, _rest: bytes) -> None:
        self._later.forget()
        await self._between.reach()
        answer = await self._between.ask(line)
        if line[:4].upper() == b"EHLO" and answer.code == 250:
            offer = envelopes.offered(datetime.now(UTC), self._manner.most)
            kept = [one[4:] for one in answer.lines if not one[4:].upper().startswith(_OURS)]
            answer = _listed([*kept, offer])
        await self._between.tell(answer)

    async def _pass(self, line: bytes, _rest: bytes) -> None:
        await self._between.pass_on(line)

    async def _rset(self, line: bytes, _rest: bytes) -> None:
        self._later.forget()
        await self._between.pass_on(line)

    async def _auth(self, line: bytes, rest: bytes) -> None:
        mechanism, *said = rest.split() or [b""]
        answer = await self._between.pass_on(line)
        while answer.code == 334:
            # What cannot be understood is a sign-in given up.
            said.append(await self._heard() or b"*")
            answer = await self._between.pass_on(said[-1])
        if answer.code == 235:
            self._login = envelopes.name_signed_in(mechanism.upper(), said)

    async def _mail(self, line: bytes, rest: bytes) -> None:
        named = envelopes.named(rest)
        if named is not None and named.holds:
            await self._later.begin(named, self._login)
        else:
            await self._between.pass_on(line)

    async def _rcpt(self, line: bytes, rest: bytes) -> None:
        if self._later.is_begun:
            await self._later.name(line, envelopes.named(rest))
        else:
            await self._between.pass_on(line)

    async def _data(self, line: bytes, rest: bytes) -> None:
        if rest.strip():
            await self._between.say("501 5.5.4 DATA takes nothing with it")
        elif self._later.is_begun:
            await self._later.hold_to_the_dot()
        elif (await self._between.pass_on(line)).code == 354:
            with self._between.passing():
                await passed_to_the_dot(self._between.client, self._between.give)
            await self._between.tell_last_word()

    async def _bdat(self, line: bytes, rest: bytes) -> None:
        """A count that cannot be read leaves no way to tell octets from commands: it ends there."""
        count, _, last = rest.strip().partition(b" ")
        is_last = last.strip().upper() == b"LAST"
        if not count.isdigit() or len(count) > 10 or (last and not is_last):
            await self._between.say("501 5.5.4 BDAT wants a number of octets")
            raise Over
        if self._later.is_begun:
            await self._later.hold_by_count(int(count), is_last=is_last)
            return
        with self._between.passing():
            await self._between.give(line + b"\r\n")
            await passed_by_count(self._between.client, self._between.give, int(count))
        await self._between.tell_last_word()


def _listed(words: list[bytes]) -> Answer:
    *first, last = words
    return Answer((*(b"250-" + word for word in first), b"250 " + last))
