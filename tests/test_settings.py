"""What the environment may change; a bad setting is named, with what to write instead."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app.settings import PREFIX, Settings, UnusableSettings, read_settings

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_it_works_on_a_laptop(tmp_path: Path) -> None:
    settings = read_settings()
    assert (settings.host, settings.port, settings.workers) == ("127.0.0.1", 8000, 1)
    assert settings.database == f"sqlite:///{tmp_path / 'data' / 'scopewright.sqlite3'}"
    assert settings.rate_limits == "on"


def test_the_data_folder_is_made_and_belongs_to_this_user_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SCOPEWRIGHT_DATA", str(tmp_path / "deep" / "folder"))
    folder = read_settings().data
    assert folder.is_dir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("name", "written", "advice"),
    [
        ("PORT", "eighty", "a port from 1 to 65535"),
        ("PORT", "0", "a port from 1 to 65535"),
        ("WORKERS", "-1", "a number of processes from 1 to 64"),
        ("RATE_LIMITS", "maybe", "on or off"),
        ("DATABASE_URL", "mysql://here", "sqlite:///… or postgresql://…"),
        ("PUBLIC_ORIGIN", "plans.example", "an origin like https://plans.example.org"),
        ("SECRET", "short", "at least 32 random characters"),
    ],
)
def test_a_bad_setting_is_named_with_what_to_write(
    monkeypatch: pytest.MonkeyPatch, name: str, written: str, advice: str
) -> None:
    monkeypatch.setenv(PREFIX + name, written)
    with pytest.raises(UnusableSettings) as refusal:
        read_settings()
    assert PREFIX + name in str(refusal.value)
    assert advice in str(refusal.value)


def test_all_bad_settings_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCOPEWRIGHT_PORT", "eighty")
    monkeypatch.setenv("SCOPEWRIGHT_WORKERS", "many")
    with pytest.raises(UnusableSettings) as refusal:
        read_settings()
    assert len(str(refusal.value).splitlines()) == 2


def test_a_secret_is_never_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCOPEWRIGHT_SECRET", "hunter2")
    with pytest.raises(UnusableSettings) as refusal:
        read_settings()
    assert "hunter2" not in str(refusal.value)


def test_an_empty_setting_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(PREFIX + name.upper(), "")
    assert read_settings() == Settings()


def test_postgresql_is_spoken_to_by_psycopg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCOPEWRIGHT_DATABASE_URL", "postgresql://me:word@host/plans")
    assert read_settings().database == "postgresql+psycopg://me:word@host/plans"


def test_the_secret_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    monkeypatch.setenv("SCOPEWRIGHT_SECRET_FILE", str(file))
    for content in (None, "short"):
        if content:
            file.write_text(content)
        with pytest.raises(UnusableSettings, match="SECRET_FILE"):
            _ = read_settings().given_secret
    file.write_text("x" * 32 + "\n")
    assert read_settings().given_secret == "x" * 32


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_stands_in_the_manual(name: str) -> None:
    assert f"{PREFIX}{name.upper()}" in (ROOT / "README.md").read_text()
