"""Verbs that change mail; the actor is the desk's account, the answer says what can be undone."""
