"""The lock files hold what pyproject.toml asks for, by hash, and name no place to take it from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
NAME = re.compile(r"^[A-Za-z0-9._-]+")


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / lock).read_text("utf-8")))


def asked() -> tuple[set[str], set[str]]:
    """What the bot needs, and what its developers need besides, by normalised names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = project["project"]["dependencies"], project["dependency-groups"]["dev"]
    runtime, dev = ({normal(each) for each in group} for group in needed)
    return runtime, dev


def normal(requirement: str) -> str:
    found = NAME.match(requirement)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def test_everything_asked_for_is_locked() -> None:
    runtime, dev = asked()
    assert runtime <= set(pins("requirements.lock"))
    assert dev <= set(pins("requirements-dev.lock"))


def test_developers_run_the_versions_that_are_shipped() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_hashes_and_no_hosts(lock: str) -> None:
    words = (ROOT / lock).read_text("utf-8")
    assert "://" not in words
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\S)", words.strip()))
