"""The findings in lines: one a check, aligned, what to do beneath what is wrong."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from preau.ops.doctor.finding import Finding, Level

SIGNS = {Level.WELL: "✓", Level.NOTE: "!", Level.WRONG: "✗"}
WORDS = {Level.WELL: "ok", Level.NOTE: "look", Level.WRONG: "WRONG"}
COLOURS = {Level.WELL: "32", Level.NOTE: "33", Level.WRONG: "31"}


def lines(findings: Sequence[Finding], *, terminal: bool) -> str:
    """Signs and colours on a terminal; elsewhere words, which a log or a pager keeps."""
    subjects = max((len(finding.subject) for finding in findings), default=0)
    rooms = max((len(finding.room) for finding in findings), default=0)
    said: list[str] = []
    room = ""
    for finding in findings:
        shown = "" if finding.room == room else finding.room
        room = finding.room
        mark = _coloured(finding.level) if terminal else f"{WORDS[finding.level]:<5}"
        said.append(f"{mark} {shown:<{rooms}}  {finding.subject:<{subjects}}  {finding.words}")
        indent = (1 if terminal else 5) + 1 + rooms + 2 + subjects + 2
        said += [f"{' ' * indent}→ {step}" for step in finding.mend]
    return "\n".join([*said, "", summary(findings)])


def _coloured(level: Level) -> str:
    return f"\x1b[{COLOURS[level]}m{SIGNS[level]}\x1b[0m"


def summary(findings: Sequence[Finding]) -> str:
    wrong = sum(finding.level == Level.WRONG for finding in findings)
    notes = sum(finding.level == Level.NOTE for finding in findings)
    if not wrong and not notes:
        return f"All is well: {len(findings)} things were looked at."
    return f"{len(findings)} things were looked at: {wrong} wrong, {notes} to look at."


def as_json(findings: Sequence[Finding]) -> str:
    return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1)


def is_well(findings: Sequence[Finding]) -> bool:
    return all(finding.level != Level.WRONG for finding in findings)
