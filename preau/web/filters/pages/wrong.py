"""What is wrong with a rule, said to who wrote it."""

from django.utils.translation import gettext as _


def sentence_of(part: str) -> str:
    """`part` is that of `formats.sieve.rule.WrongRule`."""
    return {
        "name": _("The rule’s name has 1 to 80 characters on one line."),
        "header": _("Write a header line as “Name: words”."),
        "values": _("Write one or several domains, separated by commas."),
        "size": _("Write a weight in KB, in digits."),
        "score": _("Write a score from 1 to 49."),
        "day": _("Write a day as 2026-11-22."),
        "value": _("Fill in each condition, on one line, without the signs ${."),
        "actions": _("Choose at least one thing to do."),
        "folder": _("Choose the folder."),
        "tag": _("A tag is made of letters, digits, - and _."),
        "address": _("Write one complete address to forward to."),
        "text": _("Write the text to send, without the signs ${."),
        "subject": _("Write the answer’s subject on one line."),
    }.get(part, _("This rule cannot be written."))
