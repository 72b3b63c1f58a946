"""The folders a new mailbox has, what its messages carry, what its changes tell the web."""

import re

import pytest

from tests.engines.station import Station, message
from tests.house.waiting import eventually

pytestmark = pytest.mark.engines

ATTACHED = b"""\
From: x@world.example\r
To: y@ac-nord.example\r
Subject: Piece jointe\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary=b\r
\r
--b\r
Content-Type: text/plain; charset=utf-8\r
\r
Voir le fichier.\r
--b\r
Content-Type: application/pdf; name=a.pdf\r
Content-Disposition: attachment; filename=a.pdf\r
Content-Transfer-Encoding: base64\r
\r
JVBERi0=\r
--b--\r
"""


def test_a_new_mailbox_has_the_folders_of_special_use(station: Station) -> None:
    box = station.web_imap(station.person("anna"))
    found = {
        re.sub(rb'.*"/" ', b"", line).decode(): re.findall(r"\\(Dr\w+|Se\w+|J\w+|T\w+|A\w+)", line.decode())
        for line in box.list()[1]
        if isinstance(line, bytes)
    }  # fmt: skip
    assert found == {
        "INBOX": [],
        "Drafts": ["Drafts"],
        "Sent": ["Sent"],
        "Junk": ["Junk"],
        "Trash": ["Trash"],
        "Archive": ["Archive"],
    }


def test_virtual_folders_answer_to_their_names_and_show_in_no_list(station: Station) -> None:
    login = station.person("bela")
    box = station.web_imap(login)
    for folder in ("INBOX", "Archive", "Junk", "Trash"):
        box.append(folder, "", "", message(f"In {folder}"))
    assert box.select("virtual/All")[1] == [b"2"]
    assert box.select("virtual/Everything")[1] == [b"4"]
    assert not [line for line in box.list()[1] if b"virtual" in line]


def test_a_message_says_whether_it_has_attachments(station: Station) -> None:
    box = station.web_imap(station.person("cleo"))
    box.append("INBOX", "", "", ATTACHED)
    box.append("INBOX", "", "", message("Sans"))
    box.select("INBOX")
    assert b"$HasAttachment" in box.fetch("1", "(FLAGS)")[1][0]
    assert b"$HasNoAttachment" in box.fetch("2", "(FLAGS)")[1][0]


def test_changes_are_told_to_the_web_without_a_word_of_the_message(station: Station) -> None:
    login = station.person("dora")
    station.arrives(login, message("Secret affair"))
    box = station.waits_for(login, "INBOX", 1)
    box.store("1", "+FLAGS", "\\Flagged")
    box.store("1", "-FLAGS", "\\Flagged")
    box.create("Projets")
    box.copy("1", "Projets")
    box.rename("Projets", '"Projets &AOk-"')
    box.store("1", "+FLAGS", "\\Deleted")
    box.expunge()
    box.delete('"Projets &AOk-"')
    wanted = {
        ("MessageNew", "INBOX"),
        ("FlagsSet", "INBOX"),
        ("FlagsClear", "INBOX"),
        ("MailboxCreate", "Projets"),
        ("MessageAppend", "Projets"),
        ("MailboxRename", "Projets é"),
        ("MessageExpunge", "INBOX"),
        ("MailboxDelete", "Projets é"),
    }

    def told() -> set[tuple[str, str]]:
        return {(event["event"], event["mailbox"]) for event in station.ears.events(login)}

    eventually(lambda: wanted <= told())
    posted = [post for post in station.ears.posts if login.encode() in post[2]]
    assert {headers["Authorization"] for _, headers, _ in posted} == {"Bearer a-token"}
    assert not [body for path, _, body in posted if path == "/events" and b"Secret" in body]


def test_a_list_has_what_it_asks_for_at_hand(station: Station) -> None:
    box = station.web_imap(station.person("elsa"))
    for name in (
        b"SORT=DISPLAY", b"THREAD=REFS", b"PREVIEW", b"ESEARCH", b"CONDSTORE", b"MOVE", b"STATUS=SIZE",
        b"SPECIAL-USE", b"LIST-STATUS", b"LITERAL+", b"METADATA", b"COMPRESS=DEFLATE", b"QUOTA", b"BINARY",
    ):  # fmt: skip
        assert name.decode() in box.capability()[1][0].decode().split()
