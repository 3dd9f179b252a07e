"""What can be said of the container's files where no container engine runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.serving import free_port, wait_for

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())


def copied() -> list[str]:
    lines = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
    return [source for line in lines for source in line.split()[:-1]]


@pytest.mark.parametrize("source", copied())
def test_what_the_image_copies_exists(source: str) -> None:
    assert (ROOT / source).exists()


def test_the_image_leaves_nothing_out_that_the_server_reads() -> None:
    assert {"app", "templates", "static", "migrations", "pyproject.toml"} <= set(copied())


def test_the_image_runs_as_a_user_without_rights_and_reports_its_health() -> None:
    assert re.search(r"^USER scopewright$", DOCKERFILE, re.MULTILINE)
    assert "HEALTHCHECK" in DOCKERFILE
    assert "/healthz" in DOCKERFILE


def test_the_image_has_the_python_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    minimum = project["requires-python"].removeprefix(">=")
    assert set(re.findall(r"^FROM python:([\d.]+)", DOCKERFILE, re.MULTILINE)) == {minimum}


def test_the_entry_command_is_the_programs_own() -> None:
    assert re.search(r'^ENTRYPOINT \["python", "-m", "app"\]$', DOCKERFILE, re.MULTILINE)
    assert re.search(r'^CMD \["serve"\]$', DOCKERFILE, re.MULTILINE)


def test_compose_runs_the_same_image_with_postgresql_by_profile() -> None:
    services = COMPOSE["services"]
    assert services["scopewright"]["build"] == "."
    assert services["postgresql"]["profiles"] == ["postgresql"]
    assert "profiles" not in services["scopewright"]


def test_every_volume_that_compose_mounts_is_declared() -> None:
    mounted = {
        volume.split(":")[0]
        for service in COMPOSE["services"].values()
        for volume in service["volumes"]
    }
    assert mounted == set(COMPOSE["volumes"])


def test_compose_leaves_the_server_nothing_to_write_but_its_volume() -> None:
    server = COMPOSE["services"]["scopewright"]
    assert server["read_only"] is True
    assert server["tmpfs"] == ["/tmp"]
    assert server["cap_drop"] == ["ALL"]
    assert server["security_opt"] == ["no-new-privileges:true"]


def test_compose_sets_only_what_the_settings_know() -> None:
    known = re.findall(r"`(SCOPEWRIGHT_\w+)`", (ROOT / "README.md").read_text())
    assert set(COMPOSE["services"]["scopewright"]["environment"]) <= set(known)


def instruction(name: str) -> str:
    """The last instruction of this name, its continued lines joined."""
    joined = DOCKERFILE.replace("\\\n", " ")
    found: list[str] = re.findall(rf"^\s*{name} +(.+)$", joined, re.MULTILINE)
    return found[-1]


@dataclass(frozen=True)
class Image:
    """The files that the image holds, run as the image says, without a container around them."""

    files: Path
    environment: dict[str, str]

    def command(self, name: str) -> list[str]:
        """An instruction's command in the environment's Python."""
        program, *arguments = json.loads(instruction(name))
        assert program == "python"
        return [sys.executable, *arguments]

    @property
    def whole_command(self) -> list[str]:
        return [*self.command("ENTRYPOINT"), *json.loads(instruction("CMD"))]

    @property
    def listed(self) -> set[Path]:
        return {path for path in self.files.rglob("*") if "__pycache__" not in path.parts}


@pytest.fixture
def image(tmp_path: Path) -> Image:
    files = tmp_path / "srv"
    files.mkdir()
    for source in copied():
        if source.startswith("requirements"):
            continue  # of the first stage
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, files / source)
        else:
            shutil.copy(ROOT / source, files / source)
    said = dict(re.findall(r"(SCOPEWRIGHT_\w+)=(\S+)", instruction("ENV")))
    environment = {**said, "SCOPEWRIGHT_HOST": "127.0.0.1",
                   "SCOPEWRIGHT_PORT": str(free_port()),
                   "SCOPEWRIGHT_DATA": str(tmp_path / "data")}  # fmt: skip
    assert set(environment) == set(said)
    return Image(files, {"PATH": os.environ["PATH"], **environment})


@pytest.fixture
def running(image: Image) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(image.whole_command, cwd=image.files, env=image.environment)
    try:
        wait_for(int(image.environment["SCOPEWRIGHT_PORT"]), process)
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_the_images_files_start_by_its_own_command_and_are_well_by_its_own_check(
    image: Image, running: subprocess.Popen[bytes]
) -> None:
    before = image.listed
    check = [sys.executable, *json.loads(instruction("HEALTHCHECK.* CMD"))[1:]]
    assert subprocess.run(check, env=image.environment, timeout=10, check=False).returncode == 0
    address = f"http://127.0.0.1:{image.environment['SCOPEWRIGHT_PORT']}/"
    page = urllib.request.urlopen(address, timeout=10).read().decode()
    styles = re.findall(r'href="(/static/[^"]+\.css)"', page)
    assert styles
    for style in styles:
        assert urllib.request.urlopen(address.rstrip("/") + style, timeout=10).status == 200
    assert image.listed == before, "the server writes only to its volume"
    running.terminate()
    assert running.wait(timeout=10) in {0, -15}
    # The same check tells when the server is gone.
    assert subprocess.run(check, env=image.environment, capture_output=True, timeout=10,
                          check=False).returncode != 0  # fmt: skip
