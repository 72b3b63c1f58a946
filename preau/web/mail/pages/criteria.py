"""The advanced search: its fields as one expression, an expression as its fields."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import get_language

from preau.formats.search.chips import filled, with_operator
from preau.formats.search.tree import Expression, Operator
from preau.mail import searching
from preau.web.shell.frame import Choice, SearchForm

_FIELDS = {
    "words": Operator.TEXT,
    "sender": Operator.FROM,
    "to": Operator.TO,
    "subject": Operator.SUBJECT,
}


def expression_of(form: Mapping[str, str]) -> str:
    """What the fields ask for, as a person would type it; nonsense in a date is passed over."""
    said = {_FIELDS[name]: form.get(name, "") for name in _FIELDS}
    said[Operator.SINCE] = _day(form.get("after", ""))
    # `avant:` leaves out the day it names, the form's “until” takes it in.
    said[Operator.BEFORE] = _day(form.get("before", ""), days=1)
    said[Operator.ATTACHMENT] = _yes() if form.get("attachment") == "1" else ""
    text = ""
    for operator, value in said.items():
        if value.strip():
            text = with_operator(searching.read(text), operator, value, language=_language())
    return text


def search_form(expression: Expression, folders: list[Choice]) -> SearchForm:
    said = filled(expression)
    return SearchForm(
        sender=said.get(Operator.FROM, ""),
        to=said.get(Operator.TO, ""),
        subject=said.get(Operator.SUBJECT, ""),
        words=said.get(Operator.TEXT, ""),
        after=_day(said.get(Operator.SINCE, "")),
        before=_day(said.get(Operator.BEFORE, ""), days=-1),
        has_attachment=bool(said.get(Operator.ATTACHMENT)),
        folders=folders,
    )


def _day(text: str, *, days: int = 0) -> str:
    try:
        return (date.fromisoformat(text.strip()) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return ""


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "fr"


def _yes() -> str:
    return {"fr": "oui", "en": "yes"}[_language()]
