"""Verbs on requests to the help desk."""
