"""Verbs of signing in elsewhere."""
