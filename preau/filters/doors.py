"""The engine's door this room uses."""

from preau.mail.doors import scripts

__all__ = ["scripts"]
