"""Paper: HTML printed as a PDF by a process of its own, which has nothing to lose."""

from preau.engines.press.asking import Page, Unprintable, press

__all__ = ["Page", "Unprintable", "press"]
