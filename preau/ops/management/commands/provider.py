"""`preau provider VERB`: where else the staff of an académie may sign in."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from preau.engines.errors import EngineError, WrongConfiguration
from preau.engines.ldap import Protection
from preau.engines.providers.claims import NotVouched
from preau.engines.providers.saml import read_metadata
from preau.federation.actions.registering import add_provider, remove_provider, try_provider
from preau.federation.models import Provider
from preau.ops.naming import academy_named, add_academy

Options = dict[str, Any]


class Command(BaseCommand):
    help = "Where else people may prove who they are: OpenID Connect, CAS, SAML, LDAP."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        add = verbs.add_parser("add", help="adds one, or changes the one of that key")
        add_academy(add)
        add.add_argument("key", help="stands in web addresses: /with/KEY")
        add.add_argument("--name", required=True, help="what the button says")
        kinds = add.add_mutually_exclusive_group(required=True)
        kinds.add_argument("--oidc", metavar="ISSUER", help="an OpenID Connect issuer")
        kinds.add_argument("--cas", metavar="URL", help="a CAS 3 server")
        kinds.add_argument("--saml", metavar="FILE", type=Path, help="a SAML provider's metadata")
        kinds.add_argument("--ldap", metavar="HOST:PORT", help="a directory that holds passwords")
        add.add_argument("--client-id", default="preau", help="what the issuer knows us by")
        add.add_argument("--secret-file", type=Path, help="the secret, alone in a file")
        add.add_argument("--dn", help="LDAP: uid={identifier},ou=agents,dc=example,dc=org")
        add.add_argument("--protection", default="tls", choices=[one.value for one in Protection])
        add.add_argument("--authority", type=Path, help="LDAP: certificates to trust")
        add.add_argument("--page", default="", help="LDAP: where people change their password")
        add.add_argument("--claim", help="what the provider says that we recognise people by")
        add.add_argument(
            "--proves-addresses",
            action="store_true",
            help="OpenID Connect: it says nothing of `email_verified`, and every address it gives "
            "was proved to be the person's",
        )
        add.add_argument("--matches", default="address", choices=Provider.Matches.values)
        for name, words in (("remove", "takes one away"), ("try", "asks whether it answers")):
            one = verbs.add_parser(name, help=words)
            add_academy(one)
            one.add_argument("key")
        verbs.add_parser("list", help="all of them")

    def handle(self, *_args: Any, **options: Any) -> None:
        {"add": self.add, "remove": self.remove, "try": self.try_one, "list": self.list}[
            options["verb"]
        ](options)

    def add(self, options: Options) -> None:
        academy = academy_named(options["academy"])
        try:
            kind, parameters, claim = read(options)
        except (OSError, WrongConfiguration) as error:
            raise CommandError(str(error)) from error
        secret = options["secret_file"].read_text().strip() if options["secret_file"] else ""
        add_provider(
            academy=academy.slug,
            key=options["key"],
            name=options["name"],
            kind=kind,
            parameters=parameters,
            claim=options["claim"] or claim,
            matches=options["matches"],
            secret=secret,
        )
        host = academy.entrance.host
        self.stdout.write(f"Added. It comes back to https://{host}/with/{options['key']}/back")

    def remove(self, options: Options) -> None:
        if not remove_provider(academy_named(options["academy"]).slug, options["key"]):
            raise CommandError("No provider has this key here.")
        self.stdout.write("Taken away.")

    def try_one(self, options: Options) -> None:
        academy = academy_named(options["academy"]).slug
        found = Provider.objects.filter(academy=academy, key=options["key"]).first()
        if found is None:
            raise CommandError("No provider has this key here.")
        try:
            self.stdout.write(f"It answers: {try_provider(found)}")
        except (EngineError, NotVouched) as error:
            raise CommandError(f"It does not work: {error}") from error

    def list(self, _options: Options) -> None:
        for one in Provider.objects.order_by("academy", "key"):
            self.stdout.write(f"{one.academy}/{one.key}  {one.kind}  {one.name}")


def read(options: Options) -> tuple[str, dict[str, Any], str]:
    """Kind, parameters, the claim that is usual there. Raises OSError, WrongConfiguration."""
    if options["oidc"]:
        told = {
            "issuer": options["oidc"],
            "client_id": options["client_id"],
            "proves_addresses": options["proves_addresses"],
        }
        return Provider.Kind.OIDC, told, "email"
    if options["cas"]:
        return Provider.Kind.CAS, {"url": options["cas"]}, "user"
    if options["saml"]:
        shape = read_metadata(options["saml"].read_bytes())
        return (
            Provider.Kind.SAML,
            {"entity_id": shape.entity_id, "metadata": shape.metadata},
            "mail",
        )
    return Provider.Kind.LDAP, directory(options), "uid"


def directory(options: Options) -> dict[str, Any]:
    host, _colon, port = options["ldap"].rpartition(":")
    if not options["dn"] or "{identifier}" not in options["dn"] or not port.isdecimal():
        raise WrongConfiguration("LDAP wants HOST:PORT, and --dn with {identifier} in it.")
    if options["page"] and not options["page"].startswith("https://"):
        raise WrongConfiguration("--page is an address that begins with https://.")
    authority = options["authority"]
    return {
        "host": host,
        "port": int(port),
        "protection": options["protection"],
        "dn": options["dn"],
        "authority": str(authority.resolve()) if authority else "",
        "page": options["page"],
    }
