"""What the long runs share: their size, their databases, and the figures they print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from tests.prove.server import Server

FIGURES = pytest.StashKey[list[str]]()
Tell = Callable[[str], None]


@pytest.fixture
def size(request: pytest.FixtureRequest) -> int:
    """How many rounds, seconds or examples this run takes."""
    amount: int
    amount, scaled = request.param
    scale: float = request.config.getoption("--scale")
    return max(1, round(amount * scale)) if scaled else amount


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """Says a figure of this run at the end of the whole run."""
    figures = request.config.stash.setdefault(FIGURES, [])
    return lambda figure: figures.append(f"{request.node.name}: {figure}")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if config.getoption("--prove"):
        terminalreporter.section("figures of the long runs")
        for figure in config.stash.get(FIGURES, []):
            terminalreporter.write_line(figure)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database for a server of its own."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'scopewright.sqlite3'}"
    return new_database(request.getfixturevalue("postgresql_url"), f"prove_{abs(hash(tmp_path))}")


def new_database(url: str, name: str) -> str:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
    engine.dispose()
    return url.replace("/postgres?", f"/{name}?", 1)


@pytest.fixture
def server(tmp_path: Path, database_url: str) -> Iterator[Server]:
    """A server of two workers on that database, started as people start it."""
    with Server(tmp_path, database_url, workers=2) as started:
        yield started
