"""The senders that somebody trusts or blocks, as the script that runs before spam is filed."""

from collections.abc import Collection

from preau.formats.sieve.writing import quoted

# What Rspamd knows of who wrote it (engines/rspamd/conf/local.d/milter_headers.conf).
PROOF, PROVEN = "X-Preau-Sender", "proven"
SPAM = ("X-Spam", "X-Spam-Flag")


def senders_script(trusted: Collection[str], blocked: Collection[str]) -> str:
    """ "" for nobody. A message of who is trusted loses its mark of spam, and goes the way of any
    other: rules and an absence see to it. One that only wears the name keeps it."""
    if not trusted and not blocked:
        return ""
    parts = ['require ["editheader", "fileinto", "mailbox"];']
    if blocked:
        parts.append(f'if {_from(blocked)} {{ fileinto :create "Junk"; stop; }}')
    if trusted:
        proven = f"header :is {quoted(PROOF)} {quoted(PROVEN)}"
        clean = " ".join(f"deleteheader {quoted(name)};" for name in SPAM)
        parts.append(f"if allof ({proven}, {_from(trusted)}) {{ {clean} }}")
    return "\n".join([*parts, ""])


def _from(addresses: Collection[str]) -> str:
    return f'address :is "from" [{", ".join(map(quoted, sorted(addresses)))}]'
