"""The mail: whole, varied, the same each time, and to nobody real."""

import email
import email.policy
import io
import re
import time
import zipfile
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from preau.ops.demo import cast, mailbox_of, todays_arrivals

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))
ACADEMIES = ["poitiers", "paris", "montpellier", "amiens"]
RESERVED = re.compile(r"(ac-(poitiers|paris|montpellier|amiens)\.fr|example\.(fr|org|net|com))\Z")


def members():
    return [member for academy in ACADEMIES for member in cast(academy)]


@pytest.fixture(scope="module")
def everything():
    return {member: list(mailbox_of(member, NOW)) for member in members()}


@pytest.fixture(scope="module")
def main_box(everything):
    return everything[cast("poitiers")[0]]


def test_all_of_it_takes_under_five_seconds():
    start = time.process_time()
    moment = NOW + timedelta(seconds=1)
    assert sum(1 for member in members() for _ in mailbox_of(member, moment)) > 2000
    assert time.process_time() - start < 5


def test_each_box_holds_enough(everything):
    for member, letters in everything.items():
        assert len(letters) >= (120 if member.is_main else 25), (member.academy, member.part)


def test_twice_the_same_octets(main_box):
    assert list(mailbox_of(cast("poitiers")[0], NOW)) == main_box


def test_everything_is_older_than_now_and_younger_than_two_years(everything):
    for letters in everything.values():
        assert all(NOW - timedelta(days=600) < letter.date < NOW for letter in letters)


def test_lines_end_in_crlf(everything):
    for letters in everything.values():
        assert all(b"\n" not in letter.raw.replace(b"\r\n", b"") for letter in letters)


def test_what_is_not_odd_on_purpose_parses_without_a_defect(everything):
    odd = (b"charset-", b"gep-")
    for letters in everything.values():
        for letter in letters:
            if any(b"Message-ID: <" + mark in letter.raw for mark in odd):
                continue
            message = email.message_from_bytes(letter.raw, policy=email.policy.default)
            assert [d for part in message.walk() for d in part.defects] == []
            assert message["From"].addresses
            assert message["To"].addresses
            assert message["Date"].datetime.utcoffset() is not None


def test_no_address_belongs_to_anybody(everything):
    for letters in everything.values():
        for letter in letters:
            for domain in re.findall(
                rb"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", letter.raw.replace(b"=\r\n", b"")
            ):
                name = domain.decode().rstrip(".")
                known = RESERVED.search(name) or name.endswith((".example", ".invalid"))
                assert known or name in {"01DC0000.DEMO0000", "2x.jpg"}, name


def test_no_link_leads_to_a_real_site(everything):
    for letters in everything.values():
        for letter in letters:
            raw = letter.raw.replace(b"=\r\n", b"")
            for host in re.findall(rb"https?://([\w.-]+)", raw):
                name = host.decode()
                standard = name in {"www.w3.org", "purl.org"}
                phishing = name.startswith("messagerie.ac-")
                assert (
                    standard
                    or phishing
                    or RESERVED.search(name)
                    or name.endswith((".example", ".invalid"))
                ), name


def test_no_brace_is_left_unsaid(main_box):
    for letter in main_box:
        message = email.message_from_bytes(letter.raw, policy=email.policy.default)
        text = message.get_body(("plain",))
        if text and b"charset-" not in letter.raw:
            assert re.search(r"\{\w*[}:]", text.get_content() + message["Subject"]) is None


def test_the_folders_the_guides_suggest_are_used(main_box):
    folders = {letter.folder for letter in main_box}
    wanted = {"INBOX", "Sent", "Drafts", "Junk", "Trash", "Archive", "Parents", "Direction"}
    assert wanted <= folders
    assert {f.partition("/")[0] for f in folders if "/" in f} == {
        "Direction", "Parents", "Réunions", "Élèves",
    }  # fmt: skip


def test_flags_tell_what_was_done(main_box):
    flags = Counter(flag for letter in main_box for flag in letter.flags)
    for flag in ("\\Seen", "\\Answered", "\\Flagged", "\\Draft", "$Forwarded", "$label1", "sortie"):
        assert flags[flag] >= 1, flag
    unread = [letter for letter in main_box if "\\Seen" not in letter.flags]
    assert 3 <= len(unread) <= 40
    assert all("\\Seen" in letter.flags for letter in main_box if letter.folder == "Sent")


def test_an_answer_points_at_what_it_answers(everything):
    letters = everything[cast("poitiers")[0]]
    messages = [email.message_from_bytes(x.raw, policy=email.policy.default) for x in letters]
    ids = {m["Message-ID"] for m in messages}
    answers = [m for m in messages if m["In-Reply-To"]]
    assert len(answers) > 60
    known = [m for m in answers if m["In-Reply-To"] in ids]
    assert len(known) > 50
    assert all(m["References"].split()[-1] == m["In-Reply-To"] for m in answers)
    assert max(len(m["References"].split()) for m in answers) >= 8


def test_the_same_message_has_the_same_octets_in_every_box(everything):
    seen = {}
    for letters in everything.values():
        for letter in letters:
            found = re.search(rb"^Message-ID: (\S+)", letter.raw, re.MULTILINE)
            assert seen.setdefault(found[1], letter.raw) == letter.raw


@pytest.mark.parametrize(
    ("mark", "least"),
    [
        (b"text/html", 30),
        (b"format=flowed", 20),
        (b"MsoNormal", 10),
        (b"charset=iso-8859-15", 2),
        (b"blockquote type=3D", 3),
        (b"iPhone Mail", 3),
        (b"application/pdf", 8),
        (b"image/png", 2),
        (b"application/vnd.oasis.opendocument.text", 4),
        (b"text/csv", 5),
        (b"text/calendar; charset=utf-8; method=REQUEST", 2),
        (b"message/rfc822", 1),
        (b"List-Unsubscribe", 10),
        (b"Content-ID", 1),
        (b"filename*=UTF-8''", 5),
    ],
)
def test_the_kinds_of_message_real_boxes_hold(main_box, mark, least):
    assert sum(mark in letter.raw for letter in main_box) >= least


def attachments(letters, kind):
    for letter in letters:
        message = email.message_from_bytes(letter.raw, policy=email.policy.default)
        for part in message.walk():
            if part.get_content_type() == kind and part.get_filename():
                yield part.get_filename(), part.get_payload(decode=True)


def test_attachments_are_what_they_say(main_box):
    for name, data in attachments(main_box, "application/vnd.oasis.opendocument.text"):
        assert name.endswith(".odt")
        archive = zipfile.ZipFile(io.BytesIO(data))
        assert archive.namelist()[0] == "mimetype"
        assert archive.testzip() is None
    for _, data in attachments(main_box, "application/pdf"):
        table = int(data.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
        assert data[table:].startswith(b"xref\n0 6\n")
        for number, line in enumerate(data[table:].split(b"\n")[3:8], start=1):
            assert data[int(line[:10]) :].startswith(b"%d 0 obj" % number)
    for _, data in attachments(main_box, "image/png"):
        assert data.startswith(b"\x89PNG\r\n\x1a\n")
    for _, data in attachments(main_box, "text/calendar"):
        assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_the_odd_ones_are_there(main_box):
    subjects = [email.message_from_bytes(x.raw, policy=email.policy.default)["Subject"]
                for x in main_box]  # fmt: skip
    assert any(len(s) > 300 for s in subjects)
    phishing = [x for x in main_box if b"messagerie-verification.invalid" in x.raw]
    assert [x.folder for x in phishing] == ["Junk"]
    assert any(b"charset=us-ascii" in x.raw and b"\x80" in x.raw for x in main_box)


@pytest.mark.parametrize("quota", [50_000_000, 50 * 1024**2, 20_000_000])
def test_the_nearly_full_box_is(quota):
    member = next(m for m in cast("paris") if m.is_nearly_full)
    size = sum(len(letter.raw) for letter in mailbox_of(member, NOW, quota_bytes=quota))
    assert 0.95 < size / quota <= 0.962


def test_a_quota_fills_nobody_else(main_box):
    letters = list(mailbox_of(cast("poitiers")[0], NOW, quota_bytes=10**8))
    assert len(letters) == len(main_box)


def test_six_letters_arrive_today_for_the_main_persons_and_one_for_the_others():
    for member in members():
        arrivals = todays_arrivals(member, NOW)
        assert len(arrivals) == (6 if member.is_main else 1)
        for sender, raw in arrivals:
            message = email.message_from_bytes(raw, policy=email.policy.default)
            assert message["From"].addresses[0].addr_spec == sender
            assert member.address in str(message["To"])
            assert NOW - timedelta(hours=2) < message["Date"].datetime <= NOW


def test_another_day_works_as_well():
    for now in (
        datetime(2027, 1, 2, 3, tzinfo=NOW.tzinfo),
        datetime(2025, 8, 15, tzinfo=NOW.tzinfo),
    ):
        letters = list(mailbox_of(cast("amiens")[0], now))
        assert len(letters) >= 120
        assert all(letter.date < now for letter in letters)
