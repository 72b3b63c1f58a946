"""The demonstration: made-up people of four académies, and eighteen months of their mail.

for member in cast("poitiers"):
    for letter in mailbox_of(member, now, quota_bytes=quota): ...
    for sender, raw in todays_arrivals(member, now): ...
"""

from preau.ops.demo.cast import NOTE, PASSWORD, Member, School, cast
from preau.ops.demo.letters import Letter, mailbox_of, todays_arrivals

__all__ = [
    "NOTE",
    "PASSWORD",
    "Letter",
    "Member",
    "School",
    "cast",
    "mailbox_of",
    "todays_arrivals",
]
