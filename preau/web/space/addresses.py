"""Where the parts of a picture lead: the list or the search of their messages."""

from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.translation import get_language

from preau.formats.search.chips import quoted
from preau.formats.search.operators import name_of
from preau.formats.search.tree import Operator


def folder(box: str, key: str) -> str:
    return f"/mail/{quote(box)}/{key}/"


def message(box: str, key: str, ident: str) -> str:
    return f"/mail/{quote(box)}/{key}/m/{ident}/"


def detach(box: str, key: str, ident: str) -> str:
    return f"{message(box, key, ident)}detach"


def of_sender(box: str, address: str) -> str:
    return _search(box, Operator.FROM, address)


def of_year(box: str, year: str) -> str:
    return _search(box, Operator.ON, year)


def _search(box: str, operator: Operator, value: str) -> str:
    language = (get_language() or "fr")[:2]
    words = f"{name_of(operator, language)}:{quoted(value)}"
    return f"{folder(box, 'all')}?{urlencode({'q': words})}"


def errand(box: str, number: int) -> str:
    return reverse("space:errand", kwargs={"box": box, "number": number})
