"""Rules as Sieve: the only place where what people typed becomes a script.

Every text goes through `quoted`, every name stands on one line of comment: neither can end early.
"""

from collections.abc import Iterable

from preau.formats.sieve.mark import MARK, mark
from preau.formats.sieve.rule import (
    ENDING,
    FLAGS,
    Action,
    Criterion,
    Field,
    Foreign,
    Included,
    Item,
    Match,
    Rule,
    Script,
    Verb,
    check,
)

OPENING = (
    "# Filters of Préau. They may be changed here too: what it does not know, it keeps as it is."
)
SCORE_HEADER = "x-spam-level"
ZONE = "+0100"
# i;ascii-casemap (RFC 4790 section 9.2): A to Z, and no other letter.
SMALL = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_HEADERS = {
    Field.SENDER: '"from"',
    Field.RECIPIENTS: '["to", "cc"]',
    Field.SUBJECT: '"subject"',
    Field.LIST: '"list-id"',
}
_REQUIRED = {
    "addheader ": ("editheader",),
    "fileinto ": ("fileinto",),
    "fileinto :copy ": ("copy",),
    "redirect :copy ": ("copy",),
    "addflag ": ("imap4flags",),
    "vacation ": ("vacation",),
    "reject ": ("reject",),
    "body :text ": ("body",),
    "header :mime ": ("mime",),
    "currentdate ": ("date", "relational"),
    "include :personal ": ("include",),
}


def write(script: Script) -> str:
    """The whole script. Raises WrongRule for a rule that cannot stand in it."""
    parts = [_item(item) for item in script.items]
    required = required_by(script.items)
    if any(isinstance(item, Foreign) for item in script.items):
        required |= script.requires
    lines = [OPENING]
    if required:
        lines.append(f"require [{', '.join(quoted(name) for name in sorted(required))}];")
    return "\n".join([*lines, "", *parts]).rstrip("\n") + "\n"


def required_by(items: Iterable[Item]) -> frozenset[str]:
    """The extensions that rules need; what foreign parts need, only their script knows."""
    ours = [_pieces(item) for item in items if not isinstance(item, Foreign)]
    lines = [piece for pieces in ours for piece in pieces]
    found = {
        name
        for start, names in _REQUIRED.items()
        if any(line.startswith(start) for line in lines)
        for name in names
    }
    return frozenset(found)


def _pieces(item: Item) -> list[str]:
    """Each test and each action of ours alone, as it is written."""
    if isinstance(item, Rule):
        return [_bare(c) for c in item.criteria] + list(_deeds(item))
    return (
        [f"include :personal :optional {quoted(item.name)}"] if isinstance(item, Included) else []
    )


def _item(item: Item) -> str:
    if isinstance(item, Rule):
        return write_rule(item)
    if isinstance(item, Included):
        return write_included(item)
    return item.text.strip("\r\n") + "\n"


def write_rule(rule: Rule) -> str:
    check(rule)
    inside = "".join(f"    {deed};\n" for deed in _deeds(rule))
    return f"{heading(rule)}\nif {_test(rule)} {{\n{inside}}}\n"


def heading(rule: Rule) -> str:
    """The line of comment that says where a rule of ours begins (Roundcube reads it too)."""
    return f"# rule:[{rule.name}] #{rule.ident}"


def write_included(item: Included) -> str:
    test = "true" if item.is_on else "false"
    return f"if {test} {{\n    include :personal :optional {quoted(item.name)};\n}}\n"


def quoted(text: str) -> str:
    """A string of RFC 5228 section 2.4.2: nothing in it can end it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def spellings(text: str) -> tuple[str, ...]:
    """As typed, then as it may be written otherwise: the server's comparison knows the case of
    A to Z alone (i;ascii-casemap), and `école` must find `École`."""
    found: dict[str, str] = {}
    for one in (text, text.lower(), text.upper(), text.title()):
        found.setdefault(one.translate(SMALL), one)
    return tuple(found.values())


def _test(rule: Rule) -> str:
    tests = [f"not {_bare(c)}" if c.negated else _bare(c) for c in rule.criteria]
    if not tests:
        whole = "true"
    elif rule.needs_all:
        whole = f"allof ({', '.join(tests)})"
    else:
        whole = f"anyof ({', '.join(tests)})"
    return whole if rule.is_on else f"allof (false, {whole})"


def _bare(one: Criterion) -> str:
    if one.field is Field.MINE:
        return f'address :all :is ["to", "cc"] {_many(one.values)}'
    if one.field is Field.DOMAIN:
        return f'address :domain :is "from" {_many(one.values)}'
    if one.field is Field.BODY:
        return f"body :text :contains {_one_or_many(spellings(one.value))}"
    if one.field is Field.SIZE:
        return f"size :{one.match} {int(one.value)}K"
    if one.field is Field.ATTACHMENT:
        return 'header :mime :anychild :contains "content-disposition" "attachment"'
    if one.field is Field.DATE:
        relation = "ge" if one.match is Match.SINCE else "lt"
        return f'currentdate :zone "{ZONE}" :value "{relation}" "date" {quoted(one.value)}'
    if one.field is Field.SPAM:
        return f'header :contains "{SCORE_HEADER}" "{"*" * int(one.value)}"'
    return _textual(one)


def _textual(one: Criterion) -> str:
    header = _HEADERS.get(one.field) or quoted(one.header)
    if one.match is Match.EXISTS:
        return f"exists {header}"
    people = one.field in (Field.SENDER, Field.RECIPIENTS)
    # A part of a name is looked for as well; the rest is said of a bare address.
    test = "address :all" if people and one.match is not Match.CONTAINS else "header"
    return f"{test} {_comparison(one)} {header} {_one_or_many(_keys(one))}"


def _comparison(one: Criterion) -> str:
    return f":{one.match}" if one.match in (Match.CONTAINS, Match.IS) else ":matches"


def _keys(one: Criterion) -> tuple[str, ...]:
    found = spellings(one.value)
    if one.match is Match.BEGINS:
        return tuple(_literal(key) + "*" for key in found)
    if one.match is Match.ENDS:
        return tuple("*" + _literal(key) for key in found)
    return found


def _literal(text: str) -> str:
    """For `:matches`, where * and ? stand for anything (RFC 5228 section 2.7.1)."""
    return "".join("\\" + sign if sign in "*?\\" else sign for sign in text)


def _one_or_many(texts: tuple[str, ...]) -> str:
    return quoted(texts[0]) if len(texts) == 1 else _many(texts)


def _many(texts: Iterable[str]) -> str:
    return f"[{', '.join(quoted(text) for text in texts)}]"


def _deeds(rule: Rule) -> Iterable[str]:
    """In the order of `Verb`; the mark before all that keeps the message."""
    ordered = sorted(rule.actions, key=lambda action: list(Verb).index(action.verb))
    verbs = {action.verb for action in ordered}
    forwards = [a for a in ordered if a.verb is Verb.FORWARD]
    yield from (_deed(rule, action) for action in forwards)
    if Verb.REJECT not in verbs:
        yield f'addheader "{MARK}" {quoted(mark(rule.ident, rule.name))}'
    yield from (_deed(rule, a) for a in ordered if a.verb not in (Verb.FORWARD, Verb.STOP))
    if Verb.STOP in verbs or verbs & ENDING:
        yield "stop"


def _deed(rule: Rule, action: Action) -> str:
    value = quoted(action.value)
    if action.verb is Verb.REPLY:
        return _reply(rule, action)
    return {
        Verb.FORWARD: f"redirect :copy {value}",
        Verb.READ: f"addflag {quoted(FLAGS[Verb.READ])}",
        Verb.STAR: f"addflag {quoted(FLAGS[Verb.STAR])}",
        Verb.TAG: f"addflag {value}",
        Verb.COPY: f"fileinto :copy {value}",
        Verb.FILE: f"fileinto {value}",
        Verb.REJECT: f"reject {value}",
        Verb.DISCARD: "discard",
    }[action.verb]


def _reply(rule: Rule, action: Action) -> str:
    """Once a day to each sender, never to lists or machines (RFC 5230 section 4.6)."""
    sender, *addresses = action.values
    subject = f" :subject {quoted(action.subject)}" if action.subject else ""
    known = f" :addresses {_many(addresses)}" if addresses else ""
    return (
        f"vacation :days 1{subject} :from {quoted(sender)}{known} "
        f":handle {quoted(rule.ident)} {quoted(action.value)}"
    )
