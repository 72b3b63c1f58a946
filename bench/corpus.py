"""French school mail made up for measuring: the same for one folder and count, 25 kB a message.

Every 25th message is a letter of 30 kB of HTML, LETTER in its subject; SUBJECT_WORD is in one
subject of sixteen, BODY_WORD in one body of a hundred, encoded as mail programs do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from math import exp, log
from random import Random

from preau.ops.demo import papers, printing
from preau.ops.demo.hours import PARIS
from preau.ops.demo.people import FAMILIES, PARENTS
from preau.ops.demo.printing import Block

SUBJECT_WORD = "convocation"
BODY_WORD = "hygrométrie"
LETTER = "gazette"
NEWEST = datetime(2026, 11, 20, 18, 0, tzinfo=PARIS)
YEARS = 3

DOMAINS = ("ac-poitiers.fr",) * 6 + ("example.org", "mairie.example", "editeur.example")
CLASSES = ("6e A", "5e C", "4e B", "3e D", "2de 3", "1re 2", "Tle 4")
ROOMS = ("salle 204", "salle des actes", "CDI", "salle polyvalente", "salle 112")
TOPICS = (
    "conseil de classe",
    "réunion parents-professeurs",
    "sortie au musée",
    "emploi du temps",
    "commande de manuels",
    "épreuves communes",
    "ordre de mission",
    "formation continue",
    "projet d’établissement",
    "bulletins du trimestre",
    "stage de troisième",
    "panne du vidéoprojecteur",
    "visite de l’inspectrice",
    "fête de la science",
    "remplacement de la semaine",
    "brevet blanc",
)
SENTENCES = (
    "Vous trouverez ci-joint la version à jour du document sur : {topic}.",
    "Pourriez-vous me confirmer votre présence en {room} jeudi à 17 h 30 ?",
    "Les élèves de {form} ont été prévenus par le carnet de liaison et l’espace numérique.",
    "Le calendrier a été décalé d’une semaine à cause des épreuves communes.",
    "Il manque encore la signature de deux familles ; je relance demain matin.",
    "Le devis s’élève à 412 € toutes taxes comprises, livraison sous trois semaines.",
    "Merci de déposer vos appréciations avant vendredi midi dans l’application.",
    "La commission se réunira en {room} pour examiner les dossiers reçus.",
    "Nous cherchons deux accompagnateurs de plus pour la sortie de la {form}.",
    "L’imprimante de la salle des professeurs est de nouveau en service.",
    "Les heures supplémentaires seront mises en paiement le mois prochain.",
    "Le taux de réussite de la {form} progresse de quatre points sur un an.",
    "Je serai en formation jusqu’à mercredi et lirai mes messages le soir.",
    "Pensez à vérifier l’orthographe des noms propres avant l’impression.",
)
NEWSLETTER_HEAD = (
    '<html><head><meta charset="utf-8"><style>td{padding:6px}h2{color:#12527a;font-size:18px}'
    '</style></head><body bgcolor="#f2f4f7"><table width="640" align="center" border="0">'
    '<tr><td><img src="https://lettre.example/entete.png" width="620" height="90"></td></tr>'
)
CLOSINGS = ("Bien cordialement,", "Cordialement,", "Bonne journée,", "Bien à vous,")


@dataclass(frozen=True)
class Letter:
    """A message ready to be stored: its octets, its flags, when it arrived."""

    raw: bytes
    flags: tuple[str, ...]
    at: datetime


@dataclass
class Talk:
    """A conversation that may be answered."""

    subject: str
    identifiers: list[str]


def letters(folder: str, count: int, owner: str) -> Iterator[Letter]:
    """From the oldest to the newest, denser towards the end."""
    rng = Random(f"bench/{folder}")
    talks: list[Talk] = []
    for number in range(1, count + 1):
        yield letter(rng, folder, number, count, talks, owner)


def letter(
    rng: Random, folder: str, number: int, count: int, talks: list[Talk], owner: str
) -> Letter:
    at = NEWEST - timedelta(days=(1 - number / count) ** 1.6 * YEARS * 365)
    is_sent = folder == "Sent"
    other = person(rng)
    own = printing.Person("Claire Fontaine", owner)
    talk = talk_for(rng, folder, number, talks, other.domain)
    lines = [
        printing.people("From", (own if is_sent else other,)),
        printing.people("To", (other if is_sent else own,)),
        printing.header("Date", format_datetime(at)),
        printing.header("Subject", talk.subject),
        printing.header("Message-ID", talk.identifiers[-1]),
    ]
    if len(talk.identifiers) > 1:
        lines.append(printing.header("In-Reply-To", talk.identifiers[-2]))
        lines.append(printing.header("References", " ".join(talk.identifiers[-9:-1])))
    raw = printing.message("".join(lines), body(rng, number))
    return Letter(raw, flags(rng, is_seen=is_sent or number < count * 0.98), at)


def talk_for(rng: Random, folder: str, number: int, talks: list[Talk], domain: str) -> Talk:
    """Four messages of ten answer one of the last conversations; nobody answers the gazette."""
    identifier = f"<{folder.encode().hex()[:8]}.{number}.{rng.getrandbits(32):08x}@{domain}>"
    if number % 25 == 0:
        return Talk(f"La {LETTER} du collège, n° {number // 25}", [identifier])
    if talks and rng.random() < 0.42:
        talk = talks[-1 - int(rng.random() ** 2 * min(len(talks), 60))]
        talk.identifiers.append(identifier)
        return Talk(f"Re: {talk.subject}", list(talk.identifiers))
    talks.append(Talk(subject(rng, number), [identifier]))
    return talks[-1]


def subject(rng: Random, number: int) -> str:
    if number % 16 == 0:
        return f"{SUBJECT_WORD.capitalize()} – {rng.choice(TOPICS)}"
    return rng.choice(("{} – {}", "[{}] {}", "Rappel : {} ({})", "TR : {} {}")).format(
        rng.choice(TOPICS), rng.choice(CLASSES)
    )


def flags(rng: Random, *, is_seen: bool) -> tuple[str, ...]:
    drawn = (
        ("\\Seen", 0.95 if is_seen else 0.45),
        ("\\Flagged", 0.05),
        ("\\Answered", 0.18),
        ("$label1", 0.03),
    )
    return tuple(name for name, share in drawn if rng.random() < share)


def person(rng: Random) -> printing.Person:
    given, family = rng.choice(PARENTS)[0], rng.choice(FAMILIES)
    local = f"{given}.{family}".encode("ascii", "ignore").decode().replace(" ", "-").lower()
    return printing.Person(f"{given} {family}", f"{local}@{rng.choice(DOMAINS)}")


def body(rng: Random, number: int) -> Block:
    paragraphs = [say(rng, rng.randint(1, 4)) for _ in range(rng.randint(2, 7))]
    if number % 100 == 0:
        paragraphs.insert(1, f"La sonde d’{BODY_WORD} de la réserve indique 57 % depuis hier.")
    plain = printing.text_block(
        "\n\n".join(["Bonjour,", *paragraphs, rng.choice(CLOSINGS)]), coding="quoted-printable"
    )
    drawn = rng.random()
    if number % 25 == 0:
        return alternative(plain, newsletter(rng, paragraphs, 30 * 1024), "quoted-printable")
    if drawn < 0.25:
        return plain
    size = rng.randint(8, 40) * 1024 if drawn > 0.92 else 0
    page = newsletter(rng, paragraphs, size) if size else simple(paragraphs)
    both = alternative(plain, page, rng.choice(("quoted-printable", "base64")))
    if drawn < 0.80:
        return both
    return printing.together("mixed", [both, *enclosed(rng, drawn)])


def alternative(plain: Block, page: str, coding: str) -> Block:
    html = printing.text_block(page, subtype="html", coding=coding)
    return printing.together("alternative", [plain, html])


def enclosed(rng: Random, drawn: float) -> list[Block]:
    """From 5 to 200 kB, most of them small; one of ten is a PDF that the index reads."""
    if drawn < 0.82:
        sheet = papers.pdf("Compte rendu", [say(rng, 2) for _ in range(8)])
        return [printing.file_block(sheet.name, sheet.kind, sheet.content)]
    return [
        printing.file_block(
            rng.choice(("photo.jpg", "Évaluation finale.jpg", "plan_2026.jpg")),
            "image/jpeg",
            b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
            + rng.randbytes(int(exp(rng.uniform(log(5e3), log(2e5))))),
        )
        for _ in range(rng.choice((1, 1, 2)))
    ]


def say(rng: Random, sentences: int) -> str:
    return " ".join(
        rng.choice(SENTENCES).format(
            topic=rng.choice(TOPICS), room=rng.choice(ROOMS), form=rng.choice(CLASSES)
        )
        for _ in range(sentences)
    )


def simple(paragraphs: list[str]) -> str:
    inside = "".join(f'<p class="MsoNormal">{text}</p>' for text in paragraphs)
    style = "p.MsoNormal{margin:0 0 10px;font-size:11pt}"
    return f"<html><head><style>{style}</style></head><body>{inside}</body></html>"


def newsletter(rng: Random, paragraphs: list[str], size: int) -> str:
    """Tables, styles in place, outside images and links, about `size` octets."""
    blocks = [
        NEWSLETTER_HEAD,
        *(f"<tr><td><p>{text}</p></td></tr>" for text in paragraphs),
    ]
    room = size - len("".join(blocks).encode())
    while room > 0:
        block = (
            '<tr><td style="font-family:Verdana,Arial,sans-serif;font-size:13px;line-height:19px">'
            f"<h2>{rng.choice(TOPICS).capitalize()}</h2>"
            f'<p style="margin:0 0 8px 0;text-align:justify">{say(rng, 3)}</p>'
            f'<p><a href="https://www.example.org/a/{rng.randint(1000, 9999)}">Lire la suite</a>'
            '&nbsp;|&nbsp;<span style="color:#888">Vie scolaire</span></p></td></tr>\n'
        )
        blocks.append(block)
        room -= len(block.encode())
    return "".join([*blocks, "</table></body></html>"])
