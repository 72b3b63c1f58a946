"""What a browser is called, out of what it says of itself."""

import pytest

from preau.formats.browsers import Browser, parse
from preau.formats.networks import is_loopback, prefix

MOZILLA = "Mozilla/5.0"
KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)"
WINDOWS = f"{MOZILLA} (Windows NT 10.0; Win64; x64)"
ANDROID = f"{MOZILLA} (Linux; Android 10; K) {KHTML}"
IPHONE = f"{MOZILLA} (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"


@pytest.mark.parametrize(
    ("said", "name", "system"),
    [
        (f"{WINDOWS} {KHTML} Chrome/126.0.0.0 Safari/537.36", "Chrome", "Windows"),
        (f"{WINDOWS} {KHTML} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Edge", "Windows"),
        (f"{WINDOWS} {KHTML} Chrome/126.0.0.0 Safari/537.36 OPR/111.0.0.0", "Opera", "Windows"),
        (f"{WINDOWS.replace(')', '; rv:128.0)')} Gecko/20100101 Firefox/128.0", "Firefox", "Windows"),
        (f"{MOZILLA} (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox", "Linux"),
        (f"{MOZILLA} (X11; CrOS x86_64 14541.0.0) {KHTML} Chrome/126.0.0.0", "Chrome", "ChromeOS"),
        (f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605", "Safari", "macOS"),
        (f"{IPHONE} Version/17.5 Mobile/15E148 Safari/604.1", "Safari", "iPhone"),
        (f"{IPHONE} CriOS/126.0 Mobile/15E148 Safari/604.1", "Chrome", "iPhone"),
        (f"{IPHONE} FxiOS/127.0 Mobile/15E148 Safari/605.1.15", "Firefox", "iPhone"),
        (f"{ANDROID} Chrome/126.0.0.0 Mobile Safari/537.36", "Chrome", "Android"),
        (f"{ANDROID} SamsungBrowser/25.0 Chrome/121.0.0.0", "Samsung Internet", "Android"),
        (f"{MOZILLA} (Windows NT 10.0; Trident/7.0; rv:11.0) like Gecko", "Internet Explorer", "Windows"),
        ("curl/8.5.0", "", ""),
        ("", "", ""),
        ("x" * 600 + "Firefox/1", "", ""),
    ],
)  # fmt: skip
def test_a_browser_and_its_system_are_named(said: str, name: str, system: str) -> None:
    assert parse(said) == Browser(name, system)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:7:1::5", "2001:db8:7::/48"),
        ("", ""),
        ("not an address", "not an address"),
    ],
)
def test_a_network_is_the_beginning_of_an_address(address: str, network: str) -> None:
    assert prefix(address) == network


def test_the_machine_itself_is_known() -> None:
    told = [is_loopback(one) for one in ("127.0.0.1", "::1", "192.0.2.1", "")]
    assert told == [True, True, False, False]
