"""Messages that real boxes hold too: broken, hostile, very long, forwarded."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from string import Template

from preau.ops.demo import papers, printing, quoting, writing
from preau.ops.demo.cast import Member
from preau.ops.demo.hours import say_day
from preau.ops.demo.persons import Person, person, persons
from preau.ops.demo.posts import Paper, Post
from preau.ops.demo.printing import Block
from preau.ops.demo.stories import template
from preau.ops.demo.writing import date_line

Odd = tuple[str, datetime, bytes]
"""Folder, date, octets."""


def oddities(member: Member, now: datetime) -> Iterator[Odd]:
    yield "INBOX", now - timedelta(days=3, hours=2), _long_subject(member, now)
    yield "INBOX", now - timedelta(days=5, hours=4), _broken_charset(member, now)
    yield "INBOX", now - timedelta(days=9, hours=1), _inline_picture(member, now)
    yield "INBOX", now - timedelta(days=12, hours=3), _forwarded_message(member, now)
    yield "INBOX", now - timedelta(days=16, hours=5), _accents_in_names(member, now)
    yield "Archive", now - timedelta(days=420), _raw_latin_headers(member, now)
    yield from junk(member, now)


def junk(member: Member, now: datetime) -> Iterator[Odd]:
    """What the filter put aside, the phishing of the guides first."""
    yield "Junk", now - timedelta(days=1, hours=6), _phishing(member, now)
    for days, sender, subject, text in _SPAM:
        when = now - timedelta(days=days, hours=7)
        post = _post(member, when, sender, subject, text.format(day=say_day(when.date())))
        yield "Junk", when, writing.raw(post)


_SPAM: tuple[tuple[int, Person, str, str], ...] = (
    (
        4,
        Person("Service Colis", "suivi@colis-en-attente.invalid", client="plain"),
        "Votre colis n’a pas pu être livré",
        "Bonjour,\n\nVotre colis est retenu. Payez 1,95 € : http://colis-en-attente.invalid/paiement",
    ),
    (
        11,
        Person("Fournitures Discount", "promo@fournitures.example", client="plain"),
        "-70 % SUR LES CARTOUCHES D’ENCRE !!!",
        "OFFRE EXCEPTIONNELLE jusqu’au {day}.\n\nCartouches, papier, stylos : stocks limités.",
    ),
    (
        19,
        Person("Maître Aubépin", "notaire@succession-urgente.invalid", client="plain"),
        "Succession : votre réponse est attendue",
        "Une somme de 2 300 000 € vous revient. Répondez avec vos coordonnées avant {day}.",
    ),
)


def _post(
    member: Member,
    when: datetime,
    sender: Person,
    subject: str,
    text: str,
    *,
    files: tuple[Paper, ...] = (),
    html: str = "",
) -> Post:
    return Post(
        key=f"odd/{member.login}/{subject[:40]}",
        date=when,
        sender=sender,
        to=(person(member),),
        subject=subject,
        text=text,
        papers=files,
        html=html,
    )


def _phishing(member: Member, now: datetime) -> bytes:
    sender = Person(
        f"Assistance {member.domain}", "support@messagerie-verification.invalid", client="mailing"
    )
    page = Template(template("hameconnage.html"))
    html = page.substitute(address=member.address, domain=member.domain)
    return writing.raw(
        _post(
            member,
            now - timedelta(days=1, hours=6),
            sender,
            "URGENT : votre boîte aux lettres sera suspendue sous 24 h",
            "Votre boîte est saturée. Confirmez votre identité : "
            "http://messagerie-verification.invalid/webmail/connexion.php",
            html=html,
        )
    )


def _long_subject(member: Member, now: datetime) -> bytes:
    """Some people write the letter in the subject."""
    who = persons(member.academy)["eps"]
    subject = (
        "Rappel à toutes et à tous : merci de penser à rendre les ballons, chasubles, plots, "
        "chronomètres et sifflets empruntés pour la journée sportive, car il en manque près de la "
        "moitié et la prochaine séance d’athlétisme commence lundi à huit heures précises devant "
        "le gymnase, quel que soit le temps qu’il fera ce jour-là (prévoir un vêtement de pluie)"
    )
    text = "Tout est dans l’objet. :)\n\nMerci !"
    return writing.raw(_post(member, now - timedelta(days=3, hours=2), who, subject, text))


def _broken_charset(member: Member, now: datetime) -> bytes:
    """Says us-ascii, sends Windows-1252; the subject is cut in the middle of a character."""
    when = now - timedelta(days=5, hours=4)
    head = (
        date_line(when)
        + "From: =?iso-8859-1?Q?Secr=E9tariat_de_l'=C9cole_Jean-Mac=E9?= <ecole@example.fr>\r\n"
        + printing.people("To", (person(member),))
        + "Subject: =?utf-8?Q?R=C3=A9union_de_concertation_pr=C3?=\r\n"
        + " =?utf-8?Q?=A9vue_jeudi?= =?inconnu-42?Q?_=E9t=E9?=\r\n"
        + f"Message-ID: <charset-{member.identifier}@example.fr>\r\n"
    )
    text = (
        "Bonjour,\n\nLa réunion de concertation entre nos équipes est maintenue jeudi à 17 h, à "
        "l’école. Nous avons invité la mairie : il sera question du périscolaire et du coût des "
        "transports (près de 400 € par sortie).\n\nÀ jeudi,\nLe secrétariat"
    )
    body = quoting.wrapped(text).replace("\n", "\r\n").encode("cp1252") + b"\r\n"
    block = Block("Content-Type: text/plain; charset=us-ascii\r\n", body)
    return printing.message(head, block)


def _raw_latin_headers(member: Member, now: datetime) -> bytes:
    """Headers in eight bits, as old school software sent them."""
    when = now - timedelta(days=420)
    head = (
        date_line(when)
        + f"To: {member.address}\r\nMessage-ID: <gep-{member.identifier}@example.org>\r\n"
    )
    eight_bits = (
        "From: Édition des relevés <releves@example.org>\r\nSubject: Relevés de notes à éditer\r\n"
    )
    body = "Les relevés de notes sont prêts à être édités.\r\nÉditeur : Scolarité v4\r\n"
    return head.encode() + eight_bits.encode("latin-1") + b"\r\n" + body.encode("latin-1")


def _inline_picture(member: Member, now: datetime) -> bytes:
    """Outlook's HTML with a picture of the message itself, shown by its Content-ID."""
    head = persons(member.academy)["head"]
    when = now - timedelta(days=9, hours=1)
    picture = papers.png_bytes(320, 120, Random(member.login))  # noqa: S311
    content_id = "image001.png@01DC0000.DEMO0000"
    post = _post(
        member,
        when,
        head,
        "Affiche de la journée portes ouvertes",
        "Bonjour,\n\nVoici le projet d’affiche. Vos remarques sont les bienvenues avant vendredi.",
    )
    page = writing.html_of(post).replace(
        "</div></body>",
        f'<p class="MsoNormal"><img width="320" height="120" src="cid:{content_id}" '
        'alt="Affiche : portes ouvertes"><o:p></o:p></p>\n</div></body>',
    )
    inside = printing.together(
        "related",
        [
            printing.text_block(page, subtype="html", coding="quoted-printable"),
            printing.file_block("image001.png", "image/png", picture, content_id=content_id),
        ],
    )
    text = printing.text_block(quoting.wrapped(quoting.plain(post)), coding="quoted-printable")
    return printing.message(writing.head_of(post), printing.together("alternative", [text, inside]))


def _forwarded_message(member: Member, now: datetime) -> bytes:
    """A message attached to another, with an attachment of its own."""
    known = persons(member.academy)
    when = now - timedelta(days=12, hours=3)
    inner = Post(
        key=f"odd/{member.login}/inner",
        date=when - timedelta(days=1),
        sender=known["museum"],
        to=(known["secretary"],),
        subject="Réservation n° 2241 : pièces à fournir",
        text="Madame, Monsieur,\n\nMerci de nous adresser la liste des élèves et l’attestation "
        "d’assurance.\n\nLe service des publics",
        papers=(papers.pdf("Conditions de visite", ["Effectif maximal : 30 élèves par groupe."]),),
    )
    attached = Paper("Réservation n° 2241.eml", "message/rfc822", writing.raw(inner))
    text = (
        "Bonjour,\n\nJe vous transmets le message du musée en pièce jointe : pouvez-vous leur "
        "répondre directement ?\n\nMerci,"
    )
    subject = "Message du musée à traiter"
    return writing.raw(_post(member, when, known["secretary"], subject, text, files=(attached,)))


def _accents_in_names(member: Member, now: datetime) -> bytes:
    when = now - timedelta(days=16, hours=5)
    files = (
        papers.pdf("Élèves – bilan n° 3 (été & rentrée) « définitif »", ["Bilan de l'été."]),
        papers.csv("Emploi du temps prévisionnel – 2de à Tle, semaines A et B", [("Lundi", "8 h")]),
        papers.odt(
            "Règlement intérieur – projet", ["Article 1er. Le respect d’autrui est la règle."]
        ),
    )
    text = (
        "Bonjour,\n\nTrois documents pour notre rendez-vous de demain, dans l’ordre.\n\nÀ demain,"
    )
    who = persons(member.academy)["cpe"]
    subject = "Documents : bilan, emploi du temps, règlement intérieur"
    return writing.raw(_post(member, when, who, subject, text, files=files))
