"""Thirty and more messages with a known fate, each from a sender of its own, by the real path."""

import imaplib
import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from preau.engines.dovecot.shape import MASTER, WORKER
from preau.filters.actions.saving import save_rule
from preau.formats.sieve.rule import Action, Criterion, Field, Match, Rule, Verb
from preau.identity.models import Mailbox, Relocation
from preau.mail.doors import come_in_as, mailstore
from preau.space.actions.keeping import erase_in
from preau.space.models import Keeping
from preau.traces.models import Deed, Passage, Trace
from tests.clients.test_managesieve import sieve
from tests.house.cast import MEGABYTE, Person, engage, open_school
from tests.house.client import arrives
from tests.house.installation import House
from tests.house.postbag import EICAR, GTUBE, ONLY_MARKED, letter
from tests.house.waiting import eventually

SCRIPT = b"""require ["fileinto", "mailbox", "reject", "editheader", "copy", "envelope"];
if envelope :contains "from" "named-rule" {
  addheader "X-Preau-Rule" "abcd1234 Conseils"; fileinto :create "R\xc3\xa9unions"; stop;
}
if envelope :contains "from" "plain-rule" { fileinto :create "R\xc3\xa9unions"; stop; }
if envelope :contains "from" "rule-to-trash" { fileinto "Trash"; stop; }
if envelope :contains "from" "rule-to-junk" { fileinto "Junk"; stop; }
if envelope :contains "from" "discarded" { discard; stop; }
if envelope :contains "from" "rejected" { reject "Non, merci."; stop; }
if envelope :contains "from" "forwarded" { redirect "ailleurs@lointain.example"; stop; }
if envelope :contains "from" "copied" { redirect :copy "ailleurs@lointain.example"; }
"""
# An académie that lets mail be sent on anywhere.
FORWARDS = "montpellier"
# What goes to the inbox, and meets its fate there.
ARRIVING = (
    "untouched", "opened", "copied", "filed-by-phone", "archived-in-webmail", "trashed-by-phone",
    "trashed-in-webmail", "erased-by-phone", "erased-later", "hidden", "shown-again",
    "junked-by-phone", "in-lost-folder", "in-renamed-folder", "put-back",
)  # fmt: skip
RULED = (
    "named-rule", "plain-rule", "rule-to-trash", "rule-to-junk", "discarded", "rejected",
    "forwarded",
)  # fmt: skip
NOURS = ("by-rule", "thrown", "aged")
SENT = (*ARRIVING, *RULED, *NOURS, "marked-as-spam", "for-school", "for-karim")


@dataclass
class Scene:
    """Alix has the messages, Karim has his own; both work in the school's box."""

    house: House
    alix: Person
    karim: Person
    school: Mailbox
    full: Person
    nour: Person
    refusals: dict[str, int] = field(default_factory=dict)
    _uids: dict[str, str] = field(default_factory=dict)

    def sends(self, name: str, to: str, text: str = "Bonjour.", size: int = 0) -> None:
        """From `NAME@[192.0.2.7]`; what the server answered is kept."""
        sender, made = f"{name}@[192.0.2.7]", letter(f"Objet {name}", text, to=to)
        with smtplib.SMTP("127.0.0.1", self.house.ports.smtp) as line:
            line.ehlo("lointain.example")
            steps: list[Callable[[], tuple[int, bytes]]] = [
                lambda: line.mail(sender, [f"SIZE={size}"] if size else []),
                lambda: line.rcpt(to),
                lambda: line.data(made.as_bytes()),
            ]
            for step in steps:
                code, _said = step()
                if code >= 400:
                    self.refusals[name] = code
                    return

    def uid(self, name: str) -> str:
        return self._uids[name]

    def knows_uids(self) -> None:
        with self.alix.program().imap() as line:
            self._uids = uids_by_name(line)


def uids_by_name(line: imaplib.IMAP4) -> dict[str, str]:
    """Of the inbox, which is selected."""
    line.select("INBOX")
    _, said = line.uid("fetch", "1:*", "(UID BODY.PEEK[HEADER.FIELDS (SUBJECT)])")
    pairs = [one for one in said if isinstance(one, tuple)]
    return {
        head.split(b"Objet ")[1].split()[0].decode(): about.split(b"UID ")[1].split()[0].decode()
        for about, head in pairs
    }


def play(house: House) -> Scene:
    alix = engage(house, "Alix", academy=FORWARDS, quota=1000 * MEGABYTE)
    karim = engage(house, "Karim", academy=FORWARDS)
    full = engage(house, "Rose", quota=MEGABYTE)
    scene = Scene(
        house,
        alix,
        karim,
        open_school(academy=FORWARDS, members=(alix, karim)),
        full,
        engage(house, "Nour"),
    )
    scene.nour.program().make_folder("Mairie")
    _rule(scene, "mairie1", "Mairie", "by-rule", Action(Verb.FILE, "Mairie"))
    _rule(scene, "jette01", "Poubelle", "thrown", Action(Verb.DISCARD))
    with sieve(alix) as line:
        line.ask(b'PUTSCRIPT "tri" {%d+}\r\n%b' % (len(SCRIPT), SCRIPT))
        line.ask(b'SETACTIVE "tri"')
    _arrive(scene)
    _are_stopped(scene)
    _wait_for_all(scene)
    scene.knows_uids()
    _phone(scene)
    _webmail(scene)
    _night(scene)
    _wait_for_engines(scene)
    _last(scene)
    return scene


def _rule(scene: Scene, ident: str, name: str, sender: str, action: Action) -> None:
    """As the page of filters saves it."""
    criterion = Criterion(Field.HEADER, Match.CONTAINS, f"Objet {sender}", header="Subject")
    rule = Rule(ident, name, (criterion,), (action,))
    save_rule(Mailbox.objects.get(login=scene.nour.login), rule, by=scene.nour.account)


def _arrive(scene: Scene) -> None:
    for name in (*ARRIVING, *RULED):
        scene.sends(name, scene.alix.address)
    scene.sends("marked-as-spam", scene.alix.address, ONLY_MARKED)
    scene.sends("for-school", scene.school.address)
    for name in NOURS:
        scene.sends(name, scene.nour.address)
    scene.sends("for-karim", scene.karim.address)


def _are_stopped(scene: Scene) -> None:
    alix = scene.alix
    scene.sends("gtube", alix.address, GTUBE)
    scene.sends("virus", alix.address, EICAR)
    scene.sends("too-large", alix.address, size=200 * MEGABYTE)
    scene.full.program().keep(letter(text=("x" * 70 + "\n") * 13_000))
    scene.sends("no-room", scene.full.address, ("y" * 70 + "\n") * 5_000)
    scene.sends("slip", alix.address.replace("@", "x@"))
    scene.sends("slip-of-another", scene.karim.address.replace("@", "x@"))
    old = f"ancienne.{alix.address}"
    Relocation.objects.create(
        address=old,
        new_address=alix.address,
        mailbox=Mailbox.objects.get(login=alix.login),
        last_day="2099-01-01",
    )
    scene.sends("old-address", old)
    with suppress(smtplib.SMTPException):
        arrives(scene.house, letter("Objet poste"), alix.address, sender="short-sender@poste")


def _wait_for_all(scene: Scene) -> None:
    eventually(lambda: len(scene.alix.program().subjects("Réunions")) == 2)
    eventually(
        lambda: len(scene.alix.program().subjects()) >= len(ARRIVING),
        60,
        told=lambda: str(scene.alix.program().subjects()) + str(scene.refusals),
    )
    # What Dovecot puts off in a busy moment comes with the next turn of the queue, or the one after.
    eventually(lambda: not _on_their_way(), 200, told=lambda: str(_on_their_way()))


def _on_their_way() -> list[str]:
    """Those whose end is not noted yet."""
    sent = [f"{name}@[192.0.2.7]" for name in SENT]
    waiting = Trace.objects.filter(sender__in=sent, state=Trace.State.WAITING)
    noted = Trace.objects.filter(sender__in=sent).values_list("sender", flat=True)
    return sorted({*waiting.values_list("sender", flat=True), *(set(sent) - set(noted))})


def _phone(scene: Scene) -> None:
    """What Thunderbird does: moves, marks, erases, deletes a folder."""
    program = scene.alix.program()
    program.make_folder("Classés", "Perdu", "Avant")
    with program.imap() as line:
        line.select("INBOX")
        line.uid("store", scene.uid("opened"), "+FLAGS", r"(\Seen)")
        line.uid("move", scene.uid("filed-by-phone"), "Class&AOk-s")
        line.uid("move", scene.uid("trashed-by-phone"), "Trash")
        line.uid("move", scene.uid("junked-by-phone"), "Junk")
        line.uid("move", scene.uid("in-lost-folder"), "Perdu")
        line.uid("move", scene.uid("in-renamed-folder"), "Avant")
        line.uid("move", scene.uid("put-back"), "Trash")
        line.uid("store", scene.uid("erased-by-phone"), "+FLAGS", r"(\Deleted)")
        line.uid("expunge", scene.uid("erased-by-phone"))
        line.uid("move", scene.uid("erased-later"), "Trash")
        line.uid("store", scene.uid("hidden"), "+FLAGS", r"(\Deleted)")
        line.uid("store", scene.uid("shown-again"), "+FLAGS", r"(\Deleted)")
        line.uid("store", scene.uid("shown-again"), "-FLAGS", r"(\Deleted)")
        line.delete("Perdu")
        line.rename("Avant", "Apr&AOg-s")


def _webmail(scene: Scene) -> None:
    visitor, alix = scene.alix.visitor(), scene.alix
    _act(scene, "inbox", "archive", "archived-in-webmail")
    _act(scene, "inbox", "trash", "trashed-in-webmail")
    _act(scene, "trash", "trash", "erased-later", forever="1")
    page = visitor.get(alix.path("trash"), q="objet:put-back")
    visitor.post(alix.path("trash", "move"), {"id": page.ids()[0]}, to="inbox")


def _act(scene: Scene, folder: str, verb: str, name: str, **more: str) -> None:
    visitor, alix = scene.alix.visitor(), scene.alix
    rows = visitor.get(alix.path(folder), view="flat").all("[data-preau-row]")
    (mark,) = [str(row["data-preau-row"]) for row in rows if f"Objet {name} " in row.get_text()]
    assert visitor.post(alix.path(folder, verb), {"id": mark}, **more).status == 302


def _wait_for_engines(scene: Scene) -> None:
    """Put off at the door, then tried again or not."""
    with scene.house.without("dovecot"):
        scene.sends("put-off", scene.alix.address)
        scene.sends("came-later", scene.alix.address)
    scene.sends("came-later", scene.alix.address)
    eventually(lambda: scene.alix.program().find("came-later"))


def _night(scene: Scene) -> None:
    """The worker empties the trash of what lay there long enough: here, a year later."""
    program, box = scene.nour.program(), Mailbox.objects.get(login=scene.nour.login)
    program.waits_for("Objet aged")
    with program.imap() as line:
        line.uid("move", uids_by_name(line)["aged"], "Trash")
    Keeping.objects.create(mailbox=box, trash_days=30, junk_days=30)
    mailstore().close()
    come_in_as(WORKER)
    try:
        assert erase_in(box, timezone.localdate() + timedelta(days=365)) == 1
    finally:
        mailstore().close()
        come_in_as(MASTER)


def _last(scene: Scene) -> None:
    """Once the last message and the last deed are noted, all before them are."""
    scene.sends("the-last", scene.alix.address)
    scene.alix.program().waits_for("the-last")
    with scene.alix.program().imap() as line:
        line.uid("move", uids_by_name(line)["the-last"], "Archive")
    key = eventually(lambda: _key_of("the-last@[192.0.2.7]"))
    eventually(lambda: Deed.objects.filter(message=key, kind=Deed.Kind.ERASED).exists())
    eventually(lambda: Passage.objects.exclude(action="").filter(message=key).exists())


def _key_of(sender: str) -> str:
    row = Trace.objects.filter(sender=sender, state=Trace.State.STORED).exclude(message="").first()
    return row.message if row else ""
