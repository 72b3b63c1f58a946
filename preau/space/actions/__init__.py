"""Verbs on the room of a mailbox; what takes long is an errand, done by the worker."""
