"""Préau: mail and groupware for the académies."""

__version__ = "0.1.0"
