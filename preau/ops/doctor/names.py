"""What the world finds in the DNS about our domains, and the very record to publish."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import dns.exception
import dns.resolver
import dns.reversename
from django.conf import settings

from preau.academies.registry import Academy, academies
from preau.engines.rspamd import dkim
from preau.ops.doctor.asking import Check
from preau.ops.doctor.discovery import wanted_names, wanted_services
from preau.ops.doctor.finding import Finding, Level, note, well, wrong
from preau.ops.installation import Installation

PATIENCE = 1.5
SPF = re.compile(r"v=spf1(\s|\Z)", re.IGNORECASE)
RECORDS = "The records to publish: preau doctor --records"
LOCAL = (".localhost", ".test", ".example", ".invalid")


class ResolverAway(Exception):
    """Nobody answers questions about names here: that says nothing about the records."""


def checks(made: Installation) -> list[Check]:
    return [Check("dns", "dns", lambda: names(made))]


def names(made: Installation) -> Iterator[Finding]:
    """The root is asked first: who does not know it knows nothing of our domains either."""
    try:
        found = list(server_name()) if look_up(".", "NS") else []
    except ResolverAway:
        found = []
    if not found:
        yield note("dns", "no resolver answers here: the records could not be asked.", RECORDS)
        return
    yield from found
    with ThreadPoolExecutor(max_workers=16) as asking:
        asked = [
            asking.submit(of_domain, made, academy, domain)
            for academy in academies().all
            for domain in academy.domains
        ]
        yield from chain.from_iterable(one.result() for one in asked)


def of_domain(made: Installation, academy: Academy, domain: str) -> list[Finding]:
    try:
        found = list(chain.from_iterable(ask(made, academy, domain) for ask in ASKED))
    except ResolverAway:
        return [note(domain, "could not be asked: the resolver gave up.", RECORDS)]
    return [in_demo(domain, found)] if settings.DEMO else found


def in_demo(domain: str, found: list[Finding]) -> Finding:
    """A domain of the demo is somebody else's: nothing of it is ours to publish."""
    lacking = {finding.subject.split()[1] for finding in found if finding.level != Level.WELL}
    words = f"does not lead here ({', '.join(sorted(lacking))}): this is a demonstration"
    return note(domain, words, RECORDS) if lacking else well(domain, "leads here")


def records(made: Installation) -> list[str]:
    """Everything a domain of ours publishes, as a zone file writes it; nobody is asked."""
    return [
        record
        for academy in academies().all
        for domain in academy.domains
        for record in (
            wanted_mx(domain),
            wanted_spf(domain),
            *wanted_dkim(made, domain),
            wanted_dmarc(domain),
            *(line for _, _, line in wanted_services(academy, domain)),
            *(line for _, _, line in wanted_names(academy, domain)),
        )
    ]


# Questions


def look_up(name: str, kind: str) -> list[str]:
    """The records, as text; none when there are none. Raises ResolverAway."""
    try:
        found = dns.resolver.resolve(name, kind, lifetime=PATIENCE, search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except (dns.exception.DNSException, OSError) as error:
        raise ResolverAway from error
    if kind == "TXT":
        return [b"".join(record.strings).decode(errors="replace") for record in found]
    return [record.to_text() for record in found]


def missing(subject: str, words: str, record: str) -> Finding:
    return wrong(subject, words, f"Publish  {record}")


# Records


def server_name() -> Iterator[Finding]:
    host = settings.MAIL_HOST
    if host.endswith(LOCAL):
        yield note("server", f"{host} is a name of this machine alone.", "Set PREAU_MAIL_HOST")
        return
    addresses = look_up(host, "A") + look_up(host, "AAAA")
    if not addresses:
        yield missing("server", f"{host} has no address.", f"{host}. IN A (this machine's address)")
        return
    for address in addresses:
        back = look_up(str(dns.reversename.from_address(address)), "PTR")
        if f"{host}." in back:
            yield well("server", f"{host} is {address}, both ways")
        else:
            words = f"{address} leads back to {', '.join(back) or 'no name'}, not to {host}."
            yield note("server", words, "Ask who gives the address for a PTR record")


def mx(_made: Installation, _academy: Academy, domain: str) -> Iterator[Finding]:
    subject, host = f"{domain} MX", settings.MAIL_HOST
    found = sorted(record.lower() for record in look_up(domain, "MX"))
    hosts = [record.partition(" ")[2].rstrip(".") for record in found]
    if host in hosts:
        yield well(subject, ", ".join(hosts))
    else:
        said = f"leads to {', '.join(hosts)}." if hosts else "is missing."
        yield missing(subject, said, wanted_mx(domain))


def wanted_mx(domain: str) -> str:
    return f"{domain}. IN MX 10 {settings.MAIL_HOST}."


def spf(_made: Installation, _academy: Academy, domain: str) -> Iterator[Finding]:
    """RFC 7208: one record. Whether an included one names us is not followed here."""
    subject, record = f"{domain} SPF", wanted_spf(domain)
    found = [text for text in look_up(domain, "TXT") if SPF.match(text)]
    if len(found) > 1:
        yield missing(subject, "has several records: none counts (RFC 7208).", record)
    elif not found:
        yield missing(subject, "is missing.", record)
    elif any(term in found[0].lower().split() for term in spf_terms()):
        yield well(subject, found[0])
    else:
        yield note(subject, f"does not name us itself: {found[0]}", f"Unless it does: {record}")


def spf_terms() -> list[str]:
    host = settings.MAIL_HOST
    return [sign + term for sign in ("", "+") for term in ("mx", f"a:{host}", f"mx:{host}")]


def wanted_spf(domain: str) -> str:
    relay = re.sub(r"[\[\]]|:\d+$", "", settings.RELAY)
    return f'{domain}. IN TXT "v=spf1 mx {f"a:{relay} " if relay else ""}-all"'


def dkim_key(made: Installation, _academy: Academy, domain: str) -> Iterator[Finding]:
    subject = f"{domain} DKIM"
    if not dkim.key_path(made.rspamd, domain).exists():
        yield wrong(subject, "there is no key.", "It is made at a start: preau run")
        return
    name, text = dkim.record(made.rspamd, domain)
    found = look_up(name, "TXT")
    if any(public_key(said) == public_key(text) for said in found):
        yield well(subject, f"{name} is our key")
    else:
        said = "is another key than ours." if found else "is missing."
        yield missing(subject, said, dkim.zone_line(name, text))


def public_key(record: str) -> str:
    """The tag `p=`, spaces apart (RFC 6376, 3.6.1)."""
    tags = dict(tag.partition("=")[::2] for tag in re.sub(r"\s", "", record).split(";"))
    return tags.get("p", "")


def wanted_dkim(made: Installation, domain: str) -> list[str]:
    if not dkim.key_path(made.rspamd, domain).exists():
        return []
    return [dkim.zone_line(*dkim.record(made.rspamd, domain))]


def dmarc(_made: Installation, _academy: Academy, domain: str) -> Iterator[Finding]:
    subject = f"{domain} DMARC"
    found = [text for text in look_up(f"_dmarc.{domain}", "TXT") if text.startswith("v=DMARC1")]
    if len(found) == 1:
        yield well(subject, found[0])
    else:
        said = "has several records: none counts." if found else "is missing."
        yield missing(subject, said, wanted_dmarc(domain))


def wanted_dmarc(domain: str) -> str:
    return f'_dmarc.{domain}. IN TXT "v=DMARC1; p=quarantine; rua=mailto:postmaster@{domain}"'


def services(_made: Installation, academy: Academy, domain: str) -> Iterator[Finding]:
    """How mail clients set themselves up: RFC 6186, RFC 8314, RFC 5804 for Sieve."""
    subject = f"{domain} SRV"
    wanted = wanted_services(academy, domain)
    lacking = [
        (name, line)
        for name, target, line in wanted
        if not any(said.lower().endswith(target) for said in look_up(name, "SRV"))
    ]
    for name, line in lacking:
        yield missing(subject, f"{name.partition('.')[0]} is missing.", line)
    if not lacking:
        yield well(subject, "mail clients find our servers")


def set_up(_made: Installation, academy: Academy, domain: str) -> Iterator[Finding]:
    """The hosts where Thunderbird and Outlook ask: an alias of the entrance, or its addresses."""
    subject, host = f"{domain} set-up", academy.entrance.host
    lacking = []
    for name, target, line in wanted_names(academy, domain):
        leads = f"{target}." in look_up(name, "CNAME")
        if not leads and not {*look_up(name, "A")} & {*look_up(host, "A")}:
            lacking.append(line)
            label = name.partition(".")[0]
            yield note(subject, f"{label} does not lead to {host}.", f"Publish  {line}")
    if not lacking:
        yield well(subject, "Thunderbird and Outlook find their settings")


def entrances(_made: Installation, academy: Academy, domain: str) -> Iterator[Finding]:
    """Where people type the address of their mail: once an académie, by its primary domain."""
    if domain != academy.domain:
        return
    subject = f"{domain} entrances"
    hosts = [one.host for one in academy.entrances if not one.demo]
    lacking = [host for host in hosts if not look_up(host, "A") + look_up(host, "AAAA")]
    for host in lacking:
        yield missing(subject, f"{host} has no address.", f"{host}. IN CNAME {settings.MAIL_HOST}.")
    if hosts and not lacking:
        yield well(subject, ", ".join(hosts))


ASKED = (mx, spf, dkim_key, dmarc, services, set_up, entrances)
