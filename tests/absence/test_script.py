"""The script, judged by Pigeonhole itself: its compiler, its tester, at the times that matter."""

from datetime import date, time
from email.message import EmailMessage

import pytest

from preau.absence.script import Answers, Voice, script
from preau.absence.spans import Period, spans
from preau.academies.hours import Hours
from tests.absence.sieve import ADDRESS, Bench
from tests.house.postbag import SECRET, letter

CLAIRE = Voice("Claire Lefèvre", ADDRESS, (ADDRESS, "clefevre@ac-poitiers.fr"))
DOMAINS = ("ac-poitiers.fr", "ac-paris.fr")
IRENE, KARIM = "irene@lointain.example", "karim.benali@ac-poitiers.fr"
CHRISTMAS = Period(date(2026, 12, 19), date(2027, 1, 3))
DURING = "2026-12-24 10:00:00"
HOSTILE = [
    'fin"; discard; #',
    "fin\\",
    'fin\\"; stop; "',
    "${1} ${asked} ${unicode:0022}",
    "text:\n.\ndiscard;\n.",
    "*/ discard; /*",
    "# commentaire\r\nkeep;",
    "$ $$ ${ }",
    "« L’école »\u2028fin\x85 · 😀",
]


def made(
    period: Period = CHRISTMAS,
    inside: str = "Dedans",
    outside: str = "Dehors",
    only_to: tuple[str, ...] | None = None,
    voice: Voice = CLAIRE,
) -> str:
    away = tuple(spans(period, Hours()))
    answers = Answers(away, 7, "Réponse automatique :", inside, outside, DOMAINS, only_to)
    return script(voice, answers)


def to_claire(**more: str) -> EmailMessage:
    return letter(to=ADDRESS, **more)


def answered(bench: Bench, sender: str, at: str = DURING, **how: object) -> EmailMessage | None:
    return bench.answer(made(**how), to_claire(), sender=sender, at=at)  # type: ignore[arg-type]


def text_of(answer: EmailMessage | None) -> str:
    assert answer is not None
    return str(answer.get_content()).rstrip("\n")


def test_the_answer_says_what_it_is_and_whose(bench: Bench) -> None:
    answer = answered(bench, IRENE)
    assert answer is not None
    shown = {name: str(answer[name]) for name in ("From", "To", "Subject", "Auto-Submitted")}
    assert shown == {
        "From": f"Claire Lefèvre <{ADDRESS}>",
        "To": "Irène Lointaine <irene@lointain.example>",
        "Subject": f"Réponse automatique : Réunion {SECRET}",
        "Auto-Submitted": "auto-replied (vacation)",
    }
    assert answer["In-Reply-To"] == answer["References"]


def test_the_outside_and_the_inside_get_each_their_text(bench: Bench) -> None:
    senders = [IRENE, KARIM, "x@AC-Paris.fr", "x@ac-paris.fr.lointain.example"]
    told = [text_of(answered(bench, sender)) for sender in senders]
    assert told == ["Dehors", "Dedans", "Dedans", "Dehors"]


# Hours of UTC: in winter France is one hour later, in summer two.
TIMES = [
    (CHRISTMAS, "2026-12-18 22:59:58", False),
    (CHRISTMAS, "2026-12-18 23:00:00", True),
    (CHRISTMAS, "2027-01-03 22:59:58", True),
    (CHRISTMAS, "2027-01-03 23:00:00", False),
    (Period(date(2027, 3, 28), date(2027, 3, 28)), "2027-03-27 23:00:00", True),
    (Period(date(2027, 3, 28), date(2027, 3, 28)), "2027-03-28 21:59:58", True),
    (Period(date(2027, 3, 28), date(2027, 3, 28)), "2027-03-28 22:00:00", False),
    (Period(date(2026, 10, 25), date(2026, 10, 25)), "2026-10-25 22:59:58", True),
    (Period(date(2026, 11, 24), date(2026, 11, 24), time(14)), "2026-11-24 12:59:58", False),
    (Period(date(2026, 11, 24), date(2026, 11, 24), time(14)), "2026-11-24 13:00:00", True),
]
WEDNESDAYS = Period(date(2026, 9, 1), date(2027, 7, 2), halves="0000" + "11" + "00000000")
TIMES += [
    (WEDNESDAYS, "2026-11-24 22:59:58", False),
    (WEDNESDAYS, "2026-11-25 10:00:00", True),
    (WEDNESDAYS, "2026-11-25 23:00:00", False),
    (WEDNESDAYS, "2027-06-29 22:00:00", True),
    (WEDNESDAYS, "2027-07-07 10:00:00", False),
]


@pytest.mark.parametrize(("period", "at", "is_answered"), TIMES)
def test_the_script_begins_and_ends_by_itself(
    bench: Bench, period: Period, at: str, *, is_answered: bool
) -> None:
    assert (answered(bench, IRENE, at, period=period) is not None) == is_answered


# What is written, from whom, and why nobody is told.
SILENT: dict[str, tuple[dict[str, str], str]] = {
    "a list": ({"List_Id": "<profs.liste.example>"}, IRENE),
    "a mailing": ({"List_Unsubscribe": "<mailto:x@y.example>"}, IRENE),
    "in bulk": ({"Precedence": "bulk"}, IRENE),
    "an answering machine": ({"Auto_Submitted": "auto-replied"}, IRENE),
    "a program": ({"Auto_Submitted": "auto-generated"}, IRENE),
    "another vacation": ({"X_Autoreply": "yes"}, IRENE),
    "Exchange asks for none": ({"X_Auto_Response_Suppress": "DR, OOF, AutoReply"}, IRENE),
    "a bulk sender's mark": ({"Feedback_ID": "1:news:example"}, IRENE),
    "noreply": ({}, "noreply@lointain.example"),
    "no-reply with more": ({}, "enquete-no-reply+12@lointain.example"),
    "do not answer, in French": ({}, "ne-pas-repondre@ac-poitiers.fr"),
    "the mail system": ({}, "mailer-daemon@lointain.example"),
    "the owner of a list": ({}, "owner-profs@lointain.example"),
    "oneself": ({}, ADDRESS),
}


@pytest.mark.parametrize("what", SILENT)
def test_no_answer_goes_to(bench: Bench, what: str) -> None:
    headers, sender = SILENT[what]
    assert bench.answer(made(), to_claire(**headers), sender=sender, at=DURING) is None


def test_who_was_not_named_is_not_answered_for(bench: Bench) -> None:
    hidden = letter(to="Tous <profs@liste.example>")
    assert bench.answer(made(), hidden, sender=IRENE, at=DURING) is None
    by_another = letter(to="clefevre@ac-poitiers.fr")
    assert bench.answer(made(), by_another, sender=IRENE, at=DURING) is not None


def test_outside_only_those_one_has_written_to_or_nobody(bench: Bench) -> None:
    known = {"only_to": (IRENE, "a@b.example")}
    assert answered(bench, "Irene@Lointain.example", **known) is not None
    assert answered(bench, "paul@lointain.example", **known) is None
    assert answered(bench, KARIM, **known) is not None
    assert answered(bench, IRENE, only_to=()) is None
    assert answered(bench, KARIM, only_to=()) is not None


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_only_ever_a_text(bench: Bench, text: str) -> None:
    written = made(inside=text, outside=text)
    assert bench.compiles(written) == ""
    found = bench.answer(written, to_claire(), sender=IRENE, at=DURING)
    assert text_of(found) == "\n".join(text.splitlines())


@pytest.mark.parametrize("name", [*HOSTILE, 'Jean "le Grand" O’Brien, <x@y>', ""])
def test_a_name_is_only_ever_a_name(bench: Bench, name: str) -> None:
    name = " ".join(name.splitlines())
    assert bench.compiles(made(voice=Voice(name, ADDRESS, (ADDRESS,)))) == ""


def test_the_subject_of_a_stranger_is_only_ever_a_subject(bench: Bench) -> None:
    odd = letter(to=ADDRESS)
    del odd["Subject"]
    odd["Subject"] = '${dollar} "; discard; #'
    found = bench.answer(made(), odd, sender=IRENE, at=DURING)
    assert found is not None
    assert found["Subject"] == 'Réponse automatique : ${dollar} "; discard; #'


def test_a_year_of_half_days_compiles(bench: Bench) -> None:
    part_time = Period(date(2026, 9, 1), date(2027, 7, 2), halves="10010100100000")
    assert bench.compiles(made(period=part_time, only_to=(IRENE,) * 2000)) == ""
