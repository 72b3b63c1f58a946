"""What is ours of mail: drafts that wait to leave, and who signs them. Messages live in Dovecot."""

from preau.mail.models.due import Acknowledgement, Erasure, Look, Reminder, Snooze
from preau.mail.models.letters import (
    BEHIND,
    Draft,
    DraftAttachment,
    Identity,
    ReadyMade,
    Release,
)
from preau.mail.models.searches import SavedSearch

__all__ = [
    "BEHIND",
    "Acknowledgement",
    "Draft",
    "DraftAttachment",
    "Erasure",
    "Identity",
    "Look",
    "ReadyMade",
    "Release",
    "Reminder",
    "SavedSearch",
    "Snooze",
]
