"""Sieve (RFC 5228): rules as values, scripts as text, and what a rule would do to a message."""
