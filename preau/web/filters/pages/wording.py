"""Rules as sentences: the same words in the choices of the form and in what is read (W-18)."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from preau.engines.dovecot.types import Folder
from preau.formats.sieve.rule import Action, Criterion, Field, Match, Rule, Verb
from preau.kit import moments
from preau.mail import names, tags

INSIDE = "inside"
NOT = ":not"


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """What may be looked at, in groups: (group, [(choice, its words)])."""
    return [
        (_("People"), _PEOPLE()),
        (_("Words"), _WORDS()),
        (_("The message"), _MESSAGE()),
        (_("For those who know"), _EXPERT()),
    ]


def _PEOPLE() -> list[tuple[str, str]]:  # noqa: N802 -- a table, in the language in force
    return [
        ("sender:contains", _("the sender contains")),
        ("sender:contains:not", _("the sender does not contain")),
        ("sender:is", _("the sender’s address is")),
        ("sender:is:not", _("the sender’s address is not")),
        ("sender:begins", _("the sender’s address begins with")),
        ("sender:ends", _("the sender’s address ends with")),
        ("recipients:contains", _("the recipients contain")),
        ("recipients:contains:not", _("the recipients do not contain")),
        ("recipients:is", _("a recipient’s address is")),
        ("recipients:is:not", _("no recipient’s address is")),
        ("recipients:begins", _("a recipient’s address begins with")),
        ("recipients:ends", _("a recipient’s address ends with")),
        ("mine:among", _("one of my addresses is among the recipients")),
        ("mine:among:not", _("none of my addresses is among the recipients")),
        ("inside", _("it comes from the académie")),
        ("inside:not", _("it comes from outside the académie")),
        ("domain:among", _("the sender’s domain is one of")),
        ("domain:among:not", _("the sender’s domain is none of")),
        ("list:exists", _("it comes by a mailing list")),
        ("list:exists:not", _("it does not come by a mailing list")),
        ("list:contains", _("the mailing list’s name contains")),
        ("list:contains:not", _("the mailing list’s name does not contain")),
    ]


def _WORDS() -> list[tuple[str, str]]:  # noqa: N802 -- see above
    return [
        ("subject:contains", _("the subject contains")),
        ("subject:contains:not", _("the subject does not contain")),
        ("subject:is", _("the subject is")),
        ("subject:is:not", _("the subject is not")),
        ("subject:begins", _("the subject begins with")),
        ("subject:ends", _("the subject ends with")),
        ("body:contains", _("the text contains")),
        ("body:contains:not", _("the text does not contain")),
    ]


def _MESSAGE() -> list[tuple[str, str]]:  # noqa: N802 -- see above
    return [
        ("attachment:exists", _("it has an attachment")),
        ("attachment:exists:not", _("it has no attachment")),
        ("size:over", _("it weighs more than (in KB)")),
        ("size:under", _("it weighs less than (in KB)")),
        ("date:since", _("it arrives on this day or after")),
        ("date:before", _("it arrives before this day")),
        ("spam:over", _("its spam score is at least")),
        ("spam:over:not", _("its spam score is below")),
    ]


def _EXPERT() -> list[tuple[str, str]]:  # noqa: N802 -- see above
    return [
        ("header:exists", _("there is a header line called")),
        ("header:exists:not", _("there is no header line called")),
        ("header:contains", _("a header line contains (Name: words)")),
        ("header:contains:not", _("a header line does not contain (Name: words)")),
        ("header:is", _("a header line is (Name: words)")),
        ("header:begins", _("a header line begins with (Name: words)")),
        ("header:ends", _("a header line ends with (Name: words)")),
    ]


WITHOUT_VALUE = frozenset(
    {"mine:among", INSIDE, "list:exists", "attachment:exists"}
    | {"mine:among:not", "inside:not", "list:exists:not", "attachment:exists:not"}
)


def choice_of(one: Criterion, domains: Iterable[str]) -> str:
    if one.field is Field.DOMAIN and set(one.values) == set(domains):
        base = INSIDE
    else:
        base = f"{one.field}:{one.match}"
    return base + NOT if one.negated else base


def value_of(one: Criterion) -> str:
    """As the form's one field holds it."""
    if one.field is Field.DOMAIN:
        return ", ".join(one.values)
    if one.field is Field.HEADER:
        return f"{one.header}: {one.value}" if one.match is not Match.EXISTS else one.header
    return one.value


def criterion(one: Criterion, domains: Iterable[str]) -> str:
    choice = choice_of(one, domains)
    what = said(choice)
    if choice in WITHOUT_VALUE:
        return what
    value = value_of(one)
    if one.field is Field.DATE:
        value = moments.day_label(date.fromisoformat(value))
    return _("%(said)s “%(value)s”") % {"said": what, "value": value}


def words() -> dict[str, str]:
    return dict(pair for _group, pairs in choices() for pair in pairs)


def said(choice: str) -> str:
    """The words of a choice, also of one that the form does not offer."""
    known = words()
    if choice in known:
        return known[choice]
    return _("it is not so that %(said)s") % {"said": known.get(choice.removesuffix(NOT), "?")}


def sentence(rule: Rule, folders: Iterable[Folder], domains: Iterable[str]) -> str:
    """`When …, …: then …`, whole."""
    domains, folders = list(domains), list(folders)
    said = [criterion(one, domains) for one in rule.criteria]
    done = both([action(one, folders) for one in rule.actions])
    if not said:
        return _("For every message: %(done)s.") % {"done": done}
    when = both(said) if rule.needs_all else either(said)
    return _("When %(when)s: %(done)s.") % {"when": when, "done": done}


def both(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("%(before)s and %(last)s") % {"before": ", ".join(words[:-1]), "last": words[-1]}


def either(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("%(before)s or %(last)s") % {"before": ", ".join(words[:-1]), "last": words[-1]}


def action(one: Action, folders: Iterable[Folder]) -> str:
    said = {
        Verb.FORWARD: _("forward it to %(value)s"),
        Verb.READ: _("mark it as read"),
        Verb.STAR: _("star it"),
        Verb.TAG: _("tag it “%(value)s”"),
        Verb.COPY: _("copy it to “%(value)s”"),
        Verb.FILE: _("move it to “%(value)s”"),
        Verb.REPLY: _("reply automatically"),
        Verb.REJECT: _("send it back to its sender"),
        Verb.DISCARD: _("delete it without a trace"),
        Verb.STOP: _("look at no other rule"),
    }[one.verb]
    return said % {"value": thing(one, folders)}


def thing(one: Action, folders: Iterable[Folder]) -> str:
    if one.verb is Verb.TAG:
        return next((tag.name for tag in tags.of(frozenset({one.value}))), one.value)
    if one.verb in (Verb.FILE, Verb.COPY):
        return folder_title(one.value, folders)
    return one.value


def folder_title(name: str, folders: Iterable[Folder]) -> str:
    """As people see it: the roles in their language, the others with those above them."""
    found = next((folder for folder in folders if folder.name == name), None)
    return names.role_title(found.role) if found and found.role else name
