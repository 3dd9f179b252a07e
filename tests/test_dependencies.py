"""The locked requirements are those of pyproject.toml, hashed, and name no address."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUN = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["postgresql"],
]
LOCKS = {
    "requirements.txt": RUN,
    "requirements-dev.txt": [*RUN, *PROJECT["dependency-groups"]["dev"]],
}


def locked(name: str) -> dict[str, Version]:
    """Canonical package name to its locked version."""
    pins = re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==([^\s;]+)", (ROOT / name).read_text(), re.M)
    return {canonicalize_name(package): Version(version) for package, version in pins}


def needed(requirement: str, seen: set[str]) -> Iterator[str]:
    """The package asked for and all it asks for in turn, on any machine."""
    wanted = Requirement(requirement)
    key = f"{canonicalize_name(wanted.name)}[{','.join(sorted(wanted.extras))}]"
    if key in seen:
        return
    seen.add(key)
    yield canonicalize_name(wanted.name)
    try:
        further = requires(wanted.name) or []
    except PackageNotFoundError:  # another platform's dependency
        return
    for line in further:
        marker = Requirement(line).marker
        if (
            marker is None
            or "extra" not in str(marker)
            or any(marker.evaluate({"extra": extra}) for extra in wanted.extras)
        ):
            yield from needed(line.split(";")[0], seen)


@pytest.mark.parametrize(("name", "asked"), LOCKS.items())
def test_every_dependency_is_locked_within_its_bounds(name: str, asked: list[str]) -> None:
    pins = locked(name)
    for line in asked:
        wanted = Requirement(line)
        assert wanted.specifier.contains(pins[canonicalize_name(wanted.name)]), line


@pytest.mark.parametrize(("name", "asked"), LOCKS.items())
def test_nothing_is_locked_that_nobody_asked_for(name: str, asked: list[str]) -> None:
    seen: set[str] = set()
    wanted = {package for line in asked for package in needed(line, seen)}
    assert set(locked(name)) <= wanted


@pytest.mark.parametrize("name", [*LOCKS, "requirements-tools.txt"])
def test_every_locked_package_has_its_hash_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    for block in re.split(r"\n(?=\w)", text.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_both_locks_agree() -> None:
    run, dev = locked("requirements.txt"), locked("requirements-dev.txt")
    assert run.items() <= dev.items()
