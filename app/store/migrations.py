"""Brings a database to the schema that this release reads and writes."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

ROOT = Path(__file__).parent.parent.parent


def configuration(url: str) -> Config:
    """Alembic's settings: those of pyproject.toml, and the database to work on."""
    return Config(toml_file=ROOT / "pyproject.toml", attributes={"database_url": url})


def migrate(url: str, to: str = "head") -> None:
    """Upgrades the database at that address, and creates it when it is empty."""
    command.upgrade(configuration(url), to)
