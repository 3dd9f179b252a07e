"""The one place where the rooms meet."""

from __future__ import annotations

import pkgutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib import import_module
from types import ModuleType

import anyio
from fastapi import APIRouter, FastAPI

import app.web
import app.web.api
from app.settings import Settings, read_settings
from app.store.database import Database, open_database
from app.store.store import open_store
from app.web.api.application import MOUNT as API
from app.web.api.application import create_api
from app.web.assets import MOUNT, Assets
from app.web.errors import error_response, handle_errors
from app.web.guard import Guard
from app.web.limits import Limits
from app.web.routing import ReadAtOnce
from app.web.sharing.here import Here


def routers(package: ModuleType, but: str = "") -> Iterator[APIRouter]:
    """The router of each module of a package; one module is one resource."""
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if but and module.name.startswith(but):
            continue
        router = getattr(import_module(module.name), "router", None)
        if isinstance(router, APIRouter):
            yield router


# Found when this module is imported, so that making an application imports nothing more.
API_ROUTERS = tuple(routers(app.web.api))
PAGE_ROUTERS = tuple(routers(app.web, but=app.web.api.__name__))


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application with its database open; `serve` has migrated it before."""
    settings = settings or read_settings()
    database = open_database(settings.database)
    application = FastAPI(
        title="Scopewright", openapi_url=None, docs_url=None, redoc_url=None, lifespan=closing
    )
    application.state.database = database
    application.state.writers = anyio.Semaphore(database.writers, fast_acquire=True)
    alone = settings.workers == 1 and database.dialect == "sqlite"
    application.state.here = Here(database, alone)
    application.state.public_origin = settings.public_origin
    application.state.secret = settings.given_secret or kept_secret(database)
    # Routes are tried in this order.
    # Named, so that a page's `show_plan` is never mistaken for the one of the API.
    application.mount(API, create_api(application.state, API_ROUTERS), name="api")
    application.mount(MOUNT, Assets())
    # One flat list: a router included as a whole is searched twice for each request. What is asked
    # for most stands first, because finding a route takes as long as trying all before it.
    pages = [route for router in PAGE_ROUTERS for route in router.routes]
    application.router.routes.extend(sorted(pages, key=lambda page: type(page) is not ReadAtOnce))
    handle_errors(application)
    application.add_middleware(
        Guard,
        refuse=error_response,
        public_origin=settings.public_origin,
        limits=Limits() if settings.rate_limits == "on" else None,
    )
    return application


@asynccontextmanager
async def closing(application: FastAPI) -> AsyncIterator[None]:
    yield
    application.state.database.close()


def kept_secret(database: Database) -> str:
    with open_store(database, writing=True) as store:
        return store.secret("keyring")
