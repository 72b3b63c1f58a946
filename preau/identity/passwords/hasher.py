"""What a password costs who guesses, and who signs in (RFC 9106)."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PasswordHasher(Argon2PasswordHasher):
    """argon2id with 46 MiB, twice, on one core: two times what OWASP asks for at least.

    docs/decisions/0034 says why no more. Hashes of other parameters stay readable.
    """

    time_cost = 2
    memory_cost = 46 * 1024
    parallelism = 1
