"""Programs of Debian that the tests run."""

import shutil
import subprocess

import pytest


def needs(name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(name) is None, reason=f"{name} is not installed.")


def run(*command: str, **how: object) -> subprocess.CompletedProcess[bytes]:
    said = subprocess.run(command, capture_output=True, timeout=180, check=False, **how)  # type: ignore[call-overload]
    assert said.returncode == 0, said.stderr.decode(errors="replace")
    return said
