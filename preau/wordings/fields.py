"""The places that a text can have, and what fills them: the reader, the writer, the day."""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from preau.academies.registry import academies
from preau.formats.mime.addresses import Address
from preau.formats.placeholders import folded
from preau.identity.models import Account
from preau.kit import moments


@dataclass(frozen=True)
class Field:
    """A place as people write it between braces, and what it says."""

    name: str
    sense: str


def fields() -> list[Field]:
    """Those that are always known, in the order they are shown."""
    return [
        Field("prénom", _("the recipient’s first name")),
        Field("nom", _("the recipient’s family name")),
        Field("fonction", _("the recipient’s function, from the directory")),
        Field("établissement", _("the recipient’s school or service, from the directory")),
        Field("date", _("the day it is written")),
        Field("objet", _("the subject of the message")),
        Field("mon prénom", _("your first name")),
        Field("mon nom", _("your family name")),
        Field("ma fonction", _("your function")),
        Field("mon établissement", _("your school or service")),
        Field("mon académie", _("your académie")),
    ]


@cache
def known() -> frozenset[str]:
    """Their names folded, which are French in every language."""
    return frozenset(folded(one.name) for one in fields())


def values(*, writer: Account, recipient: Address | None, subject: str) -> dict[str, str]:
    """By folded name. Without a recipient, or with several, theirs stay to be filled by hand."""
    return {**of_writer(writer), **of_recipient(writer, recipient), **of_letter(subject)}


def of_letter(subject: str) -> dict[str, str]:
    return {"date": moments.day_label(moments.today_here()), "objet": subject}


def of_writer(account: Account) -> dict[str, str]:
    function, school = _post(account)
    academy = academies().by_slug(account.academy)
    return {
        "mon-prenom": account.given_name,
        "mon-nom": account.family_name,
        "ma-fonction": function,
        "mon-etablissement": school,
        "mon-academie": academy.name if academy else "",
    }


def of_recipient(writer: Account, person: Address | None) -> dict[str, str]:
    """From the writer's own directory; who is not in it has the name written in the address."""
    if person is None:
        return {}
    listed = Account.objects.filter(
        academy=writer.academy, address=person.address.lower(), state=Account.State.ACTIVE
    ).first()
    if listed is None:
        given, family = given_and_family(person.name)
        return {"prenom": given, "nom": family}
    function, school = _post(listed)
    return {
        "prenom": listed.given_name,
        "nom": listed.family_name,
        "fonction": function,
        "etablissement": school,
    }


def given_and_family(name: str) -> tuple[str, str]:
    """`Claire Dubois`, `DUBOIS Claire` and `Dubois, Claire`; a single word is nobody's name."""
    if "," in name:
        family, _comma, given = (part.strip() for part in name.partition(","))
        return given, family
    words = name.split()
    if len(words) < 2:
        return "", ""
    shouted = [word for word in words if len(word) > 1 and word.isupper()]
    if shouted and len(shouted) < len(words):
        given = " ".join(word for word in words if word not in shouted)
        return given, " ".join(shouted)
    return words[0], " ".join(words[1:])


def _post(account: Account) -> tuple[str, str]:
    post = next(iter(account.posts), None)
    return (post.function, post.school_name) if post else ("", "")
