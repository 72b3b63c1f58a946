"""A private post office: Dovecot and Postfix on loopback, a database of a few people, two ears.

The database holds the views of the contract over tables of its own; `Ears` hears what Dovecot
tells the web, and plays Rspamd's controller.
"""

import imaplib
import json
import smtplib
import socket
import sqlite3
import ssl
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from preau.engines.dovecot import programs as dovecot
from preau.engines.dovecot.doveadm import Doveadm
from preau.engines.dovecot.render import render as render_dovecot
from preau.engines.dovecot.shape import DovecotShape, EventDoor, Learning, SignInDoor
from preau.engines.places import Database, Places, Ports
from preau.engines.postfix import programs as postfix
from preau.engines.postfix.render import render as render_postfix
from preau.engines.postfix.shape import PostfixShape
from preau.engines.postfix.submit import Relay
from preau.engines.supervisor import Background, launch
from tests.house.surroundings import free_ports
from tests.house.waiting import eventually

SCHEMA = """
CREATE TABLE mailbox (login text PRIMARY KEY, quota bigint, active boolean);
CREATE TABLE address (address text PRIMARY KEY, login text);
CREATE TABLE device (login text, sha256 text, protocols text);
CREATE TABLE may_send (address text, login text);
CREATE TABLE domain (domain text);
CREATE TABLE absence (login text, name text, id text, script text);
CREATE VIEW engine_absence AS SELECT login, name, id, script FROM absence;
CREATE TABLE senders (login text, name text, id text, script text);
CREATE VIEW engine_senders AS SELECT login, name, id, script FROM senders;
CREATE VIEW engine_login AS SELECT address AS name, login FROM address;
CREATE VIEW engine_device AS SELECT 17 AS device, login, sha256, protocols FROM device;
CREATE VIEW engine_mailbox AS SELECT login, quota AS quota_bytes, active, 1 AS receives,
  CASE WHEN login LIKE '%@ac-sud.example' THEN 'sud' ELSE 'nord' END AS academy FROM mailbox;
CREATE VIEW engine_relocated AS SELECT address, address AS new_address FROM address WHERE login = '';
CREATE VIEW engine_alias AS SELECT address, login FROM address;
CREATE VIEW engine_sender AS
  SELECT address, login FROM address UNION SELECT address, login FROM may_send
  UNION SELECT a.address, d.login || '+17' FROM address a JOIN device d ON d.login = a.login;
CREATE VIEW engine_brimming AS SELECT address, login AS answer FROM address WHERE login = '';
CREATE VIEW engine_domain AS SELECT domain FROM domain;
INSERT INTO domain VALUES ('ac-nord.example'), ('ac-sud.example');
"""


@dataclass
class Ears:
    """An HTTP/1.1 server that remembers what was posted to it."""

    posts: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    port: int = 0

    def open(self) -> ThreadingHTTPServer:
        ears = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                ears.posts.append((self.path, dict(self.headers), body))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        self.port = server.server_port
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server

    def events(self, login: str) -> list[dict[str, str]]:
        said = [json.loads(body) for path, _, body in self.posts if path == "/events"]
        return [event for one in said if one["user"] == login for event in one["events"]]

    def sign_ins(self) -> list[dict[str, Any]]:
        told = [json.loads(body) for path, _, body in self.posts if path.startswith("/sign-ins")]
        return [one for one in told if not one["master"]]

    def learnt(self, kind: str) -> list[bytes]:
        return [body for path, _, body in self.posts if path == f"/learn{kind}"]


@dataclass
class Station:
    """What a test needs of the running engines; `person` makes a mailbox of one's own."""

    dovecot: DovecotShape
    postfix: PostfixShape
    ears: Ears
    execute: Callable[..., None]
    engines: Background | None = None
    lines: ExitStack = field(default_factory=ExitStack)

    @property
    def ports(self) -> Ports:
        return self.dovecot.ports

    @property
    def relay(self) -> Relay:
        return Relay(self.ports.relay, self.dovecot.master_secret)

    @property
    def doveadm(self) -> Doveadm:
        return Doveadm(self.ports.doveadm, self.ports.doveadm_boxes, self.dovecot.doveadm_key)

    def person(self, name: str, *, quota: int = 50_000_000, active: bool = True) -> str:
        """A mailbox `name@ac-nord.example`, its alias `name.name@…`, a device password `name-pw`."""
        login = f"{name}@ac-nord.example"
        self.execute("INSERT INTO mailbox VALUES (?, ?, ?)", login, quota, active)
        for address in (login, f"{name}.{name}@ac-nord.example"):
            self.execute("INSERT INTO address VALUES (?, ?)", address, login)
        digest = sha256(f"{name}-pw".encode()).hexdigest()
        self.execute("INSERT INTO device VALUES (?, ?, ?)", login, digest, ",imap,smtp,sieve,")
        return login

    def tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.dovecot.certificate))

    def web_imap(self, login: str) -> imaplib.IMAP4:
        box = self.plain_imap()
        words = f"{login}\0preau-web\0{self.dovecot.master_secret}".encode()
        box.authenticate("PLAIN", lambda _: words)
        return box

    def plain_imap(self) -> imaplib.IMAP4:
        """The internal port; closed, as all below, when the test is over."""
        box = imaplib.IMAP4("127.0.0.1", self.ports.imap)
        box.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.lines.callback(_hang_up, box)
        return box

    def client_imap(self, name: str, password: str) -> imaplib.IMAP4_SSL:
        box = imaplib.IMAP4_SSL("localhost", self.ports.imaps, ssl_context=self.tls())
        self.lines.callback(_hang_up, box)
        box.login(name, password)
        return box

    def client_smtp(self, name: str, password: str) -> smtplib.SMTP:
        line = self.smtp(self.ports.submission)
        line.starttls(context=self.tls())
        line.login(name, password)
        return line

    def smtp(self, port: int) -> smtplib.SMTP:
        line = smtplib.SMTP("localhost", port, "client.example")
        self.lines.callback(line.close)
        return line

    def arrives(self, recipient: str, message: bytes, sender: str = "x@world.example") -> None:
        """By SMTP, from the world."""
        with smtplib.SMTP("127.0.0.1", self.ports.smtp) as line:
            line.sendmail(sender, [recipient], message)

    def waits_for(self, login: str, folder: str, count: int) -> imaplib.IMAP4:
        """The folder, open, once it holds that many messages."""
        eventually(lambda: self._holds(login, folder) >= count)
        box = self.web_imap(login)
        box.select(folder)
        return box

    def _holds(self, login: str, folder: str) -> int:
        """Asked on a line of its own: Dovecot may end one that is silent while it makes the box."""
        try:
            return messages(self.web_imap(login), folder)
        except imaplib.IMAP4.abort:
            return -1


def _hang_up(box: imaplib.IMAP4) -> None:
    with suppress(OSError):  # the test said goodbye itself
        box.shutdown()


def messages(box: imaplib.IMAP4, folder: str) -> int:
    status, said = box.status(folder, "(MESSAGES)")
    return int(said[0].split()[-1].strip(b")")) if status == "OK" else -1


def message(subject: str, text: str = "Bonjour", **headers: str) -> bytes:
    lines = {"From": "x@world.example", "To": "y@ac-nord.example", "Subject": subject}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    kind = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
    return f"{head}{kind}Content-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n".encode()


@contextmanager
def running(database: Callable[[Path], tuple[Database, Callable[..., None]]]) -> Iterator[Station]:
    """Everything in a short folder of /tmp, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="pr-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        ears = Ears()
        server = ears.open()
        station = _station(Path(folder), ears, *database(Path(folder)))
        render_dovecot(station.dovecot)
        render_postfix(station.postfix)
        listed = dovecot.programs(station.dovecot) + postfix.programs(station.postfix)
        with launch(station.dovecot.places, listed) as station.engines:
            station.engines.wait_ready(180)
            yield station
        server.shutdown()
        server.server_close()


def _station(folder: Path, ears: Ears, database: Database, execute: Callable[..., None]) -> Station:
    places = Places(folder / "data", folder / "run")
    places.data.mkdir()
    certificate, key = _certificate(folder)
    common: dict[str, Any] = {
        "places": places,
        "ports": some_ports(),
        "database": database,
        "host": "localhost",
        "certificate": certificate,
        "key": key,
        "postmaster": "postmaster@ac-nord.example",
    }
    door = EventDoor(f"http://127.0.0.1:{ears.port}/events", "a-token")
    shape = DovecotShape(
        **common,
        events=door,
        sign_ins=SignInDoor(f"http://127.0.0.1:{ears.port}/sign-ins", "a-token"),
        learning=Learning(ears.port, "a-password"),
        sleep_after=1,
        message_size=5_000_000,
    )
    return Station(shape, PostfixShape(**common, message_size=5_000_000), ears, execute)


def some_ports() -> Ports:
    names = Ports.names()
    return Ports(**dict(zip(names, free_ports(len(names)), strict=True)))


def _certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


def sqlite(folder: Path) -> tuple[Database, Callable[..., None]]:
    path = folder / "db.sqlite3"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.executescript(SCHEMA)
    db.close()

    def execute(query: str, *values: object) -> None:
        with sqlite3.connect(path) as db:
            db.execute(query, values)
        db.close()

    return Database("sqlite", str(path)), execute


def is_over(line: imaplib.IMAP4, within: float = 60.0) -> bool:
    """Whether the server hangs up, a farewell aside."""
    line.socket().settimeout(within)
    try:
        while said := line.readline():
            assert said.startswith((b"* BYE", b"* OK"))
    except TimeoutError:
        return False
    except (OSError, imaplib.IMAP4.abort):
        pass
    return True
