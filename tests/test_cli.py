"""The command line: what each command prints, and how it says no."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import main
from app.store.database import Database
from tests.web.api.conftest import HELP_DESK

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, sqlite: Database, tmp_path: Path) -> None:
    monkeypatch.setenv("SCOPEWRIGHT_DATA", str(tmp_path))
    monkeypatch.setenv("SCOPEWRIGHT_DATABASE_URL", sqlite.url)


@pytest.fixture
def answers(tmp_path: Path) -> str:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(HELP_DESK))
    return str(file)


def imported(answers: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The id of a plan started from the file."""
    assert main(["import", answers]) == 0
    printed = re.fullmatch(r"(\w+)  /edit/[\w-]{32}\n", capsys.readouterr().out)
    assert printed
    return printed[1]


def test_estimate_prints_the_document(answers: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["estimate", answers]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["verdict"]["kind"]
    assert set(document["duration_weeks"]) == {"p10", "p50", "p80", "p95"}


def test_estimate_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = io.TextIOWrapper(io.BytesIO(json.dumps(HELP_DESK).encode()))
    monkeypatch.setattr("sys.stdin", sent)
    assert main(["estimate", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"]


@pytest.mark.parametrize(
    ("content", "complaints"),
    [
        ('{"answers": {"S03": "all", "ZZ9": 1}}', ["S03: Choose one of:", "ZZ9: There is no"]),
        ("not JSON", ["Send a body that is JSON"]),
        ('{"answers": {"I06a": NaN}}', ["NaN is no figure"]),
        (None, ["cannot be read"]),
    ],
)
def test_estimate_says_everything_that_is_wrong_and_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, complaints: list[str]
) -> None:
    file = tmp_path / "wrong.json"
    if content is not None:
        file.write_text(content)
    assert main(["estimate", str(file)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    lines = printed.err.splitlines()
    assert len(lines) == len(complaints)
    assert all(part in line for part, line in zip(complaints, lines, strict=True))


def test_a_plan_travels_by_export_and_import_and_export(
    answers: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    first = imported(answers, capsys)
    file = tmp_path / "exported.json"
    assert main(["export", first, "--format", "json", "--output", str(file)]) == 0
    second = imported(str(file), capsys)
    assert second != first
    assert main(["export", second, "--format", "json"]) == 0
    assert capsys.readouterr().out == file.read_text()


def test_plans_are_listed_with_their_ids(answers: str, capsys: pytest.CaptureFixture[str]) -> None:
    plan = imported(answers, capsys)
    assert main(["plans"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(plan)
    assert line.endswith("Support chatbot")


def test_a_backup_restores_what_was_there(
    answers: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    plan = imported(answers, capsys)
    file = str(tmp_path / "backup")
    assert main(["backup", file]) == 0
    later = imported(answers, capsys)
    assert main(["restore", file]) == 0
    main(["plans"])
    listed = capsys.readouterr().out
    assert plan in listed
    assert later not in listed


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["export", "unknown", "--format", "json"], "no plan"),
        (["restore", "missing"], "cannot be read"),
        (["backup", "/nowhere/at/all"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], reason: str
) -> None:
    assert main(arguments) == 2
    assert reason in capsys.readouterr().err


def test_a_bad_setting_ends_every_command_with_advice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SCOPEWRIGHT_PORT", "eighty")
    assert main(["serve"]) == 2
    assert "SCOPEWRIGHT_PORT=eighty: write a port from 1 to 65535." in capsys.readouterr().err


def test_the_module_runs_as_a_program(answers: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "estimate", answers],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["verdict"]
