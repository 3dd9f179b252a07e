"""What can be said of the container's files where no container engine runs."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

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
