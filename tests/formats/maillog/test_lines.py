"""Lines as the engines wrote them, and the facts they tell."""

from datetime import UTC, datetime

import pytest

from preau.formats.maillog import dovecot, moments, postfix, rspamd

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MOMENT = moments.dated("2026-11-22 09:58:39")
MAIL = "Nov 22 09:58:39 mail postfix/"
LOGIN = "aessai12@ac-poitiers.fr"
BOX = f"2026-11-22 09:58:39 imap({LOGIN})<25967><2zUDr9lgxJd/AAAB>"
LMTP = f"2026-11-22 09:58:39 lmtp({LOGIN})<25949><6C43B7+uAmtdZQAAg+zDdQ><>: Info: sieve: "

POSTFIX = [
    ("cleanup[27580]: 4jXNKB684szLWSf: message-id=<1@x.example>",
     {"kind": "named", "queue": "4jXNKB684szLWSf", "message": "<1@x.example>"}),
    ("qmgr[26437]: 4jXNKB684szLWSf: from=<i@x.example>, size=603, nrcpt=1 (queue active)",
     {"kind": "from", "queue": "4jXNKB684szLWSf", "sender": "i@x.example"}),
    ("qmgr[2]: 4jXNKB684szLWSf: from=<i@x.example>, status=expired, returned to sender",
     {"kind": "expired", "queue": "4jXNKB684szLWSf"}),
    (("lmtp[27611]: 4jXNKB684szLWSf: to=<c@ac.fr>, orig_to=<claire@ac.fr>, relay=mail.localhost[/x/lmtp],"
     " delay=0.34, delays=0.29/0.03/0/0.02, dsn=2.0.0, status=sent (250 2.0.0 <c@ac.fr> 6C43B7+uA Saved)"),
     {"kind": "tried", "queue": "4jXNKB684szLWSf", "login": "c@ac.fr", "address": "claire@ac.fr",
      "status": "sent", "code": "2.0.0", "session": "6C43B7+uA"}),
    (("lmtp[27611]: 4jXNKB684szLWSf: to=<c@ac.fr>, relay=none, delay=3, delays=3/0/0/0, dsn=4.4.1,"
     " status=deferred (connect to mail.localhost[/x/lmtp]: Connection refused)"),
     {"kind": "tried", "queue": "4jXNKB684szLWSf", "login": "c@ac.fr", "address": "c@ac.fr",
      "status": "deferred", "code": "4.4.1", "session": ""}),
    (("smtpd[26447]: NOQUEUE: reject: RCPT from a.example[192.0.2.7]: 552 5.2.2 <c@ac.fr>: Recipient"
     " address rejected: <c@ac.fr>: Boite pleine; from=<i@x.example> to=<c@ac.fr> proto=ESMTP helo=<x>"),
     {"kind": "refused", "queue": "", "code": "552", "status": "5.2.2", "sender": "i@x.example",
      "address": "c@ac.fr"}),
    (("relay/smtpd[3]: 4jXNKC1gfvzLWT9: reject: RCPT from localhost[127.0.0.1]: 550 5.1.1 <b@ac.fr>:"
     " Recipient address rejected: User unknown; from=<> to=<b@ac.fr> proto=ESMTP helo=<x>"),
     {"kind": "refused", "queue": "4jXNKC1gfvzLWT9", "code": "550", "status": "5.1.1", "sender": "",
      "address": "b@ac.fr"}),
    (("redirects/smtpd[3]: NOQUEUE: reject: RCPT from localhost[127.0.0.1]: 550 5.7.1 <b@ac.fr>: Recipient"
     " address rejected: May not be sent on; from=<c@ac.fr> to=<b@ac.fr> proto=ESMTP helo=<x>"), None),
    (("smtp[3]: 4jXNKC1gfvzLWT9: to=<b@else.example>, relay=x[192.0.2.1]:25, delay=1, delays=1/0/0/0,"
     " dsn=2.0.0, status=sent (250 ok)"), None),
    ("smtpd[26447]: connect from localhost[127.0.0.1]", None),
    ("smtpd[26447]: warning: connect to 127.0.0.1:40405: Connection refused", None),
    ("qmgr[26437]: 4jXNKB684szLWSf: removed", None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "fact"), POSTFIX)
def test_postfix_says(line: str, fact: dict[str, object] | None) -> None:
    assert postfix.read(MAIL + line, NOW) == (fact and {"at": MOMENT, **fact})


@pytest.mark.parametrize(
    ("stamp", "now", "moment"),
    [
        ("Nov  2 09:58:39", datetime(2026, 11, 22, tzinfo=UTC), "2026-11-02 09:58:39"),
        ("Dec 31 23:59:59", datetime(2027, 1, 1, tzinfo=UTC), "2026-12-31 23:59:59"),
        ("Feb 29 00:00:00", datetime(2026, 3, 1, tzinfo=UTC), "2024-02-29 00:00:00"),
    ],
)
def test_a_day_without_a_year_is_the_last_one(stamp: str, now: datetime, moment: str) -> None:
    assert moments.undated(stamp, now) == moments.dated(moment)


RSPAMD = "2026-11-22 09:58:39 #26166(rspamd_proxy) <abcffe>; proxy; rspamd_task_write_log: "


def test_rspamd_says_what_it_thinks() -> None:
    line = (
        "id: <1@x.example>, qid: <4jXNKB684szLWSf>, ip: 192.0.2.7, from: <i@x.example>, "
        "(default: S (add header): [6.10/15.00] [FORGED_SENDER(0.30),BAYES_SPAM(5.10),X_Y(-1.00)]),"
        " len: 416, time: 76.094ms, dns req: 0, rcpts: <c@ac.fr,d@ac.fr>, forced: add header"
    )
    assert rspamd.read(RSPAMD + line) == {
        "kind": "judged",
        "at": MOMENT,
        "queue": "4jXNKB684szLWSf",
        "message": "<1@x.example>",
        "sender": "i@x.example",
        "addresses": ["c@ac.fr", "d@ac.fr"],
        "action": "add header",
        "score": 6.1,
        "symbols": {"FORGED_SENDER": 0.3, "BAYES_SPAM": 5.1, "X_Y": -1.0},
    }


def test_rspamd_knows_neither_a_name_nor_a_sender() -> None:
    line = (
        "id: <undef>, qid: <4jX>, ip: 192.0.2.7, (default: F (no action): [0.00/15.00] []), "
        "len: 1, time: 1ms, dns req: 3, rcpts: <c@ac.fr>"
    )
    found = rspamd.read(RSPAMD + line) or {}
    assert (found["message"], found["sender"], found["symbols"]) == ("", "", {})


def test_what_rspamd_scans_for_somebody_else_tells_nothing() -> None:
    line = "id: <a@b>, ip: 192.0.2.7, (default: F (no action): [0.00/15.00] []), dns req: 3"
    assert rspamd.read(RSPAMD + line) is None


FILED = [
    ("msgid=<1@x>: stored mail into mailbox 'INBOX'", {"how": "stored", "folder": "INBOX"}),
    ("msgid=<1@x>: fileinto action: stored mail into mailbox 'Élèves/6e: d'été'",
     {"how": "stored", "folder": "Élèves/6e: d'été"}),
    ("msgid=<1@x>: redirect action: forwarded to <a@else.example>",
     {"how": "forwarded", "address": "a@else.example"}),
    (("msgid=<1@x>: discard action: Marked message to be discarded if not explicitly delivered"
     " (discard action)"), {"how": "discarded"}),
    ("msgid=<1@x>: reject action: rejected message from <i@x> (reject)", {"how": "rejected"}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "how"), FILED)
def test_a_delivery_goes_somewhere(line: str, how: dict[str, str]) -> None:
    assert dovecot.read(LMTP + line) == {
        "at": MOMENT,
        "login": LOGIN,
        "kind": "filed",
        "session": "6C43B7+uAmtdZQAAg+zDdQ",
        "message": "<1@x>",
        **how,
    }


def test_a_message_without_a_name_is_filed_too() -> None:
    found = dovecot.read(LMTP + "msgid=unspecified: stored mail into mailbox 'INBOX'") or {}
    assert (found["message"], found["folder"]) == ("", "INBOX")


DEEDS = [
    ("<work>: Info: expunge: box=Trash, uid=2, msgid=<1@x>",
     {"kind": "erased", "device": "work", "folder": "Trash", "uid": "2", "message": "<1@x>"}),
    ("<17>: Info: copy from INBOX: box=Trash, uid=1, msgid=<1@x>",
     {"kind": "moved", "device": "17", "source": "INBOX", "folder": "Trash", "uid": "1", "message": "<1@x>"}),
    ("<>: Info: delete: box=INBOX, uid=2, msgid=<1@x>",
     {"kind": "marked", "device": "", "folder": "INBOX", "uid": "2", "message": "<1@x>"}),
    ("<>: Info: undelete: box=INBOX, uid=2, msgid=<1@x>",
     {"kind": "unmarked", "device": "", "folder": "INBOX", "uid": "2", "message": "<1@x>"}),
    ("<3>: Info: expunge: box=a, uid=b, uid=2, msgid=<1@x>",
     {"kind": "erased", "device": "3", "folder": "a, uid=b", "uid": "2", "message": "<1@x>"}),
    ("<3>: Info: Mailbox deleted: Temps", {"kind": "folder_deleted", "device": "3", "folder": "Temps"}),
    ("<3>: Info: Mailbox renamed: Temp -> Temps",
     {"kind": "folder_renamed", "device": "3", "folder": "Temp", "name": "Temps"}),
    ("<1>: Info: Disconnected: Logged out in=66 out=1 deleted=0 expunged=0", None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "deed"), DEEDS)
def test_a_deed_names_its_device(line: str, deed: dict[str, str] | None) -> None:
    assert dovecot.read(BOX + line) == (deed and {"at": MOMENT, "login": LOGIN, **deed})
