"""The same post office on PostgreSQL: the engines read the same views."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from preau.engines.errors import MailRefused
from preau.engines.places import Database
from tests.engines.post_office import must_be_possible
from tests.engines.station import SCHEMA, Station, message, running, some_ports

pytestmark = pytest.mark.engines
BIN = Path("/usr/lib/postgresql/15/bin")
PASSWORD = "p#w $d'e"


@pytest.fixture(scope="module")
def office() -> Iterator[Station]:
    must_be_possible()
    if not (BIN / "initdb").exists():
        pytest.skip("PostgreSQL 15 is not installed.")
    with server() as database, running(lambda _: (database, executing(database))) as started:
        yield started


def test_people_come_in_and_mail_arrives(office: Station) -> None:
    login = office.person("adam")
    office.client_imap("adam.adam@ac-nord.example", "adam-pw").logout()
    office.arrives("adam.adam@ac-nord.example", message("Bonjour"))
    office.waits_for(login, "INBOX", 1)
    office.relay.submit(login, "adam.adam@ac-nord.example", [login], message("Encore"))
    office.waits_for(login, "INBOX", 2)
    office.lines.pop_all().close()


def test_refusals_are_the_same(office: Station) -> None:
    login, full = office.person("berthe"), office.person("carl", quota=10)
    for recipient, reason in (
        ("no@ac-nord.example", "User unknown"),
        (full, "larger than the whole mailbox"),
    ):
        with pytest.raises(MailRefused, match=reason):
            office.relay.submit(login, login, [recipient], message("Non"))
    with pytest.raises(MailRefused, match="not owned by user"):
        office.relay.submit(login, full, [login], message("Non"))
    office.lines.pop_all().close()


def test_absences_are_read_from_their_table(office: Station) -> None:
    away, other = office.person("dora"), office.person("emile")
    script = f'require "vacation"; vacation :addresses "{away}" "L’été, « loin ».";'
    office.execute("INSERT INTO absence VALUES (?, ?, ?, ?)", away, "absence", "1", script)
    office.relay.submit(other, other, [away], message("Là ?", From=other, To=away))
    box = office.waits_for(other, "INBOX", 1)
    _, said = box.fetch("1", "(BODY[TEXT])")
    assert said[0][1].decode().strip() == "L’été, « loin »."
    office.lines.pop_all().close()


@contextmanager
def server() -> Iterator[Database]:
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    shutil.chown(folder, "postgres", "postgres")
    (folder / "password").write_text(PASSWORD)
    (folder / "password").chmod(0o644)
    port = some_ports().web
    create(folder)
    running = subprocess.Popen(
        [BIN / "postgres", "-D", folder / "data", "-p", str(port), "-k", folder, "-F"],
        user="postgres", group="postgres", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder,
    )  # fmt: skip
    try:
        database = Database("postgresql", "postgres", "127.0.0.1", port, "postgres", PASSWORD)
        fill(database)
        yield database
    finally:
        running.terminate()
        running.wait()
        shutil.rmtree(folder)


def create(folder: Path) -> None:
    subprocess.run(
        [BIN / "initdb", "-D", folder / "data", "-A", "scram-sha-256", "--pwfile", folder / "password",
         "--no-sync", "-U", "postgres", "-E", "UTF8", "--locale", "C.UTF-8"],
        user="postgres", group="postgres", check=True, capture_output=True, cwd=folder,
    )  # fmt: skip


def fill(database: Database) -> None:
    limit = time.monotonic() + 120
    while True:
        try:
            with connection(database) as db:
                db.execute(SCHEMA)
            return
        except psycopg.OperationalError:
            assert time.monotonic() < limit
            time.sleep(0.1)


def connection(database: Database) -> psycopg.Connection:
    return psycopg.connect(
        host=database.host, port=database.port, dbname=database.name,
        user=database.user, password=database.password,
    )  # fmt: skip


def executing(database: Database) -> Callable[..., None]:
    def execute(query: str, *values: object) -> None:
        with connection(database) as db:
            db.execute(query.replace("?", "%s"), values)

    return execute
