"""Administration: quotas, kicks, the index, and what is said when it cannot be done."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from preau.engines.dovecot.doveadm import FOLDERS, Doveadm, Quota, Session
from preau.engines.errors import EngineAway, Missing
from tests.engines.station import Station, is_over, message, some_ports
from tests.house.waiting import eventually

pytestmark = pytest.mark.engines


def test_the_quota_comes_from_the_database_and_counts_what_is_stored(station: Station) -> None:
    login = station.person("agathe", quota=1_048_576)
    assert station.doveadm.quota(login) == Quota(0, 1_048_576)
    station.web_imap(login).append("INBOX", "", "", message("Gros", "x" * 100_000))
    station.doveadm.recalculate_quota(login)
    assert station.doveadm.quota(login).used // 1024 in (97, 98)


def test_a_mailbox_without_a_quota_of_its_own_has_the_installations(station: Station) -> None:
    login = station.person("benoit", quota=0)
    assert station.doveadm.quota(login).limit == station.dovecot.quota_default


def test_a_folders_state_is_told(station: Station) -> None:
    login = station.person("cyril")
    station.web_imap(login).append("INBOX", "", "", message("Un"))
    told = station.doveadm.status(login, "INBOX")
    assert (told.messages, told.unseen, told.uidnext) == (1, 1, 2)


def test_folders_are_made_before_anybody_comes_and_those_that_are_there_are_left(
    station: Station,
) -> None:
    login = station.person("cyrille")
    station.web_imap(login).append("Trash", "", "", message("Un"))
    station.doveadm.make_folders(login)
    station.doveadm.make_folders(login)
    told = {name: station.doveadm.status(login, name).messages for name in FOLDERS}
    assert told == dict.fromkeys(FOLDERS, 0) | {"Trash": 1}


def test_the_index_can_be_made_anew(station: Station) -> None:
    login = station.person("denise")
    box = station.web_imap(login)
    box.append("INBOX", "", "", message("Un", "chrysanthème"))
    station.doveadm.rescan(login)
    station.doveadm.index(login)
    box.select("INBOX")
    assert box.search("UTF-8", 'BODY "chrysantheme"') == ("OK", [b"1"])


def test_expunged_messages_leave_the_index_at_night(station: Station) -> None:
    login = station.person("estelle")
    box = station.web_imap(login)
    for text in ("chrysanthème", "dahlia"):
        box.append("INBOX", "", "", message("Fleur", text))
    station.doveadm.index(login)
    box.select("INBOX")
    box.store("1", "+FLAGS", "\\Deleted")
    box.expunge()
    notes = next(station.dovecot.places.mail.glob("*/estelle/mail/xapian-indexes/*_exp.db"))
    assert noted(notes) == [(1,)]
    station.doveadm.optimize_all()
    assert noted(notes) == []
    assert box.search("UTF-8", 'BODY "dahlia"') == ("OK", [b"1"])


def test_sessions_are_ended(station: Station) -> None:
    login = station.person("edmond")
    box = station.client_imap(login, "edmond-pw")
    assert eventually(lambda: station.doveadm.connected(login)) == [Session("imap", "127.0.0.1")]
    station.doveadm.kick(login)
    assert is_over(box)
    assert station.doveadm.connected(login) == []
    station.doveadm.kick(login)


def test_what_does_not_exist_is_missing(station: Station) -> None:
    login = station.person("fanny")
    with pytest.raises(Missing):
        station.doveadm.quota("nobody@ac-nord.example")
    with pytest.raises(Missing):
        station.doveadm.status(login, "Nowhere")


def test_a_wrong_key_or_a_silent_port_is_an_engine_away(station: Station) -> None:
    ours, others = station.ports, some_ports()
    for door in (
        Doveadm(ours.doveadm, ours.doveadm_boxes, "wrong"),
        Doveadm(others.doveadm, others.doveadm_boxes, "x"),
    ):
        with pytest.raises(EngineAway):
            door.quota("fanny@ac-nord.example")


def noted(path: Path) -> list[tuple[int]]:
    """The UIDs that the index still has to forget."""
    with closing(sqlite3.connect(path)) as notes:
        return notes.execute("SELECT ID FROM docs").fetchall()
