"""What becomes of a message between Postfix and the mailbox, with the real engines."""

import http.client
import io
import os
import signal
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from preau.engines.places import Places
from preau.engines.supervisor import control, status
from tests.engines.rspamd.shield import (
    EICAR,
    GTUBE,
    JUNK_PATTERN,
    Shield,
    letter,
    running,
    shape,
)

pytestmark = pytest.mark.engines

STRANGER = "someone@client.example.org"
TEACHER = "a.martin@ac-poitiers.fr"
VIRUS_REFUSED = (
    "554 5.7.1 Message refuse : il contient un virus (Preau.Eicar-Test.UNOFFICIAL)"
    " / Message refused: it carries a virus"
)
NOT_THEIRS = (
    "554 5.7.1 L'adresse de l'expediteur n'est pas la votre / The From address is not yours"
)


@pytest.fixture(scope="module")
def shield(lasting_places: Places) -> Iterator[Shield]:
    wanted = shape(
        lasting_places,
        21020,
        test_patterns=True,
        refuse_unscanned=True,
        messages_an_hour=4,
        learns_needed=2,
    )
    with running(wanted) as engines:
        yield engines


def test_an_ordinary_message_is_accepted_and_says_so(shield: Shield) -> None:
    verdict = shield.judge(letter(STRANGER), STRANGER)
    assert (verdict.action, verdict.header("X-Spam")) == ("accept", None)
    assert (verdict.header("X-Spam-Status") or "").startswith("No, score=")
    assert (verdict.header("Authentication-Results") or "").startswith("mx.example;")


def test_the_opinion_of_a_stranger_on_spam_and_signatures_is_taken_out(shield: Shield) -> None:
    forged = letter(STRANGER)
    for name in ("X-Spam", "X-Spam-Status", "X-Spam-Flag", "Authentication-Results", "X-Virus"):
        forged[name] = "yes; dkim=pass header.d=ac-paris.fr"
    removed = {name for name, _ in shield.judge(forged, STRANGER).removed}
    assert removed == {
        "X-Spam",
        "X-Spam-Status",
        "X-Spam-Flag",
        "Authentication-Results",
        "X-Virus",
    }


def attached(content: bytes, name: str) -> EmailMessage:
    message = letter(STRANGER)
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("notes.doc", content)
    return packed.getvalue()


def forwarded(inner: EmailMessage) -> EmailMessage:
    message = letter(STRANGER)
    message.add_attachment(inner)
    return message


@pytest.mark.parametrize(
    "message",
    [
        attached(EICAR, "notes.doc"),
        attached(zipped(EICAR), "notes.zip"),
        letter(STRANGER, EICAR.decode() + "\n"),
        forwarded(attached(EICAR, "notes.doc")),
    ],
    ids=["attached", "zipped", "as text", "forwarded"],
)
def test_a_virus_is_refused_with_its_name(shield: Shield, message: EmailMessage) -> None:
    verdict = shield.judge(message, STRANGER)
    assert (verdict.action, verdict.reply) == ("reply", VIRUS_REFUSED)


def test_a_virus_from_a_colleague_is_refused_too(shield: Shield) -> None:
    message = letter("virus@ac-poitiers.fr")
    message.add_attachment(EICAR, maintype="application", subtype="pdf", filename="a.pdf")
    verdict = shield.judge(message, "virus@ac-poitiers.fr", user="virus@ac-poitiers.fr")
    assert verdict.reply == VIRUS_REFUSED


def test_gtube_is_refused(shield: Shield) -> None:
    verdict = shield.judge(letter(STRANGER, f"{GTUBE}\n"), STRANGER)
    assert (verdict.action, verdict.reply[:9]) == ("reply", "554 5.7.1")


def test_the_junk_pattern_is_marked_as_spam(shield: Shield) -> None:
    verdict = shield.judge(letter(STRANGER, f"{JUNK_PATTERN}\n"), STRANGER)
    assert (verdict.action, verdict.header("X-Spam")) == ("accept", "Yes")


@pytest.mark.parametrize(
    ("written", "envelope"),
    [
        (TEACHER, TEACHER),
        ("A.Martin@AC-Poitiers.fr", TEACHER),
        ("secretariat@ac-paris.fr", "secretariat@ac-paris.fr"),
    ],
    ids=["their own", "in capitals", "a functional box elsewhere"],
)
def test_what_a_person_sends_is_signed_for_the_domain_they_write_from(
    shield: Shield, written: str, envelope: str
) -> None:
    person = f"{envelope.partition('@')[0]}.login@ac-poitiers.fr"
    verdict = shield.judge(letter(written), envelope, user=person)
    signature = verdict.header("DKIM-Signature") or ""
    domain = envelope.partition("@")[2]
    assert (verdict.action, f"d={domain};" in signature) == ("accept", True)


def test_a_stranger_who_writes_in_our_name_is_not_signed(shield: Shield) -> None:
    assert shield.judge(letter(TEACHER), TEACHER).header("DKIM-Signature") is None
    local = shield.judge(letter(TEACHER), TEACHER, client="127.0.0.1")
    assert local.header("DKIM-Signature") is None


def test_an_absence_answered_by_our_own_dovecot_is_signed(shield: Shield) -> None:
    answer = letter(TEACHER)
    answer["Auto-Submitted"] = "auto-replied (vacation)"
    ours = {"client": "127.0.0.1", "daemon": "relay.mx.example"}
    assert shield.judge(answer, "", **ours).header("DKIM-Signature") is not None


def test_a_redirected_message_is_not_signed_in_our_name(shield: Shield) -> None:
    ours = {"client": "127.0.0.1", "daemon": "relay.mx.example"}
    assert shield.judge(letter(TEACHER), STRANGER, **ours).header("DKIM-Signature") is None


def several(*senders: str) -> bytes:
    first, *others = senders
    raw = letter(first).as_bytes()
    return b"".join(f"From: <{other}>\n".encode() for other in others) + raw


@pytest.mark.parametrize(
    ("raw", "envelope"),
    [
        (letter("recteur@ac-poitiers.fr").as_bytes(), TEACHER),
        (letter(f"{TEACHER}>, <recteur@ac-poitiers.fr").as_bytes(), TEACHER),
        (several(TEACHER, "recteur@ac-poitiers.fr"), TEACHER),
        (several("recteur@ac-poitiers.fr", TEACHER), TEACHER),
        (letter(TEACHER).as_bytes(), ""),
        (letter("nobody").as_bytes(), TEACHER),
    ],
    ids=["another", "two in one", "hidden above", "hidden below", "no envelope", "no address"],
)
def test_a_person_cannot_write_in_the_name_of_another(
    shield: Shield, raw: bytes, envelope: str
) -> None:
    verdict = shield.judge(raw, envelope, user="mallory@ac-poitiers.fr")
    assert (verdict.action, verdict.reply) == ("reply", NOT_THEIRS)


def test_a_stranger_may_have_another_envelope_sender(shield: Shield) -> None:
    assert shield.judge(letter(STRANGER), "bounce@list.example.org").action == "accept"


def test_the_fifth_message_of_the_hour_waits(shield: Shield) -> None:
    person = "chatty@ac-poitiers.fr"
    verdicts = [shield.judge(letter(person), person, user=person) for _ in range(8)]
    assert verdicts[0].action == "accept"
    assert verdicts[-1].reply[:3] == "451"


def test_the_login_of_a_person_does_not_travel(shield: Shield) -> None:
    verdict = shield.judge(letter(TEACHER), TEACHER, user="private.login@ac-poitiers.fr")
    assert "private.login" not in repr(verdict.added)


def learn(shield: Shield, kind: str, message: bytes, password: str) -> int:
    line = http.client.HTTPConnection("127.0.0.1", shield.shape.ports.rspamd_controller)
    line.request("POST", f"/learn{kind}", message, {"Password": password})
    status_code = line.getresponse().status
    line.close()
    return status_code


def test_the_controller_asks_for_its_password(shield: Shield) -> None:
    assert learn(shield, "spam", letter(STRANGER).as_bytes(), "wrong") == 401


def test_what_is_moved_to_junk_teaches(shield: Shield) -> None:
    spam = "Gagnez un fabuleux casino gratuit maintenant, cliquez vite sur cette loterie numero"
    ham = "La reunion du conseil pedagogique commence mardi avec les professeurs principaux numero"
    for number in range(2):
        for kind, words in (("spam", spam), ("ham", ham)):
            message = letter(STRANGER, f"{words} {'mot ' * number}{number}\n").as_bytes()
            assert learn(shield, kind, message, shield.shape.password) == 200
    shield.judge(letter(STRANGER, f"{spam} dix\n"), STRANGER)
    assert "BAYES_SPAM(" in shield.log()


def test_no_word_of_a_message_is_in_a_log(shield: Shield) -> None:
    message = letter(STRANGER, "Le mot de passe est perroquet: http://perroquet.example/x\n")
    message.add_attachment(b"x", maintype="text", subtype="csv", filename="perroquet.csv")
    shield.judge(message, STRANGER)
    shield.judge(attached(EICAR, "perroquet.doc"), STRANGER)
    shield.judge(letter(STRANGER, f"perroquet {GTUBE}\n"), STRANGER)
    logs = "".join(path.read_text() for path in shield.places.logs.glob("*.log"))
    assert [word for word in ("secret entre", "perroquet", "Personne") if word in logs] == []


def test_without_antivirus_mail_waits_and_passes_again_after(shield: Shield) -> None:
    control.stop(shield.places, "clamd")
    try:
        assert status(shield.places).away == ("clamd",)
        verdict = shield.judge(attached(b"a note", "note.txt"), STRANGER)
        assert verdict.reply == (
            "451 4.7.1 Antivirus indisponible, reessayez plus tard"
            " / Antivirus away, try again later"
        )
    finally:
        control.start(shield.places, "clamd")
    assert shield.judge(attached(b"another note", "note.txt"), STRANGER).action == "accept"


def test_without_redis_mail_still_passes(shield: Shield) -> None:
    control.stop(shield.places, "redis")
    try:
        assert shield.judge(letter(STRANGER), STRANGER).action == "accept"
    finally:
        control.start(shield.places, "redis")


def test_a_killed_rspamd_is_back_with_its_ports(shield: Shield) -> None:
    former = status(shield.places).of("rspamd").pid
    os.kill(former, signal.SIGKILL)
    assert control.wait_until(
        shield.places, lambda now: now.all_ready and now.of("rspamd").pid != former, 30
    )
    assert shield.judge(letter(STRANGER), STRANGER).action == "accept"
