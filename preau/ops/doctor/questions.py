"""A real question to each engine, as its users put it."""

import http.client
import json
import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate, make_msgid
from functools import partial
from typing import BinaryIO

import redis
from django.conf import settings

from preau.academies.registry import academies
from preau.engines.dovecot.box import Box
from preau.engines.dovecot.connection import Connection
from preau.engines.dovecot.shape import MASTER
from preau.engines.errors import EngineAway
from preau.engines.postfix.queue import waiting
from preau.engines.words.finding import Words
from preau.identity.models import Mailbox
from preau.ops.doctor.asking import Check
from preau.ops.doctor.finding import Finding, note, well, wrong
from preau.ops.installation import Installation

PATIENCE = 3.0
ANYWHERE = {"0.0.0.0", "::", "*", ""}  # what is listened on, not where it is asked
# In two pieces, so that no scanner takes this file for what it names.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MANY_DEFERRED = 100


def checks(made: Installation) -> list[Check]:
    asked: dict[str, Callable[[Installation], Iterator[Finding]]] = {
        "imap": imap,
        "words": index_of_words,
        "lmtp": lmtp,
        "waiting": waiting_room,
        "managesieve": managesieve,
        "smtp": smtp,
        "submission": submission,
        "sending": relay,
        "rspamd": scan,
        "clamd": virus,
        "redis": ping,
        "queue": queue,
        "web": web,
    }
    return [Check("answers", name, partial(ask, made)) for name, ask in asked.items()]


def imap(made: Installation) -> Iterator[Finding]:
    """As the web does it: signed in to a mailbox as master, without its password."""
    began = time.monotonic()
    login = Mailbox.objects.filter(is_active=True).values_list("login", flat=True).first()
    connection = Connection("127.0.0.1", made.ports.imap, timeout=PATIENCE)
    try:
        if login is None:
            yield note("imap", "greets; there is no mailbox yet to sign in to")
            return
        connection.sign_in(login, master=MASTER, secret=made.dovecot.master_secret)
        Box(connection).usage()
        yield well("imap", f"opened a mailbox in {_ms(began)}")
    finally:
        connection.close()


def index_of_words(made: Installation) -> Iterator[Finding]:
    """Nobody's mailbox, in which there is nothing: searches go on without it, and take longer."""
    began = time.monotonic()
    try:
        Words(made.words.socket).find("nobody@localhost", ["0" * 32], ("in", "BODY", "check"))
    except EngineAway:
        yield note("words", "does not answer: searches go through Dovecot, and take longer")
    else:
        yield well("words", f"answered in {_ms(began)}")


def lmtp(made: Installation) -> Iterator[Finding]:
    with smtplib.LMTP("127.0.0.1", made.ports.lmtp, "localhost", timeout=PATIENCE) as line:
        code, _ = line.ehlo()
    yield well("lmtp", "takes deliveries") if code == 250 else wrong("lmtp", f"said {code}.")


def waiting_room(made: Installation) -> Iterator[Finding]:
    with smtplib.LMTP("127.0.0.1", made.ports.waiting, "localhost", timeout=PATIENCE) as line:
        code, _ = line.ehlo()
    if code == 250:
        yield well("waiting", "takes what full mailboxes have no room for")
    else:
        yield wrong("waiting", f"said {code}.")


def managesieve(made: Installation) -> Iterator[Finding]:
    with socket.create_connection((public_host(), made.ports.managesieve), PATIENCE) as line:
        greeting = _until_ok(line.makefile("rb"))
        line.sendall(b"LOGOUT\r\n")
    if b"STARTTLS" in greeting:
        yield well("managesieve", "greets, with encryption")
    else:
        yield wrong("managesieve", "offers no encryption.", "See ssl in dovecot's settings")


def _until_ok(said: BinaryIO) -> bytes:
    greeting = b""
    for line in iter(said.readline, b""):
        greeting += line
        if line.startswith(b"OK"):
            break
    return greeting


def smtp(made: Installation) -> Iterator[Finding]:
    yield _starttls("smtp", made.ports.smtp, auth=False)


def submission(made: Installation) -> Iterator[Finding]:
    yield _starttls("submission", made.ports.submission, auth=True)
    with smtplib.SMTP_SSL(
        public_host(), made.ports.submissions, "localhost", timeout=PATIENCE, context=unchecked()
    ) as line:
        line.ehlo()
        offers = line.has_extn("auth")
    yield well("submissions", "takes clients' mail") if offers else _no_auth("submissions")


def _starttls(name: str, port: int, *, auth: bool) -> Finding:
    with smtplib.SMTP(public_host(), port, "localhost", PATIENCE) as line:
        line.ehlo()
        if not line.has_extn("starttls"):
            return wrong(name, "offers no encryption (STARTTLS).", "See main.cf, smtpd_tls_*")
        line.starttls(context=unchecked())
        line.ehlo()
        if auth and not line.has_extn("auth"):
            return _no_auth(name)
    return well(name, "greets, with encryption")


def _no_auth(name: str) -> Finding:
    return wrong(name, "lets nobody sign in.", "See that Dovecot runs: Postfix asks it")


def relay(made: Installation) -> Iterator[Finding]:
    login = Mailbox.objects.filter(is_active=True).values_list("login", flat=True).first()
    if login is None:
        return
    secret = made.dovecot.master_secret
    with smtplib.SMTP("127.0.0.1", made.ports.relay, "localhost", PATIENCE) as line:
        line.ehlo()
        try:
            line.auth("PLAIN", lambda _=None: f"{login}\0{MASTER}\0{secret}")
        except smtplib.SMTPException as error:
            yield wrong("sending", f"The web may not send: {error}", "See postfix.log")
            return
    yield well("sending", "the web may hand messages over")


def scan(made: Installation) -> Iterator[Finding]:
    """A clean message through the same worker as real mail."""
    began = time.monotonic()
    line = http.client.HTTPConnection("127.0.0.1", made.ports.rspamd_controller, timeout=PATIENCE)
    try:
        line.request("POST", "/checkv2", clean_message(), {"Password": made.rspamd.password})
        response = line.getresponse()
        said = json.loads(response.read())
    except (http.client.HTTPException, ValueError) as error:
        yield wrong("rspamd", f"gave no verdict: {error}", "See rspamd.log")
        return
    finally:
        line.close()
    yield _verdict(said, began)


def _verdict(said: dict[str, object], began: float) -> Finding:
    symbols = said.get("symbols")
    if "error" in said or not isinstance(symbols, dict):
        return wrong("rspamd", f"refused to judge: {said.get('error')}", "See rspamd.log")
    failed = [name for name in symbols if name.endswith("_FAIL") and name.startswith("CLAM")]
    if failed:
        return wrong("rspamd", "cannot reach the antivirus.", "See clamd in this report")
    if said.get("action") == "reject":
        return wrong("rspamd", "refuses a clean message.", "See actions.conf and rspamd.log")
    return well("rspamd", f"judged a clean message in {_ms(began)}")


def clean_message() -> bytes:
    domain = settings.MAIL_HOST
    return (
        f"From: <doctor@{domain}>\r\nTo: <doctor@{domain}>\r\nSubject: Check\r\n"
        f"Date: {formatdate()}\r\nMessage-ID: {make_msgid(domain=domain)}\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        "This message checks that the filters answer.\r\n"
    ).encode()


def virus(made: Installation) -> Iterator[Finding]:
    if _clamd(made, b"zPING\0") != b"PONG":
        yield wrong("clamd", "does not answer.", "Start it: preau run")
        return
    size = len(EICAR).to_bytes(4, "big")
    said = _clamd(made, b"zINSTREAM\0" + size + EICAR + b"\0\0\0\0")
    if said.endswith(b"FOUND"):
        yield well("clamd", "finds the test virus")
    else:
        yield wrong("clamd", "does not find the test virus.", "See clamd.log and its signatures")


def _clamd(made: Installation, question: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(PATIENCE)
        line.connect(str(made.clamav.socket))
        line.sendall(question)
        return line.makefile("rb").read().rstrip(b"\0")


def ping(made: Installation) -> Iterator[Finding]:
    line = redis.Redis(
        unix_socket_path=str(made.redis.socket),
        password=made.redis.password,
        socket_timeout=PATIENCE,
    )
    try:
        line.ping()
    except redis.RedisError as error:
        yield wrong("redis", f"does not answer: {error}", "Start it: preau run")
    else:
        yield well("redis", "answers")
    finally:
        line.close()


def queue(made: Installation) -> Iterator[Finding]:
    now = waiting(made.postfix.queue)
    words = f"{now.active} leaving, {now.deferred} put off, {now.held} held"
    look = f"Look at them: postqueue -c {made.postfix.conf} -p"
    if now.deferred >= MANY_DEFERRED or now.held:
        yield note("queue", words, look, f"Try them now: postqueue -c {made.postfix.conf} -f")
    else:
        yield well("queue", words)


def web(made: Installation) -> Iterator[Finding]:
    began = time.monotonic()
    line = http.client.HTTPConnection(public_host(), made.ports.web, timeout=PATIENCE)
    try:
        line.request("GET", "/sign-in", headers={"Host": entrance()})
        answered = line.getresponse().status
    except http.client.HTTPException as error:
        yield wrong("web", f"does not answer: {type(error).__name__}", "See web.log")
        return
    finally:
        line.close()
    if answered == http.client.OK:
        yield well("web", f"gave the sign-in page in {_ms(began)}")
    else:
        yield wrong("web", f"answered {answered} to the sign-in page.", "See web.log")


def entrance() -> str:
    return academies().all[0].entrance.host


def public_host() -> str:
    """Where we ask what clients ask."""
    return "127.0.0.1" if settings.LISTEN[0] in ANYWHERE else str(settings.LISTEN[0])


def unchecked() -> ssl.SSLContext:
    """To see what is offered, whoever signed it; `certificates.py` judges that."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _ms(began: float) -> str:
    return f"{1000 * (time.monotonic() - began):.0f} ms"
