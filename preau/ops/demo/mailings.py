"""What is sent to many: the bulletin inform@lire, publishers, notices of the ENT and services."""

import hashlib
import html
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from string import Template

from preau.ops.demo.bulletins import BOOKS, BULLETINS, NOTICES, Notice
from preau.ops.demo.cast import Member
from preau.ops.demo.hours import PARIS, say_day, say_month, school_day, school_year
from preau.ops.demo.persons import Person, academy_name, person
from preau.ops.demo.posts import Post
from preau.ops.demo.stories import template

Article = tuple[str, str, str]
"""Picture, headline, summary."""


@dataclass(frozen=True)
class Layout:
    """A page and how each of its articles is set."""

    page: str
    article: str


INFORMALIRE = Layout("informalire.html", "article.html")
PUBLISHER = Layout("editeur.html", "livre.html")
ENT = Layout("ent.html", "ligne.html")

_TEACHERS = frozenset({"main", "colleague", "maths", "eps"})
_SCHOOL = _TEACHERS | {"cpe", "head"}


def mailings(member: Member, now: datetime) -> list[Post]:
    """Everything of the kind that member got in eighteen months."""
    posts = list(_bulletins(member, now))
    posts += _notices(member, now)
    if member.part in _TEACHERS:
        posts += _publisher(member, now)
    if member.part in _SCHOOL:
        posts += _ent(member, now)
    return [post for post in posts if post.date < now]


def _months(now: datetime, every: int, count: int) -> list[date]:
    """First days of months back from now, the most recent last."""
    months = [now.year * 12 + now.month - 1 - every * back for back in range(count)]
    return [date(month // 12, month % 12 + 1, 1) for month in reversed(months)]


def _moment(day: date, hour: int, minute: int) -> datetime:
    day = school_day(day)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=PARIS)


def _bulletins(member: Member, now: datetime) -> Iterator[Post]:
    count = 14 if member.is_main else 9
    sender = Person("inform@lire", f"informalire@{member.domain}", "informalire", client="mailing")
    for issue, month in enumerate(_months(now, 1, count), start=101 - count):
        if month.month in {7, 8}:
            continue
        title, lead, articles = BULLETINS[issue % len(BULLETINS)]
        lead = lead.format(year=school_year(month))
        yield _mailing(
            member,
            sender,
            _moment(month + timedelta(days=4), 8, 5),
            Sheet(INFORMALIRE, f"inform@lire n° {issue} – {title}", title, lead, articles, issue),
        )


def _publisher(member: Member, now: datetime) -> Iterator[Post]:
    sender = Person("Éditions du Marque-page", "lettre@marque-page.example", client="mailing")
    for issue, month in enumerate(_months(now, 4, 4), start=31):
        title, lead, articles = BOOKS[issue % len(BOOKS)]
        when = _moment(month + timedelta(days=10), 18, 31)
        yield _mailing(member, sender, when, Sheet(PUBLISHER, title, title, lead, articles, issue))


def _ent(member: Member, now: datetime) -> Iterator[Post]:
    sender = Person("ENT – Ne pas répondre", "ne-pas-repondre@ent.example.fr", client="mailing")
    rng = Random(f"ent/{member.login}")  # noqa: S311
    for number, month in enumerate(_months(now, 3, 5)):
        rows = (
            ("", "Messagerie", f"{rng.randrange(2, 14)} messages non lus"),
            ("", "Cahier de textes", f"{rng.randrange(1, 6)} travaux à corriger"),
            ("", "Pronote", "Saisie des moyennes ouverte jusqu’à vendredi"),
        )
        lead = "Voici ce qui vous attend dans votre espace numérique de travail cette semaine."
        when = _moment(month + timedelta(days=rng.randrange(3, 26)), 6, 30)
        subject = "ENT : votre récapitulatif de la semaine"
        yield _mailing(member, sender, when, Sheet(ENT, subject, subject, lead, rows, number))


def _notices(member: Member, now: datetime) -> Iterator[Post]:
    days = _months(now, 2, len(NOTICES))
    for notice, month in zip(NOTICES, days, strict=True):
        if notice.parts and member.part not in notice.parts:
            continue
        yield _notice(member, notice, _moment(month + timedelta(days=12), 9, 12))


def _notice(member: Member, notice: Notice, when: datetime) -> Post:
    sender = Person(notice.sender, f"{notice.local}@{member.domain}", notice.local, client="plain")
    day = say_day(school_day(when.date() + timedelta(days=6)))
    return Post(
        key=f"notice/{notice.subject}/{member.login}",
        date=when,
        sender=sender,
        to=(person(member),),
        subject=notice.subject.format(day=day),
        text=notice.text.format(day=day, academy=academy_name(member)) + f"\n\n{notice.sender}",
        headers=(("Auto-Submitted", "auto-generated"),),
    )


@dataclass(frozen=True)
class Sheet:
    """One issue of a mailing."""

    layout: Layout
    subject: str
    title: str
    lead: str
    articles: tuple[Article, ...]
    issue: int


def _mailing(member: Member, sender: Person, when: datetime, sheet: Sheet) -> Post:
    token = hashlib.sha256(f"{member.login}/{sheet.issue}".encode()).hexdigest()[:16]
    list_id = sender.address.replace("@", ".")
    return Post(
        key=f"{sender.address}/{sheet.issue}/{member.login}",
        date=when,
        sender=sender,
        to=(person(member),),
        subject=sheet.subject,
        text="\n\n".join([sheet.lead, *(f"{a[1]} : {a[2]}" for a in sheet.articles)]),
        html=_page(member, sheet, token, when),
        headers=(
            ("List-Id", f"<{list_id}>"),
            ("List-Unsubscribe", f"<https://lettres.example.org/desinscription?u={token}>"),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
            ("Precedence", "bulk"),
        ),
        envelope=f"retour+{token}@{sender.domain}",
    )


def _page(member: Member, sheet: Sheet, token: str, when: datetime) -> str:
    common = {
        "issue": str(sheet.issue),
        "token": token,
        "academy": member.academy,
        "academy_name": academy_name(member),
        "address": member.address,
        "domain": member.domain,
        "given": member.given,
        "month": say_month(when.date()),
        "year": school_year(when.date()),
    }
    article = Template(template(sheet.layout.article))
    articles = "".join(
        article.substitute(
            common, picture=picture, headline=html.escape(headline), summary=html.escape(summary)
        )
        for picture, headline, summary in sheet.articles
    )
    said = {"title": html.escape(sheet.title), "lead": html.escape(sheet.lead)}
    return Template(template(sheet.layout.page)).substitute(common, **said, articles=articles)
