"""Rules and letters by chance, the same for the same seed."""

from random import Random

from preau.formats.sieve.rule import (
    MATCHES,
    Action,
    Criterion,
    Field,
    Match,
    Rule,
    Verb,
    settled,
)

WORDS = ["réunion", "Conseil", "École", "a*b?", "50 %", 'dit "oui"', "C:\\notes", "…", "ça", "x;y"]
PEOPLE = ["claire@ac-poitiers.fr", "Irène@lointain.example", "o'neil@ecole.example"]
HOSTILE = [
    '"; discard; #', '\\"; discard; stop; "', "\\", "\\\\", '"', "*/ discard; /*", "]}; discard;",
    "# rule:[x] #abcd", "text:", ".", "a\\", '\\\\"; keep; "', "#", "/*", "{", "}", "; stop;", '["a"]',
    "\ufeff", 'é\\"', "] #abcd", "𝒳", "\u202e", "<script>",
]  # fmt: skip
LINES = [
    "a\nb",
    "a\rb",
    "a\r\nb",
    "\0",
    "a\u2028b",
    "a\x85b",
    "x\ny\n# rule:[z] #abcd\nif true { discard; }",
]


def rule(
    chance: Random, words: list[str] = WORDS, *, actions: tuple[Verb, ...] = tuple(Verb)
) -> Rule:
    made = Rule(
        ident=f"{chance.randrange(16**8):08x}",
        name=chance.choice(words),
        criteria=tuple(criterion(chance, words) for _ in range(chance.randrange(4))),
        actions=tuple(action(chance, words, actions) for _ in range(1 + chance.randrange(3))),
        needs_all=True,
        is_on=chance.random() < 0.8,
    )
    if made.criteria and chance.random() < 0.5:
        made = Rule(made.ident, made.name, made.criteria, made.actions, False, made.is_on)
    return settled(made)


def criterion(chance: Random, words: list[str] = WORDS) -> Criterion:
    field = chance.choice(list(Field))
    match = chance.choice(MATCHES[field])
    negated = chance.random() < 0.3
    header = "X-Essai" if field is Field.HEADER else ""
    if match is Match.AMONG:
        values = tuple(
            chance.sample(PEOPLE if field is Field.MINE else ["ac-poitiers.fr", "ecole.example"], 2)
        )
        return Criterion(field, match, values=values, negated=negated)
    return Criterion(field, match, value_of(field, match, chance, words), (), header, negated)


def value_of(field: Field, match: Match, chance: Random, words: list[str]) -> str:
    if match is Match.EXISTS:
        return ""
    if field is Field.SIZE:
        return str(1 + chance.randrange(3))
    if field is Field.SPAM:
        return str(1 + chance.randrange(9))
    if field is Field.DATE:
        return chance.choice(["2020-01-31", "2040-12-01"])
    if field in (Field.SENDER, Field.RECIPIENTS) and match is Match.IS:
        return chance.choice(PEOPLE)
    return chance.choice(words)


def action(chance: Random, words: list[str], verbs: tuple[Verb, ...]) -> Action:
    verb = chance.choice(verbs)
    if verb in (Verb.COPY, Verb.FILE, Verb.REJECT):
        return Action(verb, chance.choice(words))
    if verb is Verb.TAG:
        return Action(verb, chance.choice(["$label1", "projet", "a.b-c"]))
    if verb is Verb.FORWARD:
        return Action(verb, chance.choice(["a@ecole.example", "o'neil+x@ecole.example"]))
    if verb is Verb.REPLY:
        return Action(
            verb,
            chance.choice(words) + "\n\nÀ bientôt",
            "Re: " + chance.choice(words),
            ("É <e@x.fr>", "e@x.fr"),
        )
    return Action(verb)
