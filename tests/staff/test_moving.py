"""A mutation, seen from outside: from the world's mail, from a mail program, from the web."""

import imaplib
import re
import smtplib
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from preau.identity.models import Account, CutOff, DevicePassword, SecondAddress
from preau.mail.models import Draft
from tests.house.cast import Person
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter
from tests.house.visitor import Answer
from tests.house.waiting import eventually

pytestmark = pytest.mark.engines


def run(*words: str) -> str:
    out = StringIO()
    call_command("staff", *words, stdout=out)
    return out.getvalue()


def moved(person: Person, to: str = "paris") -> Person:
    """The same person in the other académie, active there, once the worker has shown them out."""
    run("move", person.login, "--to", to)
    eventually(lambda: not CutOff.objects.filter(login=person.login).exists())
    account = Account.objects.get(person=person.account.person, academy=to)
    account.state = Account.State.ACTIVE
    account.save()
    account.preference.language = "en"
    account.preference.save()
    return Person(account, "", person.house)


def refused(house: House, address: str) -> str:
    """What the world is told at RCPT, when nothing of the letter has travelled."""
    with smtplib.SMTP("127.0.0.1", house.ports.smtp, local_hostname="lointain.example") as line:
        line.ehlo()
        line.mail("irene@[192.0.2.7]")
        code, said = line.rcpt(address)
    return f"{code} {said.decode()}"


def test_every_old_address_answers_with_the_new_one(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    new = moved(claire)
    for old in (claire.address, claire.login, claire.address.replace("@", "+liste@")):
        assert refused(house, old) == (
            f"550 5.1.6 <{old}>: Recipient address rejected: User has moved to {new.address}"
        )
    arrives(house, letter("Bienvenue"), new.address)
    assert eventually(lambda: "Bienvenue" in str(new.visitor().get(new.path()).soup))


def test_a_colleague_who_writes_to_the_old_address_reads_the_new_one(
    house: House, hire: Engage
) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    new = moved(claire)
    with karim.program().smtp() as line, pytest.raises(smtplib.SMTPRecipientsRefused) as told:
        line.sendmail(karim.address, [claire.address], letter().as_bytes())
    assert f"User has moved to {new.address}" in str(told.value.recipients[claire.address])


def test_who_left_is_unknown_and_the_address_tells_nothing(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    run("leave", claire.login)
    assert refused(house, claire.address) == (
        f"550 5.1.1 <{claire.address}>: Recipient address rejected: User unknown"
    )


def test_every_way_in_of_the_old_account_is_closed_at_once(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    page = claire.visitor()
    assert page.get(claire.path()).status == 200
    with claire.program().imap() as line:
        line.select("INBOX")
        moved(claire)
        with pytest.raises((imaplib.IMAP4.abort, OSError)):
            eventually(lambda: line.noop()[0] == "BYE", within=5)
    assert page.get(claire.path()).status == 302
    with pytest.raises(imaplib.IMAP4.error), claire.program().imap():
        pass
    with pytest.raises(smtplib.SMTPAuthenticationError), claire.program().smtp():
        pass
    assert DevicePassword.objects.filter(account=claire.account).count() == 0


def test_an_open_submission_sends_no_more(house: House, hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    with claire.program().smtp() as line:
        moved(claire)
        with pytest.raises(smtplib.SMTPException) as told:
            line.sendmail(claire.address, [karim.address], letter().as_bytes())
    assert "not owned by user" in str(told.value)


def test_the_mail_left_behind_is_read_from_the_new_account(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    arrives(house, letter("Avant la mutation"), claire.address)
    claire.program().waits_for("Avant la mutation")
    new = moved(claire)
    page = new.visitor().get(f"/mail/{claire.login}/inbox/")
    assert "Avant la mutation" in str(page.soup)
    assert hire("Karim").visitor().get(f"/mail/{claire.login}/inbox/").status == 404


def test_who_moved_is_told_at_the_new_box_and_at_the_second_address(
    house: House, hire: Engage
) -> None:
    claire = hire("Claire").prefers(language="fr")
    SecondAddress.objects.create(
        person=claire.account.person,
        address=f"{claire.box}@maison.example",
        proved_at=timezone.now(),
    )
    new = moved(claire)
    told = house.world.waits_for(f"{claire.box}@maison.example").message
    assert (str(told["From"]), told["Subject"]) == (
        "Académie de Paris <assistance@ac-paris.fr>",
        "Votre nouvelle adresse professionnelle",
    )
    words = told.get_content()
    assert f"Votre adresse y est {new.address}" in words
    assert f"Votre ancienne adresse, {claire.address}, ne reçoit plus de courrier." in words
    assert eventually(lambda: "Votre nouvelle adresse" in str(new.visitor().get(new.path()).soup))


def test_a_page_left_open_and_every_proof_end_with_the_account(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    claire.visitor().get(claire.path())
    run("leave", claire.login)
    account = Account.objects.get(pk=claire.account.pk)
    assert (account.sessions.count(), account.devices.count(), account.passkeys.count()) == (
        0,
        0,
        0,
    )
    assert (account.state, account.password) == ("left", "")


def test_a_letter_left_behind_is_answered_from_the_new_address(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    arrives(house, letter("Conseil de classe"), claire.address)
    claire.program().waits_for("Conseil de classe")
    new = moved(claire)
    page = new.visitor()
    uid = next(iter(idents(page.get(f"/mail/{claire.login}/inbox/"))))
    begun = page.get(f"/mail/{claire.login}/compose", reply=f"inbox/{uid}")
    assert begun.location.startswith(f"/mail/{new.box}/")
    assert page.get(begun.location).status == 200
    assert Draft.objects.latest("pk").identity.address == new.address


def idents(page: Answer) -> list[str]:
    return re.findall(r"/inbox/m/(\d+-\d+)", str(page.soup))
