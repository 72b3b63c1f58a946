"""The real path of a message: SMTP, spam and viruses, quota, Sieve; accepted once, or refused in words."""

import io
import smtplib
import zipfile
from email.message import EmailMessage

import pytest

from preau.identity.models import Mailbox
from tests.house.cast import Cast, Person, open_school
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import EICAR, GTUBE, ONLY_MARKED, SECRET, STRANGER, letter, unique
from tests.house.waiting import eventually


def refused(house: House, made: object, *to: str, **how: str) -> tuple[int, str]:
    """The code and the words an SMTP server says no with."""
    with pytest.raises(smtplib.SMTPException) as raised:
        arrives(house, made, *to, **how)  # type: ignore[arg-type]
    return said_by(raised.value)


def said_by(error: BaseException) -> tuple[int, str]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    else:
        assert isinstance(error, smtplib.SMTPResponseException)
        code, words = error.smtp_code, error.smtp_error
    return code, words.decode() if isinstance(words, bytes) else words


def test_a_letter_from_the_world_arrives(house: House, hire: Engage) -> None:
    person, subject = hire(), unique("Bonjour")
    arrives(house, letter(subject, to=person.address), person.address)
    got = person.program().waits_for(subject)
    assert got.get_content().split()[0] == "Bonjour"


def test_one_letter_reaches_everyone_it_names(house: House, hire: Engage) -> None:
    one, other, subject = hire("Claire"), hire("Odile", academy="paris"), unique("Tous")
    arrives(house, letter(subject), one.address, other.address)
    assert [bool(person.program().waits_for(subject)) for person in (one, other)] == [True, True]


def test_an_unknown_recipient_is_refused_at_once_in_words(house: House) -> None:
    code, words = refused(house, letter(), "personne.du.tout@ac-poitiers.fr")
    assert (code, "personne.du.tout@ac-poitiers.fr" in words) == (550, True)


def test_what_a_stranger_says_of_spam_counts_for_nothing(house: House, hire: Engage) -> None:
    """Our filter gives five points for it, and our sieve files it as junk."""
    person, subject = hire(), unique("Honnête")
    said = {"X_Spam": "Yes", "X_Spam_Flag": "YES", "X_Spam_Status": "Yes, score=99"}
    inner = letter("Dedans", X_Spam="Yes")
    made = letter(subject, to=person.who, X_Rspamd_Action="reject", **said)
    made.add_attachment(inner)
    arrives(house, made, person.address)
    got = person.program().waits_for(subject)
    assert (got["X-Spam"], got["X-Spam-Flag"], got["X-Rspamd-Action"]) == (None, None, None)
    assert score(got) < 5
    enclosed = next(part for part in got.walk() if part.get_content_type() == "message/rfc822")
    assert enclosed.get_payload(0)["X-Spam"] == "Yes"  # type: ignore[index]


def test_what_a_colleagues_program_says_of_spam_counts_for_nothing_either(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Transmis")
    made = letter(subject, sender=claire.who, to=karim.who, X_Spam="Yes", X_Spam_Flag="YES")
    claire.program().send(made, karim.address, sender=claire.address)
    assert karim.program().waits_for(subject)["X-Spam"] is None


def score(got: EmailMessage) -> float:
    return float(str(got["X-Spam-Status"]).partition("score=")[2].split()[0])


def test_a_letter_to_everybody_in_bcc_looks_hardly_more_like_spam(
    house: House, hire: Engage
) -> None:
    person, named, hidden = hire(), unique("Nommé"), unique("Caché")
    arrives(house, letter(named, to=person.who), person.address)
    arrives(house, letter(hidden, to=STRANGER), person.address)
    scores = [score(person.program().waits_for(subject)) for subject in (named, hidden)]
    assert round(scores[1] - scores[0], 2) <= 0.2


def test_nothing_is_relayed_for_a_stranger(house: House) -> None:
    code, _words = refused(house, letter(), "quelqu.un@ailleurs.example")
    assert code == 554


def test_a_detail_after_plus_still_reaches_its_owner(house: House, hire: Engage) -> None:
    person, subject = hire(), unique("Détail")
    arrives(house, letter(subject), person.address.replace("@", "+projet@"))
    person.program().waits_for(subject)


@pytest.mark.parametrize("wrap", ["text", "attachment", "zip"])
def test_a_virus_is_refused_at_once_in_words(house: House, hire: Engage, wrap: str) -> None:
    person = hire()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("eicar.com", EICAR)
    made = {
        "text": letter("Virus", EICAR),
        "attachment": letter(
            "Virus", attachments=(("e.com", "application/x-dos", EICAR.encode()),)
        ),
        "zip": letter("Virus", attachments=(("e.zip", "application/zip", packed.getvalue()),)),
    }[wrap]
    code, words = refused(house, made, person.address)
    assert (code, "virus" in words) == (554, True)
    assert person.program().subjects() == []


def test_the_text_that_every_filter_calls_spam_is_refused(house: House, hire: Engage) -> None:
    person = hire()
    code, _words = refused(house, letter("Réclame", GTUBE), person.address)
    assert (code, person.program().subjects("Junk")) == (554, [])


def test_what_looks_like_spam_waits_in_junk(house: House, hire: Engage) -> None:
    person, subject = hire(), unique("Réclame")
    arrives(house, letter(subject, ONLY_MARKED), person.address)
    person.program().waits_for(subject, "Junk")
    assert person.program().subjects() == []


@pytest.mark.parametrize(
    "text", ["Bonjour à toutes et à tous.", "Été à Évreux : où ça ?", "Élève reçu à l’école."]
)
def test_a_short_french_letter_in_blind_copy_is_no_spam(hire: Engage, text: str) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Élève")
    made = letter(subject, text, sender=claire.who, to="Tous <tous@ac-poitiers.fr>")
    claire.program().send(made, karim.address, sender=claire.address)
    karim.program().waits_for(subject)


def test_a_full_mailbox_does_not_keep_the_letter_from_the_others(
    house: House, hire: Engage
) -> None:
    full, other, subject = hire(quota=100_000), hire("Karim"), unique("Autres")
    full.program().keep(letter(text="x" * 95_000))
    arrives(house, letter(subject, "x" * 30_000), full.address, other.address)
    other.program().waits_for(subject)


def test_a_letter_too_big_for_anybody_is_refused(house: House, hire: Engage) -> None:
    """Once it is known whom it is for, so that they can be told."""
    limit = house.made.postfix.message_size
    person = hire(quota=2 * limit)
    with smtplib.SMTP("127.0.0.1", house.ports.smtp, local_hostname="lointain.example") as line:
        line.ehlo()
        line.mail("irene@[192.0.2.7]", [f"SIZE={limit + 1}"])
        code, words = line.rcpt(person.address)
    assert (code, b"The message is too large" in words) == (552, True)


def send_as(person: Person, sender: str, header: str, to: str) -> tuple[int, str]:
    with pytest.raises(smtplib.SMTPException) as raised:
        person.program().send(letter("Usurpé", sender=header), to, sender=sender)
    return said_by(raised.value)


def test_a_client_may_not_use_a_colleagues_envelope(cast: Cast) -> None:
    code, _words = send_as(cast.karim, cast.claire.address, cast.claire.who, cast.claire.address)
    assert code == 553


def test_a_client_may_not_write_a_colleagues_name_in_from(cast: Cast) -> None:
    code, words = send_as(cast.karim, cast.karim.address, cast.claire.who, cast.claire.address)
    assert (code, "From" in words) == (554, True)


def test_a_client_may_not_write_as_the_schools_box_it_does_not_work_in(cast: Cast) -> None:
    code, _words = send_as(
        cast.karim, cast.school.address, cast.school.address, cast.claire.address
    )
    assert code == 553


def test_who_works_in_the_schools_box_may_write_as_it(cast: Cast, hire: Engage) -> None:
    other, subject = hire(), unique("École")
    made = letter(subject, sender=f"Lycée <{cast.school.address}>")
    cast.claire.program().send(made, other.address, sender=cast.school.address)
    assert other.program().waits_for(subject)["From"].addresses[0].addr_spec == cast.school.address


@pytest.mark.parametrize("is_kept_open", [True, False])
def test_nobody_sends_as_a_box_that_was_closed(hire: Engage, *, is_kept_open: bool) -> None:
    """Also by a device, whose own sender a view of its own finds."""
    claire = hire("Claire")
    school = open_school(members=(claire,))
    made = letter(sender=f"Lycée <{school.addresses.get().address}>", to=claire.address)
    Mailbox.objects.filter(pk=school.pk).update(is_active=is_kept_open)
    code = sent_as(claire, school.addresses.get().address, made)
    assert code == (0 if is_kept_open else 553)


def sent_as(person: Person, sender: str, made: EmailMessage) -> int:
    """The code of the refusal; 0 when it left."""
    try:
        person.program().send(made, person.address, sender=sender)
    except smtplib.SMTPException as error:
        return said_by(error)[0]
    return 0


def test_the_world_may_not_send_without_signing_in(house: House, cast: Cast) -> None:
    from tests.house.client import trusting

    with smtplib.SMTP("localhost", house.ports.submission) as line:
        line.starttls(context=trusting(house.authority))
        with pytest.raises(smtplib.SMTPException) as raised:
            line.sendmail(cast.claire.address, [cast.karim.address], b"Subject: x\r\n\r\nx")
    assert said_by(raised.value)[0] == 553


def test_who_is_suspended_neither_reads_nor_sends_with_a_device(cast: Cast) -> None:
    import imaplib

    program = cast.nadia.program()
    with pytest.raises(imaplib.IMAP4.error), program.imap():
        pass
    with pytest.raises(smtplib.SMTPAuthenticationError), program.smtp():
        pass


def test_the_password_of_the_web_opens_no_device(cast: Cast) -> None:
    import imaplib

    from tests.house.cast import PASSWORD
    from tests.house.client import MailProgram

    program = MailProgram(cast.claire.house, cast.claire.login, PASSWORD)
    with pytest.raises(imaplib.IMAP4.error), program.imap():
        pass


def test_a_client_says_nothing_of_the_machine_it_runs_on(house: House, hire: Engage) -> None:
    person = hire()
    address = f"{unique('monde')}@lointain.example"
    made = letter("Discret", sender=person.who, User_Agent="Thunderbird 128")
    person.program().send(made, address, sender=person.address)
    got = house.world.waits_for(address).message
    assert [name for name in ("User-Agent", "X-Mailer", "X-Originating-IP") if name in got] == []
    assert "d=ac-poitiers.fr" in str(got["DKIM-Signature"])


def test_the_logs_say_addresses_and_never_subjects(house: House, hire: Engage) -> None:
    from tests.house.installation import indiscretions

    person, subject = hire(), unique("Journal")
    arrives(house, letter(subject, ONLY_MARKED), person.address)
    person.program().waits_for(subject, "Junk")
    log = house.places.logs / "postfix.log"
    eventually(lambda: person.login in log.read_text(errors="replace"))
    mail_log = log.read_text(errors="replace")
    assert (subject in mail_log, SECRET in mail_log, indiscretions(house.places)) == (
        False,
        False,
        [],
    )
