"""Rules made and looked at on the pages, as a person does."""

from email.message import EmailMessage

from preau.filters.doors import scripts
from tests.house.cast import Person
from tests.house.postbag import letter
from tests.house.visitor import Answer, Visitor

BASE = {"needs": "all", "is_on": "1", "stops": "1"}


def path(person: Person, tail: str = "") -> str:
    return f"/settings/filters/{person.box}/{tail}"


def new_rule(visitor: Visitor, person: Person) -> str:
    """Where the form of a new rule is posted."""
    return str(visitor.get(path(person, "new")).one("#rule-form")["action"])


def make(person: Person, choice: str, value: str, **fields: str) -> Answer:
    visitor = person.visitor()
    asked = BASE | {"choice": choice, "value": value, "place": "files"} | fields
    return visitor.follow(visitor.post(new_rule(visitor, person), asked))


def sentences(answer: Answer) -> list[str]:
    return [" ".join(one.get_text().split()) for one in answer.all(".rule-sentence")]


def names(answer: Answer) -> list[str]:
    return [" ".join(one.get_text().split()) for one in answer.all(".rule-name")]


def stamp(answer: Answer) -> str:
    return str(answer.all("input[name=stamp]")[0]["value"])


def act(person: Person, verb: str, **fields: str) -> Answer:
    """A button of the list, as it stands now."""
    visitor = person.visitor()
    seen = stamp(visitor.get(path(person)))
    return visitor.follow(visitor.post(path(person, verb), {"stamp": seen, **fields}))


def keep_script(person: Person, text: str, name: str = "ailleurs") -> None:
    """And put it in force, by ManageSieve, as another program does."""
    with scripts().open(person.login) as shelf:
        shelf.put(name, text)
        shelf.activate(name)


def kept(person: Person, name: str) -> str:
    with scripts().open(person.login) as shelf:
        return shelf.text(name)


def about(subject: str, **how: str) -> EmailMessage:
    """A letter whose subject is this alone."""
    made = letter(**how)
    made.replace_header("Subject", subject)
    return made
