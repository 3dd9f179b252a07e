"""What tests ask for: databases, the application, a browser that checks every page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.store.database import Database, open_database
from app.store.migrations import migrate
from tests.browsing import Browser
from tests.databases import copied_sqlite, emptied, migrated_sqlite, running_postgresql

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("long runs")
    group.addoption("--prove", action="store_true", help="do the long runs, and only those")
    group.addoption(
        "--scale", type=float, default=1.0, help="their length; 0.1 makes them ten times shorter"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A run is either the long ones or all others: each long one has a short form there."""
    wanted = bool(config.getoption("--prove"))
    others = [item for item in items if (item.get_closest_marker("long") is not None) != wanted]
    left_out = set(map(id, others))
    items[:] = [item for item in items if id(item) not in left_out]
    config.hook.pytest_deselected(items=others)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file that each test copies."""
    return migrated_sqlite(tmp_path_factory.mktemp("migrated"))


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The address of a real PostgreSQL that runs for this session."""
    with running_postgresql() as server:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


@pytest.fixture(scope="session")
def postgresql(postgresql_url: str) -> Iterator[Database]:
    migrate(postgresql_url)
    opened = open_database(postgresql_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(migrated: Path, tmp_path: Path) -> Iterator[Database]:
    opened = copied_sqlite(migrated, tmp_path)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty database: the test runs on SQLite and again on PostgreSQL."""
    if request.param == "postgresql":
        return emptied(request.getfixturevalue("postgresql"))
    opened: Database = request.getfixturevalue("sqlite")
    return opened


@pytest.fixture
def settings(sqlite: Database, tmp_path: Path) -> Settings:
    return Settings(
        data=tmp_path, database_url=sqlite.url, rate_limits="off", secret="a secret for tests " * 2
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[FastAPI]:
    application = create_app(settings)
    yield application
    application.state.database.close()


@pytest.fixture
def person(app: FastAPI) -> Browser:
    """A person with a browser: keeps cookies, follows redirects, and refuses a faulty page."""
    return Browser(app)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """A program: no cookies worth keeping, no redirects followed."""
    return TestClient(app, follow_redirects=False)
