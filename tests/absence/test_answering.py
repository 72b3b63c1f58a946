"""The whole way: SMTP, Rspamd, LMTP, the script from its row, Postfix, and the answer received."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from preau.absence.actions.applying import apply, stop
from preau.absence.actions.ending import end_due, learn_correspondents
from preau.absence.models import Absence
from preau.absence.wish import Wish
from preau.engines.errors import EngineAway
from preau.identity.actions.suspending import reactivate, suspend
from preau.identity.models import Account, CutOff, Mailbox, Role
from preau.kit.errors import WrongInput
from preau.mail.doors import mailstore
from preau.people.actions.remembering import remember
from tests.house.cast import Person, open_school
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import ONLY_MARKED, letter, unique
from tests.house.waiting import eventually
from tests.identity.test_devices_cut_off import sieve

pytestmark = pytest.mark.engines
AUTO = "Réponse automatique\u00a0:"


def away_now(person: Person, *, of: Mailbox | None = None, **how: object) -> Absence:
    """From yesterday to the day after tomorrow; `of` is a box that this person writes from."""
    today = timezone.localdate()
    usual: dict[str, object] = {
        "is_on": True,
        "first_day": today - timedelta(days=1),
        "last_day": today + timedelta(days=2),
        "inside_text": "Je suis absente, chers collègues.",
        "outside_text": "Je suis absente.\n« Merci » de patienter, $ {1}.",
    }
    wish = Wish(**usual | how)  # type: ignore[arg-type]
    return apply(of or person.mailbox, wish, by=person.account, now=timezone.now())


def kept(person: Person) -> Absence:
    return Absence.objects.get(mailbox__login=person.login)


def outsider() -> str:
    return f"{unique('irene')}@[192.0.2.7]"


def write(house: House, person: Person, sender: str, **headers: str) -> str:
    """A letter of this sender's, once it is in the box: its answer left before it was filed."""
    subject = unique("Question")
    made = letter(
        subject, to=person.who, sender=f"Irène <{sender or 'daemon@x.example'}>", **headers
    )
    arrives(house, made, person.address, sender=sender)
    person.program().waits_for(subject)
    return subject


def sort_by(person: Person, script: bytes) -> None:
    """A filter of the person's own, put there by a mail program."""
    with sieve(person.program()) as line:
        line.sendall(
            b'PUTSCRIPT "filtres" {%d+}\r\n%b\r\nSETACTIVE "filtres"\r\n' % (len(script), script)
        )
        said = b""
        while said.count(b"OK") < 2:
            said += line.recv(4096)


def answers(house: House, sender: str) -> list[str]:
    return [str(one.message["Subject"]) for one in house.world.received_by(sender)]


def test_a_stranger_is_answered_once_and_the_letter_arrives(house: House, hire: Engage) -> None:
    claire, irene = hire("Claire"), outsider()
    away_now(claire)
    first = write(house, claire, irene)
    got = house.world.waits_for(irene)
    write(house, claire, irene)
    last = outsider()
    write(house, claire, last)
    house.world.waits_for(last)
    assert len(answers(house, irene)) == 1
    assert str(got.message["Subject"]).startswith(f"{AUTO} {first}")
    assert got.message["From"].addresses[0].addr_spec == claire.address
    assert got.message["From"].addresses[0].display_name == claire.name
    assert got.message["Auto-Submitted"] == "auto-replied (vacation)"
    assert got.sender == ""
    said = got.message.get_content().splitlines()
    assert said == ["Je suis absente.", "« Merci » de patienter, $ {1}."]


def test_a_colleague_of_another_academy_reads_the_text_for_inside(hire: Engage) -> None:
    claire, odile, subject = hire("Claire"), hire("Odile", academy="paris"), unique("Dedans")
    away_now(claire)
    made = letter(subject, to=claire.who, sender=odile.who)
    odile.program().send(made, claire.address, sender=odile.address)
    got = odile.program().waits_for(f"{AUTO} {subject}")
    assert got.get_content().rstrip() == "Je suis absente, chers collègues."


def test_lists_machines_and_junk_get_no_answer(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    away_now(claire)
    silent = [outsider() for _ in range(3)]
    write(house, claire, silent[0], List_Id="<profs.liste.example>")
    write(house, claire, silent[1], Auto_Submitted="auto-generated")
    write(house, claire, "noreply@[192.0.2.7]")
    write(house, claire, "")
    junk = letter(unique("Pub"), ONLY_MARKED, to=claire.who)
    arrives(house, junk, claire.address, sender=silent[2])
    eventually(lambda: claire.program().subjects("Junk"))
    asked = outsider()
    write(house, claire, asked)
    house.world.waits_for(asked)
    assert [answers(house, one) for one in (*silent, "noreply@[192.0.2.7]")] == [[], [], [], []]


def test_ones_own_filters_still_run(house: House, hire: Engage) -> None:
    claire, irene, subject = hire("Claire"), outsider(), unique("Classé")
    away_now(claire)
    sort_by(claire, b'require ["fileinto", "mailbox"]; fileinto :create "Parents";')
    arrives(house, letter(subject, to=claire.who), claire.address, sender=irene)
    claire.program().waits_for(subject, "Parents")
    house.world.waits_for(irene)


def test_a_filter_that_answers_too_leaves_the_absence_to_answer(house: House, hire: Engage) -> None:
    claire, irene, subject = hire("Claire"), outsider(), unique("Classé")
    away_now(claire)
    script = 'require ["fileinto", "mailbox", "vacation"]; fileinto :create "Parents"; vacation "Filtre.";'
    sort_by(claire, script.encode())
    arrives(house, letter(subject, to=claire.who), claire.address, sender=irene)
    claire.program().waits_for(subject, "Parents")
    house.world.waits_for(irene)
    write_to_parents(house, claire, irene)
    said = [one.message.get_content().splitlines()[0] for one in house.world.received_by(irene)]
    assert said == ["Je suis absente."]


def write_to_parents(house: House, person: Person, sender: str) -> None:
    subject = unique("Encore")
    arrives(house, letter(subject, to=person.who), person.address, sender=sender)
    person.program().waits_for(subject, "Parents")


def test_before_its_days_after_them_and_once_stopped_nobody_is_told(
    house: House, hire: Engage
) -> None:
    to_come, stopped, over = hire("Alix"), hire("Bao"), hire("Coline")
    today = timezone.localdate()
    away_now(to_come, first_day=today + timedelta(days=1))
    away_now(stopped)
    stop(stopped.mailbox, by=stopped.account, now=timezone.now())
    away_now(over)
    Absence.objects.filter(mailbox__login=over.login).update(ends_at=timezone.now())
    end_due()
    ended = kept(over)
    assert (ended.is_on, ended.ended_by_itself) == (False, True)
    irene = outsider()
    for person in (to_come, stopped, over):
        write(house, person, irene)
    asked, here = outsider(), hire("Dalila")
    away_now(here)
    write(house, here, asked)
    house.world.waits_for(asked)
    assert answers(house, irene) == []


def test_other_days_are_told_anew_and_another_text_is_not(house: House, hire: Engage) -> None:
    claire, irene = hire("Claire"), outsider()
    away_now(claire)
    write(house, claire, irene)
    house.world.waits_for(irene)
    away_now(claire, outside_text="Mieux dit.")
    write(house, claire, irene)
    away_now(claire, last_day=timezone.localdate() + timedelta(days=9), outside_text="Plus tard.")
    write(house, claire, irene)
    told = eventually(lambda: [*house.world.received_by(irene)][1:])
    assert [one.message.get_content().rstrip() for one in told] == ["Plus tard."]


def test_outside_those_one_has_written_to_and_whom_one_writes_to_meanwhile(
    house: House, hire: Engage
) -> None:
    claire, known, new, unknown = hire("Claire"), outsider(), outsider(), outsider()
    remember(claire.account, [("", known)], timezone.now() - timedelta(days=1))
    away_now(claire, outside=Absence.Outside.CORRESPONDENTS)
    write(house, claire, known)
    house.world.waits_for(known)
    write(house, claire, new)
    first = learnt(claire)
    assert learnt(claire) == first
    remember(claire.account, [("", new)], timezone.now())
    second = learnt(claire)
    assert second != first
    assert learnt(claire) == second
    write(house, claire, unknown)
    write(house, claire, new)
    house.world.waits_for(new)
    assert (len(answers(house, new)), answers(house, unknown)) == (1, [])


def learnt(person: Person) -> int:
    """Which script answers for this person, once new correspondents were looked for."""
    learn_correspondents()
    return kept(person).revision


def test_a_functional_box_answers_in_its_own_name_and_nobody_for_its_reader(
    house: House, hire: Engage
) -> None:
    claire, irene, subject = hire("Claire"), outsider(), unique("Inscription")
    school = open_school(members=(claire,))
    away_now(claire, of=school, outside_text="Secrétariat fermé.")
    write(house, claire, irene)
    arrives(house, letter(subject, to=school.address), school.address, sender=irene)
    got = house.world.waits_for(irene)
    (sender,) = got.message["From"].addresses
    assert (sender.addr_spec, sender.display_name) == (school.address, school.name)
    assert got.message.get_content().splitlines() == ["Secrétariat fermé."]
    (told,) = answers(house, irene)
    assert told.startswith(f"{AUTO} {subject}")


def test_nobody_answers_for_who_was_suspended_until_they_are_back(
    house: House, hire: Engage
) -> None:
    claire, helper, irene = hire("Claire"), hire("Inès"), outsider()
    Role.objects.create(account=helper.account, kind=Role.Kind.DESK)
    away_now(claire)
    suspend(claire.account, helper.account)
    arrives_unread(house, claire, irene)
    reactivate(claire.account, helper.account)
    # A cut that comes late would meet her programs, which are in again.
    eventually(lambda: not CutOff.objects.filter(login=claire.login).exists())
    write(house, claire, last := outsider())
    house.world.waits_for(last)
    assert answers(house, irene) == []


def test_nobody_answers_for_who_has_left(house: House, hire: Engage) -> None:
    gone, here, irene, last = hire("Claire"), hire("Dalila"), outsider(), outsider()
    away_now(gone)
    Account.objects.filter(pk=gone.account.pk).update(state=Account.State.LEFT)
    arrives_unread(house, gone, irene)
    away_now(here)
    write(house, here, last)
    house.world.waits_for(last)
    assert answers(house, irene) == []


def arrives_unread(house: House, person: Person, sender: str) -> None:
    """Once it is in the box of somebody who cannot come in."""
    arrives(house, letter(unique("Question"), to=person.who), person.address, sender=sender)
    with mailstore().open(person.login) as box:
        eventually(lambda: box.select("INBOX").exists == 1)


def test_the_answers_go_on_while_the_web_and_the_worker_are_stopped(
    house: House, hire: Engage
) -> None:
    claire, irene = hire("Claire"), outsider()
    away_now(claire)
    with house.without("worker"):
        write(house, claire, irene)
        house.world.waits_for(irene)


def test_what_pigeonhole_cannot_be_asked_about_is_not_applied(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    away_now(claire)
    with house.without("dovecot"), pytest.raises(EngineAway):
        away_now(claire, outside_text="Autre chose.")
    assert kept(claire).outside_text.startswith("Je suis absente.")


def test_what_was_typed_beside_a_mistake_is_not_kept(hire: Engage) -> None:
    claire = hire("Claire")
    with pytest.raises(WrongInput):
        away_now(claire, last_day=datetime(2026, 1, 1, tzinfo=UTC).date())
    assert not Absence.objects.filter(mailbox__login=claire.login).exists()
