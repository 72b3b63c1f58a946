"""Verbs on the directory and on past correspondents."""

from preau.people.actions.listing import list_account, list_accounts, list_box, relist
from preau.people.actions.remembering import remember

__all__ = ["list_account", "list_accounts", "list_box", "relist", "remember"]
