"""Certificates: made, kept, renewed; the operator's own are read closely."""

import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from preau.engines import certificates
from preau.engines.certificates import ensure, provided
from preau.engines.errors import WrongConfiguration
from preau.engines.places import Places

HOSTS = ("poitiers.localhost", "mail.ac-poitiers.example")
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_keys_are_for_their_owner_and_certificates_for_all(places: Places) -> None:
    made = ensure(places, HOSTS)
    folder = places.certificates
    assert made.renewed
    assert {path.name: mode(path) for path in folder.iterdir()} == {
        "authority.crt": 0o644,
        "authority.key": 0o600,
        "server.crt": 0o644,
        "server.key": 0o600,
    }


@pytest.mark.parametrize("host", [*HOSTS, "localhost", "127.0.0.1"])
def test_a_client_that_trusts_the_authority_trusts_each_name(places: Places, host: str) -> None:
    made = ensure(places, HOSTS)
    assert shake_hands(made, host) == "TLSv1.3"


def test_a_client_is_not_fooled_by_another_name(places: Places) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(ensure(places, HOSTS), "other.example")


def test_what_is_good_is_kept(places: Places) -> None:
    ensure(places, HOSTS, now=NOW)
    before = (places.certificates / "server.crt").read_bytes()
    assert not ensure(places, HOSTS, now=NOW + timedelta(days=300)).renewed
    assert (places.certificates / "server.crt").read_bytes() == before


def test_a_certificate_is_renewed_before_it_ends_and_the_authority_stays(places: Places) -> None:
    made = ensure(places, HOSTS, now=NOW)
    assert made.authority is not None
    authority = made.authority.read_bytes()
    later = NOW + timedelta(days=360)
    assert ensure(places, HOSTS, now=later).renewed
    assert certificates.ends(made.certificate) == later + timedelta(days=397)
    assert made.authority.read_bytes() == authority


def test_a_new_name_asks_for_a_new_certificate(places: Places) -> None:
    ensure(places, HOSTS)
    assert ensure(places, (*HOSTS, "paris.localhost")).renewed


def test_an_authority_near_its_end_is_replaced(places: Places) -> None:
    made = ensure(places, HOSTS, now=NOW)
    assert made.authority is not None
    before = made.authority.read_bytes()
    ensure(places, HOSTS, now=NOW + timedelta(days=3500))
    assert made.authority.read_bytes() != before


def test_the_operators_certificate_is_taken_as_it_is(places: Places) -> None:
    made = ensure(places, HOSTS)
    found = provided(made.certificate, made.key, HOSTS)
    assert (found.certificate, found.key, found.authority) == (made.certificate, made.key, None)


def test_a_wildcard_covers_one_level(places: Places) -> None:
    made = ensure(places, ("*.ac-paris.example",))
    assert provided(made.certificate, made.key, ("mail.ac-paris.example",))
    with pytest.raises(WrongConfiguration):
        provided(made.certificate, made.key, ("a.b.ac-paris.example",))


def test_what_the_operators_certificate_lacks_is_said(places: Places, tmp_path: Path) -> None:
    made = ensure(places, HOSTS, now=NOW)
    crt, key, absent = made.certificate, made.key, tmp_path / "absent"
    nonsense = tmp_path / "nonsense"
    nonsense.write_text("nonsense")
    authority_key = places.certificates / "authority.key"
    cases = [
        ((absent, key, HOSTS), NOW, f"The certificate {absent} cannot be read."),
        ((nonsense, key, HOSTS), NOW, f"{nonsense} holds no PEM certificate."),
        ((crt, absent, HOSTS), NOW, f"The key {absent} cannot be read."),
        ((crt, nonsense, HOSTS), NOW, f"{nonsense} holds no PEM key without a password."),
        ((crt, authority_key, HOSTS), NOW, f"The key {authority_key} is not the one of {crt}."),
        ((crt, key, ("x.example",)), NOW, f"{crt} does not name x.example."),
        ((crt, key, HOSTS), NOW + timedelta(days=400), f"{crt} has ended on 2027-04-02."),
    ]
    for arguments, moment, sentence in cases:
        with pytest.raises(WrongConfiguration) as refusal:
            provided(*arguments, now=moment)
        assert str(refusal.value) == sentence


def shake_hands(made: certificates.Certificates, host: str) -> str | None:
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(made.certificate, made.key)
    client = ssl.create_default_context(cafile=str(made.authority))
    near, far = socket.socketpair()
    thread = threading.Thread(target=answer, args=(serving, far))
    thread.start()
    try:
        with near, client.wrap_socket(near, server_hostname=host) as line:
            return line.version()
    finally:
        thread.join()


def answer(serving: ssl.SSLContext, line: socket.socket) -> None:
    try:
        with line, serving.wrap_socket(line, server_side=True) as wrapped:
            wrapped.recv(1)
    except OSError:
        pass
