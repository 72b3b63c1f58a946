"""What the engines write of a message's way, line by line, as facts.

Each module reads one engine's lines: `read(line)` gives a fact, or None for what tells nothing of a
delivery. A fact is a flat dictionary that goes through JSON as it is: `kind`, `at` (ISO, with its
zone) and what `kind` says, in the docstrings. No fact holds a subject, a body or a file's name.
"""

from preau.formats.maillog.moments import Fact

__all__ = ["Fact"]
