"""Verbs on members of staff: they arrive, change posts, move, leave."""
