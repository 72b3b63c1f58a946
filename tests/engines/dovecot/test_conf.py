"""What is written for Dovecot and Postfix, before anything runs."""

from pathlib import Path

import pytest

from preau.engines.dovecot import programs as dovecot
from preau.engines.dovecot.render import connect
from preau.engines.places import Database
from preau.engines.postfix import programs as postfix
from preau.engines.postfix.render import hosts, lookup
from tests.engines.station import Station

POSTGRESQL = Database("postgresql", "preau", "db.example", 5433, "preau", "p'w \\d")


@pytest.mark.parametrize(
    ("database", "expected"),
    [
        (Database("sqlite", "/srv/preau/db"), "/srv/preau/db"),
        (
            POSTGRESQL,
            "host=db.example port=5433 dbname=preau user=preau password='p\\'w \\\\d'",
        ),
        (Database("postgresql", "preau", "/run/pg"), "host=/run/pg port=5432 dbname=preau"),
    ],
)
def test_dovecot_is_told_where_the_database_is(database: Database, expected: str) -> None:
    assert connect(database) == expected


@pytest.mark.parametrize(
    ("database", "expected"),
    [
        (POSTGRESQL, "db.example:5433"),
        (
            Database("postgresql", "preau", "/run/pg"),
            "postgresql:///preau?host=/run/pg&port=5432",
        ),
    ],
)
def test_postfix_is_told_where_the_server_is(database: Database, expected: str) -> None:
    assert hosts(database) == expected


def test_postfix_asks_sqlite_by_its_file() -> None:
    assert (
        lookup(Database("sqlite", "/srv/db"), "SELECT 1") == "dbpath = /srv/db\nquery = SELECT 1\n"
    )


@pytest.mark.engines
def test_the_engines_own_checkers_find_nothing(station: Station) -> None:
    assert dovecot.check(station.dovecot) == []
    assert postfix.check(station.postfix) == []


@pytest.mark.engines
def test_a_mistake_is_told_in_the_checkers_words(station: Station, tmp_path: Path) -> None:
    conf = station.dovecot.conf / "mail.conf"
    kept = conf.read_text()
    conf.write_text("nonsense = yes\n")
    try:
        assert ["Unknown setting: nonsense" in said for said in dovecot.check(station.dovecot)] == [
            True
        ]
    finally:
        conf.write_text(kept)


@pytest.mark.engines
def test_secrets_are_closed_to_strangers(station: Station) -> None:
    secrets = [
        station.dovecot.master_secret, station.dovecot.doveadm_key, "a-token", "a-password",
    ]  # fmt: skip
    told = [
        path.name
        for folder in (station.dovecot.conf, station.postfix.conf)
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_mode & 0o004 and any(s in path.read_text(errors="replace") for s in secrets)
    ]  # fmt: skip
    assert told == []


@pytest.mark.engines
def test_no_log_holds_what_a_message_says(station: Station) -> None:
    login = station.person("zita")
    box = station.web_imap(login)
    for marker in ("Dossier Kappa", "Corps Lambda"):
        text = f"Subject: {marker}\r\nFrom: x@world.example\r\n\r\nCorps Lambda et {marker}\r\n"
        station.arrives(login, text.encode())
        box.append("INBOX", "", "", text.encode())
    opened = station.waits_for(login, "INBOX", 4)
    opened.search("UTF-8", 'TEXT "Kappa"')
    said = "".join(path.read_text() for path in station.dovecot.places.logs.glob("*.log"))
    assert [word for word in ("Kappa", "Lambda") if word in said] == []
    assert "zita" in said
