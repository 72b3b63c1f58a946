"""Write Rspamd's configuration: the package's, copied, and ours on top of it."""

from pathlib import Path

from preau.engines.conffile import Reader, fill, write
from preau.engines.forwarding import Bounds
from preau.engines.rspamd import dkim, package
from preau.engines.rspamd.shape import RspamdShape
from preau.engines.users import own_folder

TEMPLATES = Path(__file__).parent / "conf"
LUA = "rspamd.local.lua"
NOBODY = "127.0.0.1:9"  # the discard port: refuses at once, so that nothing waits for DNS
# Rules here have no switch of their own: one that is not wanted is not written.
UNSCANNED = """  UNSCANNED {
    action = "soft reject";
    expression = "CLAM_VIRUS_FAIL";
    message = "Antivirus indisponible, reessayez plus tard / Antivirus away, try again later";
  }"""


def render(shape: RspamdShape) -> None:
    make_folders(shape)
    dkim.make_keys(shape)
    reader = Reader(shape.user)
    package.copy(shape.package, reader, online=shape.online)
    values = known(shape)
    for template in sorted(TEMPLATES.rglob("*.*")):
        if template.is_file():
            name = template.relative_to(TEMPLATES)
            write(shape.conf / name, fill(template, values), reader=reader)


def make_folders(shape: RspamdShape) -> None:
    own_folder(shape.state, shape.user)
    own_folder(shape.state / "tmp", shape.user)
    own_folder(shape.run, shape.user, 0o755)
    if shape.compiled is not None:
        own_folder(shape.compiled, shape.user)


def known(shape: RspamdShape) -> dict[str, object]:
    """What the templates may ask for."""
    return {
        "run": shape.run,
        "state": shape.state,
        "compiled": shape.compiled or shape.state,
        "max_bytes": shape.max_bytes,
        "workers": shape.workers,
        "rspamd_proxy": shape.ports.rspamd_proxy,
        "rspamd_controller": shape.ports.rspamd_controller,
        "password": shape.password,
        "redis_socket": shape.redis_socket,
        "redis_password": shape.redis_password,
        "clamd_socket": shape.clamd_socket or "",
        "antivirus": yes(shape.clamd_socket is not None),
        "unscanned": UNSCANNED if shape.refuse_unscanned else "",
        "test_patterns": yes(shape.test_patterns),
        "online": yes(shape.online),
        "resolves": yes(shape.resolves),
        "groups_spared": '"rbl", "surbl", "hfilter"' if shape.online else "",
        "dns": dns(shape),
        "learns_needed": shape.learns_needed,
        "junk_at": shape.junk_at,
        "refuse_at": shape.refuse_at,
        "greylisting": yes(shape.greylisting),
        "greylist_at": shape.junk_at - 2 if shape.greylisting else "null",
        "limited": yes(shape.messages_an_hour is not None),
        "messages_an_hour": shape.messages_an_hour or 1,
        "forwarding": "\n".join(sent_on(bounds) for bounds in shape.forwarding),
        "own_domains": ", ".join(f"['{domain.lower()}'] = true" for domain in shape.domains),
        "dkim_domains": "\n".join(dkim_domain(shape, domain) for domain in shape.domains),
    }


def yes(value: bool) -> str:  # noqa: FBT001
    return "true" if value else "false"


def dns(shape: RspamdShape) -> str:
    if not shape.resolves:
        return f'  nameserver = ["{NOBODY}"];\n  timeout = 0.01s;\n  retransmits = 1;'
    if not shape.nameservers:
        return "  # the machine's own resolvers"
    return "  nameserver = [" + ", ".join(f'"{server}"' for server in shape.nameservers) + "];"


def sent_on(bounds: Bounds) -> str:
    """In Lua: each domain of ours, with where its mailboxes send mail on to, and since when."""
    allowed = ", ".join(f'["{domain}"] = true' for domain in bounds.domains)
    line = f"{{ since = '{bounds.since or ''}', to = {{ {allowed} }} }}"
    return "\n".join(f'  ["{domain}"] = {line},' for domain in bounds.own)


def dkim_domain(shape: RspamdShape, domain: str) -> str:
    key = dkim.key_path(shape, domain)
    return f'  "{domain}" {{ selectors [ {{ path = "{key}"; selector = "{shape.selector}"; }} ] }}'
