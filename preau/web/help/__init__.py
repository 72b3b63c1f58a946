"""The help, read from docs/user: reached by anyone, signed in or not (H-01)."""
