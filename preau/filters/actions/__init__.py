"""Verbs: what changes a mailbox's rules, or what they have done."""
