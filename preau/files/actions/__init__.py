"""Verbs on files: received, kept, linked, looked at by the antivirus, forgotten."""
