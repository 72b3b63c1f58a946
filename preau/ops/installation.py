"""One installation: what every engine must know, filled from the settings and the académies."""

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from preau.academies.registry import academies
from preau.engines import certificates
from preau.engines.clamav import programs as clamav_programs
from preau.engines.clamav import render as clamav_render
from preau.engines.clamav.shape import ClamavShape, most_scanned
from preau.engines.dovecot import programs as dovecot_programs
from preau.engines.dovecot import render as dovecot_render
from preau.engines.dovecot.shape import DovecotShape, EventDoor, Learning, SignInDoor
from preau.engines.kept import keep
from preau.engines.places import Places, Ports
from preau.engines.postfix import programs as postfix_programs
from preau.engines.postfix import render as postfix_render
from preau.engines.postfix.shape import Direct, Nowhere, Outside, PostfixShape, Through
from preau.engines.probes import answers_http, answers_lmtp, answers_smtp
from preau.engines.program import Program
from preau.engines.redis import programs as redis_programs
from preau.engines.redis import render as redis_render
from preau.engines.redis.shape import RedisShape
from preau.engines.rspamd import programs as rspamd_programs
from preau.engines.rspamd import render as rspamd_render
from preau.engines.rspamd.shape import RspamdShape
from preau.engines.users import first_closed, give_tree, own_folder, package_user
from preau.engines.words import programs as words_programs
from preau.engines.words.programs import WordsShape
from preau.filters.rules import bounds

# Debian has it everywhere; it owns nothing of the mail.
WEB_USER = "www-data"


@dataclass(frozen=True)
class Installation:
    """The shapes of all engines, ready to be rendered and started."""

    places: Places
    ports: Ports
    redis: RedisShape
    clamav: ClamavShape
    rspamd: RspamdShape
    dovecot: DovecotShape
    postfix: PostfixShape
    words: WordsShape
    web_user: str | None

    def programs(self) -> list[Program]:
        return [
            *redis_programs.programs(self.redis),
            *clamav_programs.programs(self.clamav),
            *rspamd_programs.programs(self.rspamd),
            *dovecot_programs.programs(self.dovecot),
            *postfix_programs.programs(self.postfix),
            *words_programs.programs(self.words),
            web(self),
            worker(self),
            *submission(self),
            ears(self),
        ]

    def render(self) -> None:
        own_folder(self.places.run, None, 0o755)
        redis_render.render(self.redis)
        clamav_render.render(self.clamav)
        rspamd_render.render(self.rspamd)
        dovecot_render.render(self.dovecot)
        postfix_render.render(self.postfix)


def installation(
    ports: Ports, certificate: certificates.Certificates | None = None
) -> Installation:
    """With a `certificate` given, none is made or renewed: for who only looks."""
    places: Places = settings.PLACES
    host = settings.MAIL_HOST
    certificate = certificate or the_certificate(places)
    redis_shape = RedisShape(places)
    clamav_shape = ClamavShape(
        places,
        full=settings.FULL_ANTIVIRUS,
        max_bytes=most_scanned(a.links.most_bytes for a in academies().all),
    )
    rspamd_shape = RspamdShape(
        places,
        ports,
        redis_socket=redis_shape.socket,
        redis_password=redis_shape.password,
        clamd_socket=clamav_shape.socket,
        domains=academies().domains,
        forwarding=bounds(),
        online=settings.ONLINE,
        test_patterns=settings.DEMO,
        refuse_unscanned=not settings.DEMO,
    )
    return Installation(
        places,
        ports,
        redis_shape,
        clamav_shape,
        rspamd_shape,
        DovecotShape(
            places,
            ports,
            settings.PREAU_DATABASE,
            host=host,
            certificate=certificate.certificate,
            key=certificate.key,
            postmaster=f"postmaster@{academies().domains[0]}",
            events=EventDoor(
                f"http://127.0.0.1:{ports.web}/-/engine-events", places.secret("engine-events")
            ),
            sign_ins=SignInDoor(
                f"http://127.0.0.1:{ports.web}/-/engine-sign-ins", places.secret("engine-events")
            ),
            learning=Learning(ports.rspamd_controller, rspamd_shape.password),
            listen=tuple(settings.LISTEN),
            message_size=largest_message(),
        ),
        PostfixShape(
            places,
            ports,
            settings.PREAU_DATABASE,
            host=host,
            certificate=certificate.certificate,
            key=certificate.key,
            postmaster=f"postmaster@{academies().domains[0]}",
            message_size=largest_message(),
            milter=f"inet:127.0.0.1:{ports.rspamd_proxy}",
            outside=outside(),
            forwarding=bounds(),
            behind_door=settings.SUBMISSION_DOOR,
            listen=tuple(settings.LISTEN),
        ),
        WordsShape(places, asked_by=web_user()),
        web_user=web_user(),
    )


def largest_message() -> int:
    """Octets, as it travels: the most that an académie takes."""
    return max(academy.limits.message_bytes for academy in academies().all)


def the_certificate(places: Places) -> certificates.Certificates:
    """The operator's when the settings name one, else one of our local authority."""
    if settings.CERTIFICATE is None:
        return certificates.ensure(places, host_names())
    return certificates.provided(*settings.CERTIFICATE, host_names())


def host_names() -> list[str]:
    servers = {
        server.host
        for academy in academies().all
        for server in (academy.clients.imap, academy.clients.smtp, academy.clients.sieve)
    }
    entrances = [entrance for academy in academies().all for entrance in academy.entrances]
    hosts = {entrance.host for entrance in entrances if settings.DEMO or not entrance.demo}
    return sorted({settings.MAIL_HOST, *servers, *hosts})


def outside() -> Outside:
    if settings.DEMO:
        return Nowhere()
    return Through(settings.RELAY) if settings.RELAY else Direct()


def web_user() -> str | None:
    """The web never needs to be root; it stays so only where its code is closed to others."""
    user = package_user(WEB_USER)
    needed = (settings.BASE_DIR, Path(sys.prefix), Path(sys.executable).resolve())
    if user is None or any(first_closed(path, user) for path in needed):
        return None
    return user


def web(made: Installation) -> Program:
    host = settings.LISTEN[0]
    return Program(
        name="web",
        argv=(
            sys.executable, "-m", "preau.web.serving",
            host, str(made.ports.web), str(settings.WEB_WORKERS),
        ),
        user=made.web_user,
        # Threads that come and go would each keep memory of their own.
        env=our_environment(made) | {"MALLOC_ARENA_MAX": "2"},
        cwd=settings.BASE_DIR,
        ready=answers_http(made.ports.web, "/-/alive", "127.0.0.1"),
    )  # fmt: skip


def worker(made: Installation) -> Program:
    """Sends what is due, keeps drafts in step; ready once full mailboxes' mail may wait there."""
    return Program(
        name="worker",
        argv=(sys.executable, "-m", "preau", "work"),
        user=made.web_user,
        env=our_environment(made),
        cwd=settings.BASE_DIR,
        ready=answers_lmtp(made.ports.waiting),
        after=("dovecot", "postfix"),
    )


def submission(made: Installation) -> list[Program]:
    """Before Postfix, unless the operator wants Postfix itself there. As root until it has its
    ports and the key; its clients are served by the web's user."""
    if not settings.SUBMISSION_DOOR:
        return []
    return [
        Program(
            name="submission",
            argv=(
                sys.executable, "-m", "preau", "submission",
                str(made.postfix.certificate), str(made.postfix.key), made.web_user or "",
            ),
            env=our_environment(made),
            cwd=settings.BASE_DIR,
            ready=answers_smtp(made.ports.submission),
            after=("postfix",),
            stop_seconds=15.0,
        )
    ]  # fmt: skip


def ears(made: Installation) -> Program:
    """With the supervisor's own rights, which the logs want; it knows nothing of the database."""
    return Program(
        name="ears",
        argv=(
            sys.executable, "-m", "preau.engines.ears",
            str(made.places.logs), f"http://127.0.0.1:{made.ports.web}/-/engine-sign-ins",
            f"http://127.0.0.1:{made.ports.web}/-/engine-deliveries",
            str(made.places.data / "secrets" / "engine-events"),
        ),
        # The zone is that of the engines' clocks, whose lines it reads.
        env={
            "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1",
            "TZ": os.environ.get("TZ", ""),
        },
        cwd=settings.BASE_DIR,
        after=("web",),
    )  # fmt: skip


def our_environment(made: Installation) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k.startswith("PREAU_")}
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "LANG": "C.UTF-8",
        "HOME": str(made.places.data),
        "DJANGO_SETTINGS_MODULE": "preau.settings",
        "PYTHONDONTWRITEBYTECODE": "1",
        **kept,
        "PREAU_DATA": str(made.places.data),
        "PREAU_RUN": str(made.places.run),
        "PREAU_PORTS": json.dumps(asdict(made.ports)),
        "PREAU_DEMO": "yes" if settings.DEMO else "no",
    }


def hold_signer(made: Installation) -> None:
    """Key and certificates with which the web signs what telephones install: it may not read those
    of the servers, which often belong to root alone."""
    shape = made.dovecot
    authority = made.places.certificates / "authority.crt"
    chain = [shape.key, shape.certificate]
    if settings.CERTIFICATE is None:
        chain.append(authority)
    held = made.places.data / "secrets" / "profile-signer.pem"
    keep(held, b"\n".join(one.read_bytes() for one in chain))


def hand_over(made: Installation) -> None:
    """What the web writes belongs to the web's user; so do its secrets, and those made later."""
    for name in ("db", "files", "secrets"):
        folder = own_folder(made.places.data / name, made.web_user, 0o750)
        give_tree(folder, made.web_user)
    own_folder(made.places.data / "files" / "archives", made.web_user, 0o700)
