"""Trees that look like ours, as criteria and actions; whoever asks compares what comes out.

What is guessed here may be wrong: `reading` writes it again, and only what says the same is kept.
"""

from collections.abc import Iterable, Sequence

from preau.formats.sieve.grammar import Argument, Node, Number, Tag
from preau.formats.sieve.rule import FLAGS, Action, Criterion, Field, Match, Verb
from preau.formats.sieve.writing import SCORE_HEADER

_BY_HEADER = {"from": Field.SENDER, "subject": Field.SUBJECT, "list-id": Field.LIST}
_BY_FLAG = {flag: verb for verb, flag in FLAGS.items()}
_RECIPIENTS = ("to", "cc")


def split_switch(test: Node) -> tuple[bool, Node]:
    """Whether the rule is on, and its own test: off, it is `allof (false, test)`."""
    if test.name == "allof" and len(test.tests) == 2 and test.tests[0].name == "false":
        return False, test.tests[1]
    return True, test


def read_criteria(test: Node) -> tuple[bool, tuple[Criterion, ...]] | None:
    """Whether all are needed, and which; None for a test of another shape."""
    if test.name == "true":
        return True, ()
    if test.name not in ("allof", "anyof"):
        return None
    found = [_criterion(one) for one in test.tests]
    known = tuple(one for one in found if one is not None)
    return (test.name == "allof", known) if len(known) == len(found) else None


def read_actions(block: Sequence[Node]) -> tuple[Action, ...] | None:
    ends = any(node.name in ("vacation", "reject", "discard") for node in block)
    found = [
        _action(node)
        for node in block
        if node.name != "addheader" and not (node.name == "stop" and ends)
    ]
    known = tuple(one for one in found if one is not None)
    return known if len(known) == len(found) else None


def _criterion(test: Node) -> Criterion | None:
    negated = test.name == "not" and len(test.tests) == 1
    bare = test.tests[0] if negated else test
    texts = [a for a in bare.arguments if isinstance(a, str | tuple)]
    tags = [a.name for a in bare.arguments if isinstance(a, Tag)]
    found = _bare(bare, tags, texts)
    if found is None:
        return None
    return Criterion(**{**found, "negated": negated})  # type: ignore[arg-type]


def _bare(
    test: Node, tags: list[str], texts: Sequence[str | tuple[str, ...]]
) -> dict[str, object] | None:
    if test.name == "size":
        return _size(test.arguments)
    if test.name == "exists" and len(texts) == 1 and isinstance(texts[0], str):
        return _of_header(texts[0]) | {"match": Match.EXISTS}
    if test.name == "currentdate" and len(texts) == 4:
        match = Match.SINCE if texts[1] == "ge" else Match.BEFORE
        return {"field": Field.DATE, "match": match, "value": texts[3]}
    if test.name == "body" and len(texts) == 1:
        return {"field": Field.BODY, "match": Match.CONTAINS, "value": _first(texts[0])}
    if test.name in ("header", "address") and len(texts) == 2:
        return _headed(test, tags, texts[0], texts[1])
    return None


def _size(arguments: Iterable[Argument]) -> dict[str, object] | None:
    match list(arguments):
        case [Tag(name="over" | "under" as way), Number(text=text)] if text.endswith("k"):
            return {"field": Field.SIZE, "match": Match(way), "value": text[:-1]}
    return None


def _headed(
    test: Node, tags: list[str], header: str | tuple[str, ...], keys: str | tuple[str, ...]
) -> dict[str, object] | None:
    if "anychild" in tags:
        return {"field": Field.ATTACHMENT, "match": Match.EXISTS}
    if header == SCORE_HEADER:
        return {"field": Field.SPAM, "match": Match.OVER, "value": str(len(_first(keys)))}
    if test.name == "address" and isinstance(keys, tuple):
        if "domain" in tags:
            return {"field": Field.DOMAIN, "match": Match.AMONG, "values": keys}
        if header == _RECIPIENTS and "is" in tags and _are_many(keys):
            return {"field": Field.MINE, "match": Match.AMONG, "values": keys}
    field = {"field": Field.RECIPIENTS} if header == _RECIPIENTS else _named(header)
    return None if field is None else field | _compared(tags, _first(keys))


def _are_many(keys: tuple[str, ...]) -> bool:
    """Addresses of somebody, and not the spellings of one."""
    return len({key.casefold() for key in keys}) == len(keys)


def _named(header: str | tuple[str, ...]) -> dict[str, object] | None:
    return _of_header(header) if isinstance(header, str) else None


def _of_header(name: str) -> dict[str, object]:
    if name in _BY_HEADER:
        return {"field": _BY_HEADER[name]}
    return {"field": Field.HEADER, "header": name}


def _compared(tags: list[str], key: str) -> dict[str, object]:
    if "matches" not in tags:
        return {"match": Match.CONTAINS if "contains" in tags else Match.IS, "value": key}
    if key.startswith("*"):
        return {"match": Match.ENDS, "value": _unescaped(key[1:])}
    return {"match": Match.BEGINS, "value": _unescaped(key[:-1])}


def _unescaped(pattern: str) -> str:
    said, escaped = "", False
    for sign in pattern:
        if sign == "\\" and not escaped:
            escaped = True
        else:
            said, escaped = said + sign, False
    return said


def _first(keys: str | tuple[str, ...]) -> str:
    return keys if isinstance(keys, str) else keys[0]


def _action(node: Node) -> Action | None:
    tags = [a.name for a in node.arguments if isinstance(a, Tag)]
    texts = [a for a in node.arguments if isinstance(a, str)]
    value = texts[-1] if texts else ""
    if node.name == "fileinto":
        return Action(Verb.COPY if "copy" in tags else Verb.FILE, value)
    if node.name == "addflag":
        return Action(_BY_FLAG[value]) if value in _BY_FLAG else Action(Verb.TAG, value)
    if node.name == "vacation":
        return _reply(node, value)
    plain = {"redirect": Verb.FORWARD, "reject": Verb.REJECT}
    if node.name in plain:
        return Action(plain[node.name], value)
    return Action(Verb(node.name)) if node.name in ("discard", "stop") else None


def _reply(node: Node, text: str) -> Action:
    said: dict[str, Argument] = {}
    for tag, value in zip(node.arguments, node.arguments[1:], strict=False):
        if isinstance(tag, Tag):
            said[tag.name] = value
    subject, sender, addresses = (
        said.get("subject", ""),
        said.get("from", ""),
        said.get("addresses"),
    )
    others = addresses if isinstance(addresses, tuple) else ()
    return Action(
        Verb.REPLY,
        text,
        subject if isinstance(subject, str) else "",
        (sender if isinstance(sender, str) else "", *others),
    )
