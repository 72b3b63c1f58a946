"""What is installed is named, bounded and checked, and where it comes from is each machine's."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")


def wanted(source: str) -> set[str]:
    lines = (ROOT / source).read_text().splitlines()
    names = {re.split(r"[\[<>=~! ]", line)[0].lower() for line in lines}
    return {name for name in names if name and not name.startswith(("#", "-r"))}


def locked(lock: str) -> set[str]:
    return set(re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_all_that_its_source_asks_for(lock: str) -> None:
    assert wanted(lock.replace(".txt", ".in")) - locked(lock) == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_a_hash(lock: str) -> None:
    blocks = re.split(r"^(?=[\w.-]+==)", (ROOT / lock).read_text(), flags=re.MULTILINE)
    assert [b.split()[0] for b in blocks if "==" in b and "--hash=sha256:" not in b] == []


@pytest.mark.parametrize("lock", [*LOCKS, "package-lock.json"])
def test_no_lock_names_a_registry(lock: str) -> None:
    assert re.findall(r"https?://[^\s\"]+", (ROOT / lock).read_text()) == []


def test_tests_run_on_the_versions_that_the_server_runs_on() -> None:
    run, dev = ((ROOT / lock).read_text() for lock in LOCKS)
    pins = re.findall(r"^[\w.-]+==\S+", run, re.MULTILINE)
    assert [pin for pin in pins if pin not in dev] == []


def test_the_lock_of_npm_has_what_package_json_asks_for() -> None:
    asked = json.loads((ROOT / "package.json").read_text())
    root = json.loads((ROOT / "package-lock.json").read_text())["packages"][""]
    assert root["dependencies"] == asked["dependencies"]
    assert root["devDependencies"] == asked["devDependencies"]


def test_every_debian_package_says_when_and_why() -> None:
    lines = (ROOT / "debian-packages.txt").read_text().splitlines()
    rows = [line.split(maxsplit=2) for line in lines if line and not line.startswith("#")]
    assert {stage for stage, _, _ in rows} == {"run", "npm", "test"}
    names = [name for _, name, _ in rows]
    assert len(names) == len(set(names))
