"""What people type in the search field: read, shown as chips, and said to an IMAP server.

expression = parse("de:durand réunion -pj:oui", today=today)
expression.mistakes             sentences for what was not understood
chips(expression)               conditions to remove one by one
unwanted(expression)            to search and save first, when not empty
to_imap(expression)             the criteria
"""

from preau.formats.search.chips import Chip, chips, filled, unparse, with_operator
from preau.formats.search.grammar import parse
from preau.formats.search.highlights import highlight_words, pieces
from preau.formats.search.imap import (
    Criteria,
    Text,
    attachment_names,
    folders,
    on_the_wire,
    to_imap,
    unwanted,
)
from preau.formats.search.keys import keyword
from preau.formats.search.operators import NAMES, known_names, operator_named
from preau.formats.search.tree import Expression, Mistake, Operator

__all__ = [
    "NAMES",
    "Chip",
    "Criteria",
    "Expression",
    "Mistake",
    "Operator",
    "Text",
    "attachment_names",
    "chips",
    "filled",
    "folders",
    "highlight_words",
    "keyword",
    "known_names",
    "on_the_wire",
    "operator_named",
    "parse",
    "pieces",
    "to_imap",
    "unparse",
    "unwanted",
    "with_operator",
]
