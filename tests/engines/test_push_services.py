"""Push services: known ones alone are asked, each is shown who writes, and its answer is believed."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from preau.engines.errors import EngineAway, EngineError
from preau.engines.push.known import USUAL, WrongService, check_known
from preau.engines.push.services import Gone, NotTaken, PushServices, Receiver
from preau.formats.push import from_text, to_text
from tests.house.push_service import FakeBrowser, PushService, Taken, taking


@pytest.fixture
def service() -> Iterator[PushService]:
    with taking() as made:
        yield made


@pytest.fixture
def ours(service: PushService, tmp_path: Path) -> PushServices:
    return PushServices([service.origin], tmp_path / "secrets" / "push-key.pem")


def hand_in(ours: PushServices, browser: FakeBrowser) -> None:
    to = Receiver(browser.endpoint, browser.key, browser.secret)
    ours.hand_in(to, b"Bonjour", contact="https://messagerie.example", lasts=60)


def claims_of(taken: Taken) -> tuple[str, dict[str, object]]:
    """The key that is said to sign, and what it signed, if it did."""
    scheme, _, rest = taken.headers["Authorization"].partition(" ")
    assert scheme == "vapid"
    said = dict(part.strip().split("=", 1) for part in rest.split(","))
    octets = from_text(said["k"])
    shape = {"kty": "EC", "crv": "P-256"}
    place = {"x": octets[1:33], "y": octets[33:]}
    key = ECKey.import_key(shape | {name: to_text(value) for name, value in place.items()})
    return said["k"], jwt.decode(said["t"], key, algorithms=["ES256"]).claims


def test_a_message_is_sealed_for_its_browser_and_signed_by_us(
    ours: PushServices, service: PushService
) -> None:
    browser = FakeBrowser(service.origin)
    hand_in(ours, browser)
    (taken,) = service.taken
    key, claims = claims_of(taken)
    assert browser.reads(taken.body) == "Bonjour"
    names = ["Content-Encoding", "TTL", "Urgency"]
    assert [taken.headers[name] for name in names] == ["aes128gcm", "60", "high"]
    assert (key, claims["aud"], claims["sub"]) == (
        ours.public_key, service.origin, "https://messagerie.example",
    )  # fmt: skip
    assert 0 < int(str(claims["exp"])) - time.time() < 24 * 3600


def test_the_key_stays_and_nobody_else_reads_it(ours: PushServices) -> None:
    first = ours.public_key
    again = PushServices(ours.known, ours.key_file)
    assert (again.public_key, ours.key_file.stat().st_mode & 0o777) == (first, 0o600)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, Gone), (410, Gone), (429, EngineAway), (500, EngineAway), (503, EngineAway),
        (301, NotTaken), (307, NotTaken), (400, NotTaken), (403, NotTaken), (413, NotTaken),
    ],
)  # fmt: skip
def test_each_answer_is_believed_and_none_is_followed(
    ours: PushServices, service: PushService, status: int, error: type[EngineError]
) -> None:
    browser = FakeBrowser(service.origin)
    service.answers[browser.path] = status
    with pytest.raises(error):
        hand_in(ours, browser)
    assert [one.path for one in service.taken] == [browser.path]


def test_a_service_that_does_not_answer_is_asked_later(tmp_path: Path) -> None:
    with taking() as service:
        origin = service.origin
    with pytest.raises(EngineAway):
        hand_in(PushServices([origin], tmp_path / "key.pem"), FakeBrowser(origin))


def test_a_stranger_is_asked_nothing(service: PushService, tmp_path: Path) -> None:
    ours = PushServices(USUAL, tmp_path / "key.pem")
    with pytest.raises(NotTaken):
        hand_in(ours, FakeBrowser(service.origin))
    assert service.taken == []


@pytest.mark.parametrize(
    ("endpoint", "is_known"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://FCM.googleapis.com:443/fcm/send/abc", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/abc", True),
        ("https://web.push.apple.com/abc", True),
        ("https://wns2-par02p.notify.windows.com/w/?token=abc", True),
        ("http://fcm.googleapis.com/fcm/send/abc", False),
        ("https://fcm.googleapis.com:8443/abc", False),
        ("https://fcm.googleapis.com.evil.example/abc", False),
        ("https://evilpush.apple.com/abc", False),
        ("https://fcm.googleapis.com@evil.example/abc", False),
        ("https://user@fcm.googleapis.com/abc", False),
        ("https://evil.example\\@fcm.googleapis.com/abc", False),
        ("https://evil.example#@fcm.googleapis.com/abc", False),
        ("https://127.0.0.1/abc", False),
        ("http://127.0.0.1:6379/", False),
        ("https://[::1]/abc", False),
        ("https://fcm.googleapis.com/" + "a" * 1000, False),
        ("file:///etc/passwd", False),
        ("https://fcm.googleapis.com:x/", False),
        ("", False),
    ],
)
def test_only_services_of_browsers_makers_are_known(
    tmp_path: Path, endpoint: str, *, is_known: bool
) -> None:
    assert PushServices(USUAL, tmp_path / "key.pem").allows(endpoint) is is_known


@pytest.mark.parametrize("name", ["localhost", "http://push.example:80", "http://10.0.0.1:80",
                                  "https://127.0.0.1", "a b.example", "*", "x.example/path"])  # fmt: skip
def test_what_is_no_service_is_refused_as_a_setting(name: str) -> None:
    with pytest.raises(WrongService):
        check_known([name])


def test_hosts_domains_and_this_machine_are_settings() -> None:
    named = ["Push.example.fr", "*.push.example", "http://127.0.0.1:8123"]
    assert check_known(named) == ["push.example.fr", "*.push.example", "http://127.0.0.1:8123"]
